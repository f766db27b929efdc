package org.chengmai.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * {@code bench ingest}: how many messages the real program takes over MQTT, acknowledged after the commit, with the shipped
 * scenes and one of its own at work, and how long it is from a reading to its committed alarm. Load, program and database
 * share this machine.
 *
 * <p>Latency runs from the time in the reading (the moment it was due) to {@code clock_timestamp()} in the alarm's own
 * transaction, both by this machine's clock.
 */
final class Ingest {

    private static final int READINGS_A_MESSAGE = 3;
    private static final int PROGRESS_SECONDS = 5;
    private static final String SCENE = """
            id: %s
            name: {zh: 压测, en: Benchmark}
            kind: smoke
            rules:
              - key: damp
                when: humidity > 95
                clear: humidity <= 95
                severity: minor
                zh: "{device} 潮湿"
                en: "{device} is damp"
            """.formatted(Verdict.SCENE);

    private final IngestOptions options;

    Ingest(IngestOptions options) {
        this.options = options;
    }

    static String deviceId(int i) {
        return "bench-%06d".formatted(i);
    }

    static String token(int i) {
        return "bench-token-%06d".formatted(i);
    }

    static String gatewayToken(int i) {
        return "gateway-token-%04d".formatted(i);
    }

    /** Runs it; returns whether nothing was lost or doubled. */
    boolean run() {
        say("starting an instance of its own …");
        try (Instance instance = Instance.start(options.keep(), Ingest::putScene);
                Load load = new Load(options)) {
            new Officer(instance.port()).furnish(instance, options.gateways(), options.devices());
            load.connect(instance.mqttPort());
            say("%d connections for %d devices are open; sending for %d s …"
                    .formatted(options.connections(), options.devices(), options.seconds()));
            double before = instance.processorSeconds();
            load.start();
            double seconds = follow(load, instance);
            long inTime = load.acknowledgedMessages();
            double processors = (instance.processorSeconds() - before) / seconds;
            long unanswered = load.finish();
            say("sent %d, answered %d; asking the database …"
                    .formatted(load.sentMessages(), load.sentMessages() - unanswered));
            return tell(load, Verdict.of(instance.database(), load.dampMessages()), inTime / seconds, processors);
        }
    }

    private static void putScene(Path folder) throws IOException {
        Path scenes = Files.createDirectories(folder.resolve("scenes"));
        Files.writeString(scenes.resolve("bench.yaml"), SCENE);
    }

    private double follow(Load load, Instance instance) {
        long start = System.nanoTime();
        long end = start + TimeUnit.SECONDS.toNanos(options.seconds());
        long told = start;
        long toldMessages = 0;
        Kills kills = new Kills(options.kills(), options.seconds(), instance);
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(Math.min(TimeUnit.MILLISECONDS.toNanos(100), end - System.nanoTime()));
            kills.strike(System.nanoTime() - start);
            long now = System.nanoTime();
            if (now >= told + TimeUnit.SECONDS.toNanos(PROGRESS_SECONDS)) {
                long answered = load.acknowledgedMessages();
                say("%4d s  %,d messages/s  %,d answered  %,d in flight  %,d behind"
                        .formatted(
                                TimeUnit.NANOSECONDS.toSeconds(now - start),
                                (long) ((answered - toldMessages) * 1e9 / (now - told)),
                                answered,
                                load.sentMessages() - answered,
                                load.behind()));
                toldMessages = answered;
                told = now;
            }
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private boolean tell(Load load, Verdict verdict, double messagesPerSecond, double processors) {
        long expected = load.acknowledgedMessages() * READINGS_A_MESSAGE;
        long lost = Math.max(0, expected - verdict.distinct())
                + Math.max(0, load.dampMessages() - verdict.distinctAlarms());
        long doubled = (verdict.readings() - verdict.distinct())
                + (verdict.alarms() - verdict.distinctAlarms())
                + Math.max(0, verdict.distinctAlarms() - load.dampMessages());
        System.out.printf(
                Locale.ROOT,
                "{\"bench\":\"ingest\",\"messagesPerSecond\":%.0f,\"readingsPerSecond\":%.0f,\"lost\":%d,\"doubled\":%d,"
                        + "\"p50Millis\":%.1f,\"p99Millis\":%.1f,\"p999Millis\":%.1f,\"maxMillis\":%.1f,\"warmP999Millis\":%.1f,\"slowestSecond\":%d,\"alarms\":%d,"
                        + "\"messages\":%d,\"devices\":%d,\"connections\":%d,\"window\":%d,\"rate\":%d,\"seconds\":%d,\"kills\":%d,"
                        + "\"processors\":%.2f}%n",
                messagesPerSecond,
                messagesPerSecond * READINGS_A_MESSAGE,
                lost,
                doubled,
                verdict.p50(),
                verdict.p99(),
                verdict.p999(),
                verdict.max(),
                verdict.warm(),
                verdict.slowestSecond(),
                verdict.alarms(),
                load.acknowledgedMessages(),
                options.devices(),
                options.connections(),
                options.window(),
                options.rate(),
                options.seconds(),
                options.kills(),
                processors);
        return lost == 0 && doubled == 0;
    }

    private static void say(String sentence) {
        System.out.println(sentence);
    }
}
