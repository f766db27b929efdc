package org.chengmai.area;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import org.chengmai.city.CityTest;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.Grant;
import org.chengmai.kernel.ImportReport;
import org.chengmai.kernel.Point;
import org.chengmai.kernel.Reach;
import org.chengmai.kernel.Refusal;
import org.chengmai.kernel.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** The door of the area tree, over the database. */
@CityTest
class AreasTest {

    /** A district in the sea with two streets side by side. */
    private static final String TREE = """
            id,parent,level,name,lon,lat
            990101,,district,海区,,
            990101001,990101,street,东街道,,
            990101002,990101,street,西街道,,
            990101001001,990101001,committee,灯塔居委会,,
            """;

    private static final Actor STREET =
            new Actor(41, "lighthouse", "灯塔", List.of(new Grant(Role.ADMINISTRATOR, "990101/990101001/", null)));

    @Autowired
    private Areas areas;

    @Autowired
    private TransactionTemplate transactions;

    @BeforeEach
    void district() {
        areas.importTree(Actor.CITY, new StringReader(TREE));
        areas.importPolygons(
                Actor.CITY,
                outlines(
                        square("990101", 10, 10, 2, false),
                        square("990101001", 10, 10, 1, true),
                        square("990101002", 11, 10, 1, false)),
                false);
    }

    private static String square(String id, double lon, double lat, double side, boolean approximate) {
        return """
                {"type":"Feature","id":"%s","properties":{"approximate":%s},
                 "geometry":{"type":"Polygon","coordinates":[[[%3$s,%4$s],[%5$s,%4$s],[%5$s,%6$s],[%3$s,%6$s],[%3$s,%4$s]]]}}
                """.formatted(id, approximate, lon, lat, lon + side, lat + side);
    }

    private static InputStream outlines(String... features) {
        String json = "{\"type\":\"FeatureCollection\",\"features\":[" + String.join(",", features) + "]}";
        return new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void findsPlacesByIdByPathAndByPoint() {
        assertThat(areas.get("990101001001").place()).isEqualTo("990101/990101001/990101001001/");
        assertThat(areas.byPlace("990101/990101002/")).map(Area::name).contains("西街道");
        assertThat(areas.byPlace("990101002/")).isEmpty();
        assertThat(areas.byPlace("")).isEmpty();
        assertThat(areas.children("990101")).extracting(Area::name).containsExactly("东街道", "西街道");
        assertThat(areas.below("990101/990101001/", Level.COMMITTEE))
                .extracting(Area::name)
                .contains("灯塔居委会");
        assertThat(areas.at(new Point(11.5, 10.5))).map(Area::id).contains("990101002");
        assertThat(areas.at(new Point(11.5, 11.5))).map(Area::id).contains("990101");
        assertThat(areas.at(new Point(9, 9))).isEmpty();
        assertThat(areas.namesOf("990101/990101001/?/")).isEqualTo("海区 东街道 ?");
        assertThat(areas.get("990101001").approximate()).isTrue();
        assertThat(areas.get("990101001").centre()).isEqualTo(new Point(10.5, 10.5));
        assertThatThrownBy(() -> areas.get("nowhere")).isInstanceOf(Refusal.class);
    }

    @Test
    void aPointInsideAnAreaIsInside() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 100; i++) {
            Point point = areas.pointIn("990101002", random).orElseThrow();
            assertThat(areas.at(point)).map(Area::id).contains("990101002");
        }
    }

    @Test
    void mapsShowWhatLiesWithinReachAndWhatTheReachLiesIn() {
        Reach street = new Reach(List.of("990101/990101001/"), List.of(), 1);
        Reach committee = new Reach(List.of("990101/990101001/990101001001/"), List.of(), 1);

        for (Reach reach : List.of(street, committee)) {
            assertThat(areas.geoJson(reach, Level.STREET))
                    .contains("东街道", "\"approximate\":true")
                    .doesNotContain("西街道");
            assertThat(areas.geoJson(reach, Level.DISTRICT)).contains("海区");
        }
        assertThat(areas.geoJson(new Reach(List.of(), List.of("unit"), 1), Level.STREET))
                .isEqualTo("{\"type\":\"FeatureCollection\",\"features\":[]}");
    }

    @Test
    void aNeighboursAreaCanBeNeitherRenamedNorRedrawn() {
        ImportReport tree = areas.importTree(
                STREET,
                new StringReader(
                        "id,parent,level,name\n990101002,990101,street,改名\n990101002009,990101002,committee,占地\n990101001002,990101001,committee,新居委会\n"));
        ImportReport shapes = areas.importPolygons(
                STREET, outlines(square("990101002", 50, 50, 1, false), square("990101001", 10, 10, 1, true)), false);

        assertThat(tree.taken()).isEqualTo(1);
        assertThat(tree.faults()).extracting(ImportReport.Fault::line).containsExactly(2L, 3L);
        assertThat(shapes.taken()).isEqualTo(1);
        assertThat(shapes.faults()).extracting(ImportReport.Fault::line).containsExactly(1L);
        assertThat(areas.get("990101002").name()).isEqualTo("西街道");
        assertThat(areas.find("990101002009")).isEmpty();
        assertThat(areas.at(new Point(50.5, 50.5))).isEmpty();
    }

    @Test
    void whoManagesNoAreasImportsNone() {
        Actor dispatcher = new Actor(42, "desk", "台", List.of(new Grant(Role.DISPATCHER, "", null)));
        assertThatThrownBy(() -> areas.importTree(dispatcher, new StringReader(TREE)))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> areas.importPolygons(dispatcher, outlines(), false))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void whatIsRolledBackIsNeverSeen() {
        transactions.executeWithoutResult(status -> {
            areas.importTree(Actor.CITY, new StringReader("id,parent,level,name\n990109,,district,幻区\n"));
            status.setRollbackOnly();
        });
        assertThat(areas.find("990109")).isEmpty();
    }
}
