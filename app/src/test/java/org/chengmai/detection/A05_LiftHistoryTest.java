package org.chengmai.detection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.chengmai.city.CityTest;
import org.chengmai.demo.LiftSensor;
import org.chengmai.demo.SimulatedLift;
import org.chengmai.demo.SimulatedLift.Fault;
import org.chengmai.device.Device;
import org.chengmai.device.Devices;
import org.chengmai.device.Kinds;
import org.chengmai.device.ReadingPoint;
import org.chengmai.kernel.Actor;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/** A box on a lift sends acceleration alone; where the car went is history like any other, and the scenes can be tried on it. */
@CityTest
@Import(WatchedCity.class)
@TestPropertySource(properties = "test.city=lift-history")
class A05_LiftHistoryTest {

    private static final long SEED = Long.getLong("chengmai.seed", 4);
    private static final int MESSAGE = 500;
    private static final long SECONDS = 3_600;

    @Autowired
    private WatchedCity city;

    @Autowired
    private Devices devices;

    @Autowired
    private Kinds kinds;

    @Autowired
    private Backtests backtests;

    @Autowired
    private Scenes scenes;

    @Autowired
    private JdbcClient database;

    private final List<String> values = new ArrayList<>();

    @Test
    void whereTheCarWentIsStoredShownAndTried() {
        long start = Instant.now().getEpochSecond() - SECONDS;
        Instant before = Instant.now().minusSeconds(1);
        SimulatedLift lift = new SimulatedLift(
                new SplittableRandom(SEED),
                LiftSensor.ALL.getFirst(),
                new SimulatedLift.Use(start, 20, 70),
                new Sayings());
        Device device = city.device("lift", lift.parameters());
        lift.begins();
        for (Fault fault :
                List.of(Fault.NONE, Fault.NONE, Fault.OVERRUN, Fault.NONE, Fault.BETWEEN_EMPTY, Fault.NONE)) {
            lift.ride(fault);
        }
        say(device);
        WatchedCity.await(() -> raised(device).containsAll(List.of("overrun", "between")));

        long position = channel("position");
        List<ReadingPoint> chart = devices.readings(
                Actor.CITY,
                device.no(),
                (int) position,
                Instant.ofEpochSecond(start),
                Instant.ofEpochSecond(start + SECONDS),
                400);
        double top = Objects.requireNonNull(lift.parameters().get("topM"));
        assertThat(chart).as("seed %d", SEED).hasSizeGreaterThan(20);
        assertThat(chart.stream().mapToDouble(ReadingPoint::max).max().orElseThrow())
                .isBetween(top + 0.25, top + 1.5);
        assertThat(count(device, position)).isBetween(100L, count(device, channel("acceleration")) / 10);
        assertThat(doubled(device)).isZero();

        Backtest.Result tried = tried(before);
        assertThat(tried.both()).as("seed %d: %s", SEED, tried.alarms()).isGreaterThanOrEqualTo(2);
        assertThat(tried.onlyTried()).isZero();
        assertThat(tried.onlyEarnest()).isZero();
    }

    private Backtest.Result tried(Instant from) {
        Actor officer = WatchedCity.ADMINISTRATOR;
        String text = scenes.line(Actor.CITY, "B1a").text();
        String id = backtests
                .start(officer, text, from, Instant.now().plusSeconds(60))
                .id();
        WatchedCity.await(() -> backtests.get(officer, id).status() == Backtest.Status.DONE);
        return Objects.requireNonNull(backtests.get(officer, id).result());
    }

    private List<String> raised(Device device) {
        return city.alarms(device).stream()
                .filter(alarm -> alarm.scene().equals("B1a"))
                .map(AlarmLine::rule)
                .toList();
    }

    private long channel(String name) {
        return kinds.get("lift").channels().stream()
                .map(one -> one.name())
                .toList()
                .indexOf(name);
    }

    private long count(Device device, long channel) {
        return database.sql("select count(*) from device.reading where device = ? and channel = ?")
                .params(device.no(), channel)
                .query(Long.class)
                .single();
    }

    private long doubled(Device device) {
        return database.sql("select count(*) - count(distinct (channel, at)) from device.reading where device = ?")
                .params(device.no())
                .query(Long.class)
                .single();
    }

    /** All that was said, in messages as a box with a memory sends them. */
    private void say(Device device) {
        for (int from = 0; from < values.size(); from += MESSAGE) {
            city.says(
                    device,
                    "[" + String.join(",", values.subList(from, Math.min(values.size(), from + MESSAGE))) + "]");
        }
    }

    private final class Sayings implements SimulatedLift.Listener {
        @Override
        public void reads(String channel, long atMillis, double value) {
            values.add("{\"ts\":%d,\"values\":{\"%s\":%s}}".formatted(atMillis, channel, value));
        }

        @Override
        public void truly(long atMillis, double truePosition) {
            // the box does not know
        }

        @Override
        public void stuck() {
            // help comes
        }
    }
}
