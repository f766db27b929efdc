package org.chengmai.bench;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.chengmai.kernel.Options;

/**
 * {@code bench overload}: offers several times the messages that the real program takes, for a minute, and looks whether
 * senders are slowed, memory stays bounded, what is acknowledged is there, and a dispatcher's desk stays usable meanwhile.
 * Load, program and database share this machine.
 */
final class Overload {

    private static final int SECONDS = 60;
    private static final int MEASURE_SECONDS = 15;
    private static final int DEVICES = 5_000;
    private static final int GATEWAYS = 8;
    private static final int TIMES = 3;
    private static final int READINGS_A_MESSAGE = 3;

    /** Of tens of millions of readings, those of every twentieth device are compared with each other. */
    private static final String SAMPLE = "device % 20 = 0";

    /** As many as packet ids allow, so that only the program slows the senders. */
    private static final int OPEN_WINDOW = 32_768;

    private final int seconds;
    private final int times;

    Overload(String... args) {
        Options line = Options.read("", List.of("--seconds", "--times"), List.of(), 0, List.of(args));
        this.seconds = line.number("--seconds", SECONDS);
        this.times = line.number("--times", TIMES);
    }

    /** Runs it; returns whether nothing was lost or doubled. */
    boolean run() {
        System.out.println("starting an instance of its own …");
        try (Instance instance = Instance.start(false, folder -> {})) {
            Officer officer = new Officer(instance.port());
            officer.furnish(instance, GATEWAYS, DEVICES);
            Officer dispatcher = officer.colleague("desk", "DISPATCHER", "900001/");
            long[] acknowledged = new long[1];
            double takes = measure(instance, acknowledged);
            Memory before = Memory.of(instance.pid());
            int rate = (int) (takes * times);
            System.out.printf("it takes %,.0f messages/s; offering %,d for %d s …%n", takes, rate, seconds);
            IngestOptions flood = new IngestOptions(seconds, DEVICES, rate, GATEWAYS, OPEN_WINDOW, 0, false);
            try (Load load = new Load(flood);
                    Visitor visitor = new Visitor(dispatcher, "/desk")) {
                load.connect(instance.mqttPort());
                visitor.start(20);
                load.start();
                long start = System.nanoTime();
                long most = follow(load, instance);
                long taken = load.acknowledgedMessages();
                double took = (System.nanoTime() - start) / 1e9;
                Durations pages = visitor.end();
                long unanswered = load.finish();
                acknowledged[0] += load.acknowledgedMessages();
                Memory after = Memory.of(instance.pid());
                return tell(instance, acknowledged[0], unanswered, rate, taken / took, most, before, after, pages);
            }
        }
    }

    /** What it takes of senders that never wait for an answer. */
    private static double measure(Instance instance, long[] acknowledged) {
        IngestOptions usual = new IngestOptions(MEASURE_SECONDS, DEVICES, 0, GATEWAYS, OPEN_WINDOW, 0, false);
        try (Load load = new Load(usual)) {
            load.connect(instance.mqttPort());
            load.start();
            pause(MEASURE_SECONDS / 3);
            long warm = load.acknowledgedMessages();
            long start = System.nanoTime();
            pause(MEASURE_SECONDS - MEASURE_SECONDS / 3);
            double takes = (load.acknowledgedMessages() - warm) * 1e9 / (System.nanoTime() - start);
            load.finish();
            acknowledged[0] += load.acknowledgedMessages();
            return takes;
        }
    }

    private static void pause(int seconds) {
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(seconds));
    }

    /** Watches for the time of the flood and gives the most memory that was resident. */
    private long follow(Load load, Instance instance) {
        long most = 0;
        long told = 0;
        for (int second = 1; second <= seconds; second++) {
            pause(1);
            most = Math.max(most, Memory.resident(instance.pid()));
            if (second % 10 == 0) {
                long taken = load.acknowledgedMessages();
                System.out.printf(
                        "%4d s  %,d messages/s taken  %,d in flight  %,d behind  %,d MB resident%n",
                        second, (taken - told) / 10, load.sentMessages() - taken, load.behind(), most >> 20);
                told = taken;
            }
        }
        return most;
    }

    private static long number(Instance instance, String sql) {
        try (Statement statement = instance.database().createStatement()) {
            statement.execute("set work_mem = '256MB'");
            try (ResultSet row = statement.executeQuery(sql)) {
                row.next();
                return row.getLong(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Expected to look into the database, but " + e.getMessage(), e);
        }
    }

    private boolean tell(
            Instance instance,
            long acknowledged,
            long unanswered,
            int rate,
            double taken,
            long most,
            Memory before,
            Memory after,
            Durations pages) {
        System.out.println("asking the database …");
        long expected = acknowledged * READINGS_A_MESSAGE;
        long stored = number(instance, "select count(*) from device.reading");
        long some = number(instance, "select count(*) from device.reading where " + SAMPLE);
        long distinct = number(
                instance,
                "select count(*) from (select distinct device, channel, at from device.reading where " + SAMPLE
                        + ") as each_");
        long lost = Math.max(0, expected - stored) + unanswered;
        long doubled = Math.max(0, stored - expected) + some - distinct;
        System.out.printf(
                Locale.ROOT,
                "{\"bench\":\"overload\",\"offeredPerSecond\":%d,\"takenPerSecond\":%.0f,\"lost\":%d,\"doubled\":%d,"
                        + "\"unanswered\":%d,\"heapBeforeMegabytes\":%d,\"heapAfterMegabytes\":%d,"
                        + "\"residentBeforeMegabytes\":%d,\"mostResidentMegabytes\":%d,\"pages\":%d,"
                        + "\"pageP50Millis\":%.0f,\"pageP95Millis\":%.0f,\"pageP99Millis\":%.0f,\"seconds\":%d}%n",
                rate,
                taken,
                lost,
                doubled,
                unanswered,
                before.heap() >> 20,
                after.heap() >> 20,
                before.resident() >> 20,
                most >> 20,
                pages.size(),
                pages.millis(0.5),
                pages.millis(0.95),
                pages.millis(0.99),
                seconds);
        return lost == 0 && doubled == 0;
    }
}
