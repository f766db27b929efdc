package org.chengmai.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.chengmai.area.ExampleDistrict;
import org.chengmai.city.CityTest;
import org.chengmai.city.Visitor;
import org.chengmai.identity.Accounts;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.ImportReport;
import org.chengmai.kernel.Refusal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

/** Kinds and devices: entered, changed, brought in and out; and a neighbour sees none of it. */
@CityTest
@Import(DeviceKit.class)
class A04_RegistryTest {

    @Autowired
    private DeviceKit city;

    @Autowired
    private Accounts accounts;

    @Autowired
    private ExampleDistrict example;

    @Autowired
    private Aside aside;

    @LocalServerPort
    private int port;

    private Actor here;
    private Actor next;

    @BeforeEach
    void people() {
        example.load(Actor.CITY);
        here = accounts.actor(accounts.byLogin("kit-here").orElseThrow().id());
        next = accounts.actor(accounts.byLogin("kit-next").orElseThrow().id());
    }

    @Test
    void aKindKeepsItsChannelsForEver() {
        Kind before = city.kinds.get("kit-box");
        int number = city.kinds.number("kit-box");

        city.kinds.put(
                Actor.CITY,
                new Kind(
                        "kit-grow",
                        before.name(),
                        "长",
                        List.of(DeviceKit.channel(0, "one", Channel.Type.NUMBER, null, null))));
        city.kinds.put(
                Actor.CITY,
                new Kind(
                        "kit-grow",
                        before.name(),
                        "长",
                        List.of(DeviceKit.channel(0, "two", Channel.Type.NUMBER, null, null))));

        assertThat(city.kinds.get("kit-grow").channels())
                .extracting(c -> c.index() + c.name())
                .containsExactly("0one", "1two");
        assertThat(city.kinds.number("kit-box")).isEqualTo(number);
        assertThat(city.kinds.find("smoke")).as("shipped in scenes/kinds").isPresent();
        assertThatThrownBy(() -> city.kinds.put(here, before)).isInstanceOf(Refusal.class);
    }

    @Test
    void aFileComesInAndGoesOut() {
        String file = """
                id,name,kind,area,lon,lat,unit,enabled,token,param.limitMinutes,param.gap
                file-1,一号,kit-box,310107005,,,,,file-token-1,5,
                file-2,二号,kit-box,,121.4039,31.2435,,false,,,2.5
                file-3,三号,nothing,310107005,,,,,,,
                file-4,四号,kit-box,310107007,,,,,,,
                file-1,又一号,kit-box,310107005,,,,,,,
                file-5,五号,kit-box,310107005,,,,,,many,
                """;

        ImportReport report = city.devices.importCsv(here, new StringReader(file));

        assertThat(report.faults()).extracting(ImportReport.Fault::line).contains(4L, 5L, 6L, 7L);
        Device one = city.devices.find("file-1").orElseThrow();
        assertThat(one.token()).isEqualTo("file-token-1");
        assertThat(one.place()).isEqualTo("310107/310107005/");
        assertThat(one.parameters()).isEqualTo(Map.of("limitMinutes", 5.0));
        StringWriter out = new StringWriter();
        city.devices.exportCsv(here, out);
        assertThat(out.toString())
                .contains("param.limitMinutes")
                .containsPattern("file-1,一号,kit-box,310107005,,,,true,file-token-1,.*5\\.0");

        city.devices.importCsv(here, new StringReader("id,kind,area,token\nfile-1,kit-box,310107005,other-token-9\n"));
        assertThat(city.devices.find("file-1").orElseThrow().token()).isEqualTo("file-token-1");
        assertThat(city.devices.find("file-1").orElseThrow().no()).isEqualTo(one.no());
    }

    @Test
    void aNeighbourNeitherSeesNorChangesADevice() {
        Device device = city.device();
        NewDevice changed = NewDevice.of(device.id(), "theirs", "kit-box", null, DeviceKit.NEXT_DOOR);

        assertThat(city.devices.get(here, device.id())).isEqualTo(device);
        assertThat(city.devices
                        .list(next, new DeviceFilter(device.id(), "", "", ""), 0)
                        .items())
                .isEmpty();
        assertThatThrownBy(() -> city.devices.get(next, device.id())).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> city.devices.change(next, changed)).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> city.devices.rotateToken(next, device.id())).isInstanceOf(Refusal.class);
        assertThatThrownBy(
                        () -> city.devices.add(next, NewDevice.of("neighbour-1", "", "kit-box", null, DeviceKit.HERE)))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> city.devices.add(Actor.PUBLIC, changed)).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> city.devices.readings(
                        next, device.no(), 0, java.time.Instant.EPOCH, java.time.Instant.now(), 10))
                .isInstanceOf(Refusal.class);
        StringWriter out = new StringWriter();
        city.devices.exportCsv(next, out);
        assertThat(out.toString()).doesNotContain(device.id());
        assertThat(city.devices.find(device.id())).contains(device);
    }

    @Test
    void whatIsAsideIsReleasedByItsOwnOfficerOnly() {
        Device device = city.device();
        Visitor visitor = Visitor.at(port);
        visitor.send(visitor.request("/api/v1/" + device.token() + "/telemetry")
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString(
                        "{\"ts\":1760000000000,\"values\":{\"level\":1,\"later\":6}}")));
        long id = aside.list(here, new AsideFilter("", device.id()), 0)
                .items()
                .getFirst()
                .id();

        assertThat(aside.list(next, new AsideFilter("", device.id()), 0).items())
                .isEmpty();
        assertThatThrownBy(() -> aside.release(next, id)).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> aside.discard(next, id)).isInstanceOf(Refusal.class);
        assertThat(aside.discardAll(next, new AsideFilter("", device.id()))).isZero();

        Kind box = city.kinds.get("kit-box");
        var channels = new java.util.ArrayList<>(box.channels());
        channels.add(DeviceKit.channel(0, "later", Channel.Type.NUMBER, null, null));
        city.kinds.put(Actor.CITY, new Kind("kit-box", box.name(), box.symbol(), channels));
        aside.release(here, id);

        assertThat(city.log(device)).containsExactly("0=1.0", "3=6.0");
        assertThat(aside.list(here, new AsideFilter("", device.id()), 0).items())
                .isEmpty();
    }

    @Test
    void thePagesShowIt() {
        Device device = city.device();
        Visitor officer = Visitor.at(port, "kit-here", DeviceKit.PASSWORD);
        Visitor neighbour = Visitor.at(port, "kit-next", DeviceKit.PASSWORD);
        String page = "/back/devices/" + device.id();

        assertThat(officer.get("/back/devices?words=" + device.id()).body()).contains(device.name());
        assertThat(officer.get(page).body()).contains("读数曲线").doesNotContain(device.token());
        assertThat(officer.getJson(page + "/readings?channel=0").body()).contains("\"points\":[]");
        assertThat(officer.get(page + "/sign.svg").body()).startsWith("<svg");
        assertThat(officer.get(page + "/values").body()).contains("level");
        assertThat(officer.get("/back/kinds").body()).contains("kit-box");
        assertThat(officer.get("/back/kinds/kit-box").body()).contains("level");
        assertThat(officer.get("/back/aside").statusCode()).isEqualTo(200);
        assertThat(officer.get("/back/devices.csv").body()).contains(device.id());
        assertThat(neighbour.get("/back/devices?words=" + device.id()).body()).doesNotContain(device.name());
        assertThat(neighbour.get(page).statusCode()).isEqualTo(404);
        assertThat(neighbour.getJson(page + "/readings?channel=0").statusCode()).isEqualTo(404);
        assertThat(neighbour.get(page + "/sign.svg").statusCode()).isEqualTo(404);
        assertThat(neighbour.post(page + "/token", Map.of()).statusCode()).isEqualTo(403);
        assertThat(city.devices.get(device.no()).token()).isEqualTo(device.token());

        officer.get(page);
        assertThat(officer.post(page + "/token", Map.of()).statusCode()).isEqualTo(302);
        assertThat(officer.get(page).body())
                .contains(city.devices.get(device.no()).token());
        assertThat(officer.get(page).body())
                .doesNotContain(city.devices.get(device.no()).token());
    }
}
