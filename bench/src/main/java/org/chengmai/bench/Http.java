package org.chengmai.bench;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.chengmai.kernel.Options;

/**
 * {@code bench http}: how many posts of single devices the real program takes over HTTP, and how many readings in bulk loads,
 * answered after the commit, with the shipped scenes at work. Load, program and database share this machine.
 */
final class Http {

    private static final int SECONDS = 30;
    private static final int WARM = 10;
    private static final int DEVICES = 500;
    private static final int GATEWAYS = 4;
    private static final int LINES = 5_000;

    private final int seconds;
    private final int warm;
    private final int devices;
    private final int gateways;
    private final int lines;

    Http(String... args) {
        Options line = Options.read(
                "", List.of("--seconds", "--warm", "--devices", "--gateways", "--lines"), List.of(), 0, List.of(args));
        this.seconds = line.number("--seconds", SECONDS);
        this.warm = line.number("--warm", WARM);
        this.devices = line.number("--devices", DEVICES);
        this.gateways = line.number("--gateways", GATEWAYS);
        this.lines = line.number("--lines", LINES);
    }

    /** What one way of sending came to. */
    private record Figures(double requestsPerSecond, double readingsPerSecond, long readings, Durations durations) {}

    /** Runs it; returns whether nothing was lost or doubled. */
    boolean run() {
        System.out.println("starting an instance of its own …");
        try (Instance instance = Instance.start(false, folder -> {})) {
            new Officer(instance.port()).furnish(instance, 1, devices);
            Figures single = measure("single posts", instance, HttpRequests.single(devices), devices);
            Figures bulk = measure("bulk loads", instance, HttpRequests.bulk(devices, gateways, lines), gateways);
            Verdict verdict = Verdict.of(instance.database(), 0);
            long lost = Math.max(0, single.readings + bulk.readings - verdict.distinct());
            long doubled = verdict.readings() - verdict.distinct();
            System.out.printf(
                    Locale.ROOT,
                    "{\"bench\":\"http\",\"singlePerSecond\":%.0f,\"singleP50Millis\":%.1f,\"singleP99Millis\":%.1f,"
                            + "\"singleP999Millis\":%.1f,\"bulkReadingsPerSecond\":%.0f,\"bulkP50Millis\":%.1f,"
                            + "\"bulkP99Millis\":%.1f,\"lost\":%d,\"doubled\":%d,\"devices\":%d,\"gateways\":%d,"
                            + "\"lines\":%d,\"warm\":%d,\"seconds\":%d}%n",
                    single.requestsPerSecond,
                    single.durations.millis(0.5),
                    single.durations.millis(0.99),
                    single.durations.millis(0.999),
                    bulk.readingsPerSecond,
                    bulk.durations.millis(0.5),
                    bulk.durations.millis(0.99),
                    lost,
                    doubled,
                    devices,
                    gateways,
                    lines,
                    warm,
                    seconds);
            return lost == 0 && doubled == 0;
        }
    }

    private Figures measure(String what, Instance instance, HttpRequests requests, int connections) {
        try (HttpLoad load = new HttpLoad(requests)) {
            load.connect(instance.port(), connections);
            System.out.printf("%s over %d connections, warming up for %d s …%n", what, connections, warm);
            load.start();
            sleep(load, warm);
            double before = instance.processorSeconds();
            long answers = load.answers();
            long readings = load.readings();
            long start = System.nanoTime();
            load.measure();
            sleep(load, seconds);
            double took = (System.nanoTime() - start) / 1e9;
            double requestsPerSecond = (load.answers() - answers) / took;
            double readingsPerSecond = (load.readings() - readings) / took;
            double processors = (instance.processorSeconds() - before) / took;
            Durations durations = load.finish();
            System.out.printf(
                    "%s: %,.0f requests/s, %,.0f readings/s, %.2f processors for program and database%n",
                    what, requestsPerSecond, readingsPerSecond, processors);
            return new Figures(requestsPerSecond, readingsPerSecond, load.readings(), durations);
        }
    }

    private static void sleep(HttpLoad load, int forSeconds) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(forSeconds);
        while (System.nanoTime() < end) {
            load.check();
            LockSupport.parkNanos(Math.min(TimeUnit.MILLISECONDS.toNanos(100), end - System.nanoTime()));
        }
    }
}
