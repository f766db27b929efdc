package org.chengmai.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.Page;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.chengmai.area.ExampleDistrict;
import org.chengmai.city.Browser;
import org.chengmai.city.CityTest;
import org.chengmai.city.Visitor;
import org.chengmai.device.store.Partitions;
import org.chengmai.identity.Accounts;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.Refusal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/** An area by the hour: the whole and each area below it, from the log, the counted hours and the files as one. */
@CityTest
@TestPropertySource(properties = {"test.city=hours", "chengmai.history.pause-seconds=86400"})
@Import(DeviceKit.class)
class A13_HoursTest {

    private static final long SEED = Long.getLong("chengmai.hours.seed", System.nanoTime());
    private static final long HOUR = OldReadings.HOUR;
    private static final String FIRST = "310107/310107005/310107005001/";
    private static final String SECOND = "310107/310107005/310107005002/";

    @Autowired
    private DeviceKit city;

    @Autowired
    private History history;

    @Autowired
    private Readings readings;

    @Autowired
    private Partitions partitions;

    @Autowired
    private Accounts accounts;

    @Autowired
    private ExampleDistrict example;

    @Autowired
    private DataSource database;

    @LocalServerPort
    private int port;

    private long now;
    private long first;
    private Actor here;
    private List<Device> devices;

    @BeforeEach
    void days() throws Exception {
        System.out.println("Hours with -Dchengmai.hours.seed=" + SEED);
        if (city.kinds.find("hour-box").isPresent()) {
            devices = city.devices
                    .all()
                    .filter(d -> d.kind().equals("hour-box"))
                    .sorted(Comparator.comparingInt(Device::no))
                    .toList();
        } else {
            example.load(Actor.CITY);
            city.kinds.put(Actor.CITY, DeviceKit.kind("hour-box", false));
            devices = List.of(
                    city.device("hour-box", FIRST),
                    city.device("hour-box", FIRST),
                    city.device("hour-box", SECOND),
                    city.device("hour-box", DeviceKit.HERE),
                    city.device("hour-box", DeviceKit.NEXT_DOOR));
            fill();
        }
        here = accounts.actor(accounts.byLogin("kit-here").orElseThrow().id());
        now = System.currentTimeMillis() / HOUR;
        first = now - 24 * 4;
    }

    /** Four days: the oldest settle, then some hours are counted, the newest are only in the log. */
    private void fill() throws Exception {
        long end = System.currentTimeMillis() / HOUR;
        OldReadings old = new OldReadings(SEED);
        int[] nos = devices.stream().mapToInt(Device::no).toArray();
        try (Connection connection = database.getConnection()) {
            for (long hour = end - 24 * 4 + 12; hour < end - 1; hour++) {
                old.fill(connection, hour, nos, 6, 20);
            }
        }
        history.settle();
        for (long hour : partitions.uncountedBefore(end - 6)) {
            partitions.count(hour);
        }
    }

    /** The slow twin: every reading of the log, one by one. */
    private Map<String, String> plainly(List<Device> of) {
        Map<Long, double[]> told = new TreeMap<>();
        List<Integer> nos = of.stream().map(Device::no).toList();
        readings.scan(0, Long.MAX_VALUE, nos::contains, batch -> {
            for (int i = 0; i < batch.size(); i++) {
                long hour = Math.floorDiv(batch.atMillis(i), HOUR);
                if (batch.channel(i) == 1 && hour >= first && hour < now) {
                    double value = batch.value(i);
                    double[] sum = told.computeIfAbsent(hour, h -> new double[] {Double.MAX_VALUE, -Double.MAX_VALUE});
                    sum[0] = Math.min(sum[0], value);
                    sum[1] = Math.max(sum[1], value);
                }
            }
        });
        Map<String, String> hours = new TreeMap<>();
        told.forEach((hour, v) ->
                hours.put(Instant.ofEpochMilli(hour * HOUR).toString(), "%.2f–%.2f".formatted(v[0], v[1])));
        return hours;
    }

    private static Map<String, String> told(AreaHours area) {
        Map<String, String> hours = new TreeMap<>();
        area.hours().forEach(h -> {
            assertThat(h.mean()).isBetween(h.low() - 1e-6, h.high() + 1e-6);
            hours.put(h.at().toString(), "%.2f–%.2f".formatted(h.low(), h.high()));
        });
        return hours;
    }

    private List<AreaHours> below(Actor actor, String place) {
        return history.byHour(
                actor, "hour-box", place, "open", Instant.ofEpochMilli(first * HOUR), Instant.ofEpochMilli(now * HOUR));
    }

    @Test
    void theWholeAndItsPartsAreWhatTheReadingsSay() {
        List<AreaHours> street = below(Actor.CITY, DeviceKit.HERE);

        assertThat(street).extracting(AreaHours::place).containsExactly(DeviceKit.HERE, FIRST, SECOND);
        assertThat(street).extracting(AreaHours::devices).containsExactly(4, 2, 1);
        assertThat(told(street.get(0))).as("seed " + SEED).isEqualTo(plainly(devices.subList(0, 4)));
        assertThat(told(street.get(1))).as("seed " + SEED).isEqualTo(plainly(devices.subList(0, 2)));
        assertThat(told(street.get(2))).as("seed " + SEED).isEqualTo(plainly(devices.subList(2, 3)));
        assertThat(told(street.get(0)).size()).isGreaterThan(70);
        assertThat(below(Actor.CITY, "310107/")).extracting(AreaHours::devices).containsExactly(5, 4, 1);
    }

    @Test
    void aNeighbourSeesNoneOfIt() {
        assertThat(below(here, "310107/"))
                .as("only what lies within reach")
                .extracting(AreaHours::devices)
                .containsExactly(4, 4);
        assertThat(below(here, DeviceKit.NEXT_DOOR).getFirst().hours()).isEmpty();
        assertThatThrownBy(() -> below(Actor.PUBLIC, DeviceKit.HERE)).isInstanceOf(Refusal.class);

        Visitor neighbour = Visitor.at(port, "kit-next", DeviceKit.PASSWORD);
        for (String page : List.of("/back/hours", "/back/hours/sheet", "/back/hours.csv")) {
            assertThat(neighbour
                            .get(page + "?area=310107005&what=hour-box/open")
                            .statusCode())
                    .isEqualTo(403);
        }
    }

    @Test
    void thePageShowsItAndTheFileHasIt() {
        Visitor officer = Visitor.at(port, "kit-here", DeviceKit.PASSWORD);
        String wish = "?area=310107005&what=hour-box/open";

        assertThat(officer.get("/back/hours").statusCode()).isEqualTo(200);
        assertThat(officer.getJson("/back/hours/sheet" + wish).body())
                .contains("\"days\":7", "\"code\":\"310107005001\"")
                .doesNotContain("310107007");
        List<String> csv = new ArrayList<>(
                officer.get("/back/hours.csv" + wish).body().lines().toList());
        assertThat(csv.getFirst()).endsWith("area,name,hour,kind,channel,unit,readings,mean,min,max");
        assertThat(csv.get(1)).matches("310107005,.+,20..-..-..T..:00\\+08:00,hour-box,open,,\\d+,.*");
        assertThat(officer.get("/back/hours" + wish + "&from=2026-01-01&to=2026-03-01")
                        .statusCode())
                .isEqualTo(400);
        assertThat(officer.get("/back/hours" + wish.replace("open", "none")).statusCode())
                .isEqualTo(404);
        assertThat(city.database
                        .sql("select detail from audit.entry where action = 'readings.export' and login = 'kit-here'")
                        .query(String.class)
                        .list())
                .first()
                .asString()
                .startsWith("hour-box/open by the hour");
    }

    @Test
    void theStripsAreDrawnAndTellWhatLiesUnderTheHand() {
        try (Browser browser = Browser.open(port)) {
            Page page = browser.desktop();
            browser.signIn(page, "kit-here", DeviceKit.PASSWORD);
            page.navigate("/back/hours?area=310107005&what=hour-box/open");
            page.click("text=31 天");
            page.waitForURL("**from=**");
            page.waitForSelector("#hours-below figure");
            assertThat(page.locator("#hours-below figure").count()).isEqualTo(2);
            var box = page.locator("#hours-whole canvas").boundingBox();
            page.mouse().move(box.x + box.width * 30.5 / 31 - box.width * 2 / 31, box.y + box.height / 2);
            assertThat(page.locator("#hours-told").textContent()).contains("12:00", "平均", "读数");
            browser.picture(page, "hours");
            page.locator("#hours-below figcaption a").first().click();
            page.waitForURL("**area=310107005001**");
        }
    }
}
