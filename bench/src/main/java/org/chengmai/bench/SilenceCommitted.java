package org.chengmai.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.chengmai.kernel.Options;
import org.chengmai.replay.MqttSender;
import org.jspecify.annotations.Nullable;

/**
 * {@code bench silence --whole}: how long after a device has been silent for its time its alarm is committed in the database of
 * the real program, where a timer runs for each of many devices and others send over MQTT meanwhile.
 *
 * <p>Every device speaks once, so that its timer runs for a day; some speak once more while it is measured and are silent for
 * {@value #SILENT_SECONDS} seconds then. A city made ready in a folder ({@code --data FOLDER --prepare}) may be measured many
 * times.
 */
final class SilenceCommitted {

    static final String WHOLE = "--whole";

    private static final int DEVICES = 1_000_000;
    private static final int EXPIRING = 3_000;
    private static final int RATE = 5_000;
    private static final int SECONDS = 15;
    private static final int SILENT_SECONDS = 15;
    private static final int IMPORT_RATE = 30_000;
    private static final int GATEWAYS = 8;
    private static final int WINDOW = 64;
    /** Messages a second that carry last words. */
    private static final int WORDS_A_SECOND = 100;

    private static final String TOKEN = "last-words-token";
    private static final String DEVICE = "silent-%06d";
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);

    private final int devices;
    private final int expiring;
    private final int rate;
    private final int seconds;
    private final @Nullable Path folder;
    private final boolean preparesOnly;
    private final Figures figures = new Figures("silenceCommitted");

    SilenceCommitted(String... args) {
        Options line = Options.read(
                "",
                List.of("--timers", "--expiring", "--rate", "--seconds", "--data"),
                List.of(WHOLE, "--prepare"),
                0,
                List.of(args));
        devices = line.number("--timers", DEVICES);
        expiring = line.number("--expiring", EXPIRING);
        rate = line.number("--rate", RATE);
        seconds = line.number("--seconds", SECONDS);
        preparesOnly = line.has("--prepare");
        String kept = line.value("--data");
        folder = kept == null ? null : Path.of(kept);
    }

    /** Runs it; returns whether every device that fell silent has its alarm. */
    boolean run() {
        boolean isNew = folder == null || !Files.exists(folder.resolve("postgres"));
        long start = System.nanoTime();
        try (Instance instance = folder == null ? Instance.start(false, none -> {}) : Instance.on(folder)) {
            System.out.printf("ready after %.1f s%n", (System.nanoTime() - start) / 1e9);
            if (isNew) {
                prepare(instance);
            }
            return preparesOnly || measure(instance);
        }
    }

    private void prepare(Instance instance) {
        Officer officer = new Officer(instance.port());
        officer.openCity(instance.firstStartCode());
        ManyDevices many =
                new ManyDevices("--devices", Integer.toString(devices), "--rate", Integer.toString(IMPORT_RATE));
        many.bringIn(officer);
        StringBuilder csv = new StringBuilder(
                "id,kind,area,token,param.silentMinutes\nlast-words,gateway,900001,%s,%n".formatted(TOKEN));
        for (int i = 0; i < expiring; i++) {
            csv.append(DEVICE.formatted(i))
                    .append(",smoke,900001,")
                    .append(Ingest.token(devices + i))
                    .append(String.format(Locale.ROOT, ",%.4f%n", SILENT_SECONDS / 60.0));
        }
        officer.bringIn("/back/devices", "/back/devices/import", csv.toString());
        many.hear(instance, devices / IMPORT_RATE + 5);
    }

    private boolean measure(Instance instance) {
        IngestOptions options = new IngestOptions(seconds + SILENT_SECONDS, devices, rate, GATEWAYS, WINDOW, 0, false);
        try (Load load = new Load(options);
                CommitWatch watch = CommitWatch.of(instance, "B32")) {
            load.connect(instance.mqttPort());
            load.start();
            System.out.printf(
                    Locale.ROOT,
                    "%,d timers run; %,d devices fall silent in %d s, others send %,d messages/s …%n",
                    devices,
                    expiring,
                    seconds,
                    rate);
            long began = System.currentTimeMillis();
            lastWords(instance.mqttPort());
            long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(SILENT_SECONDS) + PATIENCE_NANOS;
            while (count(instance, began) < expiring && System.nanoTime() < limit) {
                LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
            }
            long behind = load.behind();
            long unanswered = load.finish();
            return tell(instance, watch, began, behind, unanswered);
        }
    }

    private int wordsAMessage() {
        return Math.max(1, expiring / Math.max(1, seconds * WORDS_A_SECOND));
    }

    /** The last words of all that fall silent, evenly over the time. */
    private void lastWords(int port) {
        try (MqttSender gateway = MqttSender.connect("127.0.0.1", port, TOKEN)) {
            long start = System.nanoTime();
            int words = wordsAMessage();
            int messages = (expiring + words - 1) / words;
            for (int message = 0; message < messages; message++) {
                long due = start + TimeUnit.SECONDS.toNanos(seconds) * message / messages;
                LockSupport.parkNanos(due - System.nanoTime());
                StringBuilder json = new StringBuilder("{");
                for (int i = message * words; i < Math.min(expiring, (message + 1) * words); i++) {
                    json.append(json.length() > 1 ? "," : "")
                            .append('"')
                            .append(DEVICE.formatted(i))
                            .append("\":[{\"ts\":")
                            .append(System.currentTimeMillis())
                            .append(",\"values\":{\"smoke\":0}}]");
                }
                gateway.publish("v1/gateway/telemetry", json.append('}').toString());
            }
            gateway.flush();
        }
    }

    /** The alarms of what was said last since then; earlier words, or registering, may have begun a silence of their own. */
    private static String alarms(long sinceMillis) {
        return """
                from detection.alarm where scene = 'B32' and rule = 'silent' and device_id like 'silent-%%'
                and raised_at >= to_timestamp(%d / 1000.0)
                """.formatted(sinceMillis + TimeUnit.SECONDS.toMillis(SILENT_SECONDS));
    }

    private static long count(Instance instance, long sinceMillis) {
        try (Statement statement = instance.database().createStatement();
                ResultSet row = statement.executeQuery("select count(distinct device) " + alarms(sinceMillis))) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException("Expected to look into the database, but " + e.getMessage(), e);
        }
    }

    private boolean tell(Instance instance, CommitWatch watch, long sinceMillis, long behind, long unanswered) {
        Durations written = new Durations();
        Durations committed = new Durations();
        try (Statement statement = instance.database().createStatement();
                ResultSet row = statement.executeQuery(
                        "select id, extract(epoch from raised_at) * 1000 as raised, extract(epoch from committed_at) * 1000 as written "
                                + alarms(sinceMillis))) {
            while (row.next()) {
                double raised = row.getDouble("raised");
                written.add((long) ((row.getDouble("written") - raised) * 1e6));
                committed.add((long) ((watch.toldMillis(row.getLong("id")) - raised) * 1e6));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Expected to look into the database, but " + e.getMessage(), e);
        }
        figures.tell("timers", devices);
        figures.tell("expected", expiring);
        figures.tell("alarms", committed.size());
        figures.tell("messagesPerSecond", rate);
        figures.tell("behind", behind);
        figures.tell("unanswered", unanswered);
        figures.tell("writtenP50Millis", written.millis(0.5), "%.1f");
        figures.tell("writtenP99Millis", written.millis(0.99), "%.1f");
        figures.tell("writtenMaxMillis", written.millis(1), "%.1f");
        figures.tell("committedP50Millis", committed.millis(0.5), "%.1f");
        figures.tell("committedP99Millis", committed.millis(0.99), "%.1f");
        figures.tell("committedMaxMillis", committed.millis(1), "%.1f");
        figures.end();
        return committed.size() == expiring && unanswered == 0;
    }
}
