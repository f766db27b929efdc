package org.chengmai.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.chengmai.area.ExampleDistrict;
import org.chengmai.city.CityTest;
import org.chengmai.city.Visitor;
import org.chengmai.identity.Accounts;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.Page;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/** The numbers on the devices' pages: each is counted as of now, and a street's staff count only their own devices. */
@CityTest
@TestPropertySource(properties = "test.city=counts")
@Import(DeviceKit.class)
class A14_CountsTest {

    private static final DeviceFilter SMOKE = new DeviceFilter("", "smoke", "", "");

    @Autowired
    private DeviceKit city;

    @Autowired
    private Accounts accounts;

    @Autowired
    private Health health;

    @Autowired
    private ExampleDistrict example;

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
    void everyoneCountsWhatTheyMaySee() {
        enter(70, "here-", DeviceKit.HERE);
        enter(3, "next-", DeviceKit.NEXT_DOOR);

        assertThat(city.devices.counts(here)).isEqualTo(new DeviceCounts(70, 0, 70, 70));
        assertThat(city.devices.counts(next)).isEqualTo(new DeviceCounts(3, 0, 3, 3));
        assertThat(city.devices.counts(Actor.CITY)).isEqualTo(new DeviceCounts(73, 0, 73, 73));
        assertThat(city.devices.counts(Actor.PUBLIC)).isEqualTo(new DeviceCounts(0, 0, 0, 0));
        assertThat(city.devices.kinds(here, DeviceFilter.ALL)).isEqualTo(Map.of("smoke", 70L));
        assertThat(city.devices.kinds(next, new DeviceFilter("", "", DeviceKit.HERE, "")))
                .isEmpty();
        assertThat(health.lines(next, "")).extracting(Health.Line::total).containsExactly(3L);
        assertThat(health.lines(here, "smoke")).extracting(Health.Line::total).containsExactly(70L);

        Page<Device> second = city.devices.list(here, SMOKE, 1);
        assertThat(second.total()).isEqualTo(70);
        assertThat(second.items())
                .extracting(Device::id)
                .isEqualTo(
                        IntStream.range(50, 70).mapToObj("here-%03d"::formatted).toList());
        assertThat(city.devices.list(here, SMOKE, 40_000_000).items()).isEmpty();
        assertThat(city.devices
                        .list(next, new DeviceFilter("-00", "", "", ""), 0)
                        .items())
                .extracting(Device::id)
                .containsExactly("next-000", "next-001", "next-002");

        Visitor neighbour = Visitor.at(port, "kit-next", DeviceKit.PASSWORD);
        assertThat(neighbour.get("/back/devices").body()).contains("<b>3</b>").doesNotContain("here-0");
        assertThat(neighbour.get("/back/health").body()).contains("310107007").doesNotContain("310107005");
        aDeviceThatMovesIsCountedWhereItStands();
    }

    private void aDeviceThatMovesIsCountedWhereItStands() {
        city.devices.change(
                Actor.CITY,
                new NewDevice(
                        "here-000", "搬走的", "smoke", null, null, DeviceKit.NEXT_DOOR, Map.of(), null, false, false));

        assertThat(city.devices.counts(here).total()).isEqualTo(69);
        assertThat(city.devices.counts(next).total()).isEqualTo(4);
        assertThat(city.devices
                        .list(next, new DeviceFilter("搬走", "", "", "never"), 0)
                        .items())
                .extracting(Device::id)
                .containsExactly("here-000");
        assertThat(health.lines(next, "smoke"))
                .as("one that is switched off is not ill")
                .extracting(Health.Line::total)
                .containsExactly(3L);
    }

    private void enter(int many, String id, String place) {
        List<NewDevice> wanted = IntStream.range(0, many)
                .mapToObj(i -> new NewDevice(
                        (id + "%03d").formatted(i), "", "smoke", null, null, place, Map.of(), null, true, false))
                .toList();
        city.devices.addAll(Actor.CITY, wanted);
    }
}
