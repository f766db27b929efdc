package org.chengmai.area.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.chengmai.area.Areas;
import org.chengmai.audit.Audit;
import org.chengmai.audit.Filter;
import org.chengmai.city.CityTest;
import org.chengmai.city.Visitor;
import org.chengmai.identity.Accounts;
import org.chengmai.identity.NewAccount;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.Grant;
import org.chengmai.kernel.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What a street's administrator can open, bring in and see of the neighbour. */
@CityTest
class AreaPagesTest {

    private static final String PASSWORD = "Right-pass-1";
    private static final String OUTLINES = """
            {"type":"FeatureCollection","features":[
            {"type":"Feature","id":"990201001","geometry":{"type":"Polygon","coordinates":[[[20,10],[21,10],[21,11],[20,11],[20,10]]]}},
            {"type":"Feature","id":"990201002","geometry":{"type":"Polygon","coordinates":[[[21,10],[22,10],[22,11],[21,11],[21,10]]]}}]}
            """;

    @LocalServerPort
    private int port;

    @Autowired
    private Areas areas;

    @Autowired
    private Accounts accounts;

    @Autowired
    private Audit audit;

    @BeforeEach
    void city() {
        areas.importTree(Actor.CITY, new StringReader("""
                id,parent,level,name
                990201,,district,山区
                990201001,990201,street,南街道
                990201002,990201,street,北街道
                """));
        areas.importPolygons(
                Actor.CITY, new java.io.ByteArrayInputStream(OUTLINES.getBytes(StandardCharsets.UTF_8)), false);
        person("mountain.admin", Role.ADMINISTRATOR, "");
        person("south.admin", Role.ADMINISTRATOR, "990201/990201001/");
        person("south.grid", Role.GRID_WORKER, "990201/990201001/");
    }

    private void person(String login, Role role, String place) {
        if (accounts.byLogin(login).isEmpty()) {
            accounts.create(
                    Actor.CITY,
                    new NewAccount(login, login, "", PASSWORD, place, List.of(new Grant(role, place, null))));
        }
    }

    private static HttpResponse<String> send(Visitor visitor, String path, byte[] file) {
        visitor.get("/back/areas");
        String head = "--cut\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f\"\r\n\r\n";
        byte[] body =
                join(head.getBytes(StandardCharsets.UTF_8), file, "\r\n--cut--\r\n".getBytes(StandardCharsets.UTF_8));
        return visitor.send(visitor.request(path)
                .header("Accept", "text/html")
                .header("Content-Type", "multipart/form-data; boundary=cut")
                .header("X-XSRF-TOKEN", visitor.token())
                .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    private static byte[] join(byte[]... parts) {
        java.io.ByteArrayOutputStream all = new java.io.ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    @Test
    void anAdministratorSeesTheTreeAndWhatAnImportDid() {
        Visitor admin = Visitor.at(port, "mountain.admin", PASSWORD);
        assertThat(admin.get("/back/areas").body()).contains("山区", "导入区域树");
        assertThat(admin.get("/back/areas/990201/children").body()).contains("南街道", "北街道");
        assertThat(admin.get("/back/areas/990201002").body()).contains("山区 北街道", "街镇");
        assertThat(admin.get("/back/areas.csv").body()).contains("990201002,990201,street,\"北街道\",21.5,10.5");

        String csv = "id,parent,level,name\n990201003,990201,street,西街道\n990201004,990209,street,东街道\n";
        String report = send(admin, "/back/areas/tree", csv.getBytes(Charset.forName("GB18030")))
                .body();
        assertThat(report).contains("已导入 1 项", "990201004 的上级 990209 不存在");
        assertThat(areas.get("990201003").name()).isEqualTo("西街道");
    }

    @Test
    void aStreetNeitherSeesNorChangesItsNeighbour() {
        Visitor south = Visitor.at(port, "south.admin", PASSWORD);
        assertThat(south.get("/back/areas/990201/children").body())
                .contains("南街道")
                .doesNotContain("北街道");
        assertThat(south.get("/back/areas/990201002").statusCode()).isEqualTo(404);
        assertThat(south.get("/back/areas/990201002/children").statusCode()).isEqualTo(404);
        assertThat(south.get("/back/areas.csv").body()).contains("南街道").doesNotContain("北街道");
        assertThat(south.getJson("/areas/geojson?level=street").body())
                .contains("南街道")
                .doesNotContain("北街道");
        assertThat(south.getJson("/areas/geojson?level=street&in=990201002").body())
                .doesNotContain("北街道");

        String csv = "id,parent,level,name\n990201002,990201,street,改名\n990201001001,990201001,committee,自己的\n";
        assertThat(send(south, "/back/areas/tree", csv.getBytes(StandardCharsets.UTF_8))
                        .body())
                .contains("已导入 1 项", "1 项未导入");
        assertThat(send(south, "/back/areas/outlines", OUTLINES.getBytes(StandardCharsets.UTF_8))
                        .body())
                .contains("已导入 1 项", "1 项未导入");
        assertThat(areas.get("990201002").name()).isEqualTo("北街道");
    }

    @Test
    void whoMayNotIsTurnedAwayAndTheAuditKnows() {
        Visitor grid = Visitor.at(port, "south.grid", PASSWORD);
        assertThat(grid.get("/back/areas").statusCode()).isEqualTo(403);
        assertThat(send(grid, "/back/areas/tree", new byte[0]).statusCode()).isEqualTo(403);
        assertThat(grid.getJson("/areas/geojson?level=street").body())
                .contains("南街道")
                .doesNotContain("北街道");

        Actor auditor = new Actor(1, "a", "a", List.of(new Grant(Role.AUDITOR, "", null)));
        assertThat(audit.list(auditor, new Filter("south.grid", "try.", "", null, null, true), 0)
                        .items())
                .extracting(e -> e.action() + " " + e.subject())
                .contains("try.get /back/areas", "try.post /back/areas/tree");
    }

    @Test
    void everybodyGetsTheStreetsAndNothingElse() {
        HttpResponse<String> streets = Visitor.at(port).getJson("/report/areas.geojson");
        assertThat(streets.statusCode()).isEqualTo(200);
        assertThat(streets.body()).contains("南街道", "北街道").doesNotContain("committee");
        assertThat(Visitor.at(port).getJson("/areas/geojson?level=committee").statusCode())
                .isEqualTo(401);
    }

    @Test
    void aBrokenFileIsASentenceNotATrace() {
        Visitor admin = Visitor.at(port, "mountain.admin", PASSWORD);
        assertThat(send(admin, "/back/areas/outlines", "{".getBytes(StandardCharsets.UTF_8))
                        .body())
                .contains("文件不是完整的 JSON");
        assertThat(send(admin, "/back/areas/tree", "a,b\n1,2\n".getBytes(StandardCharsets.UTF_8))
                        .statusCode())
                .isEqualTo(400);
        assertThat(send(admin, "/back/areas/tree", new byte[] {0, 1, 2, (byte) 0xff})
                        .statusCode())
                .isBetween(200, 400);
    }
}
