package org.chengmai.replay;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chengmai.kernel.CityTime;
import org.chengmai.kernel.Refusal;
import org.chengmai.replay.Recording.Moment;

/**
 * Sends a recording through the MQTT door of a running city, as one gateway that speaks for its devices. Event times keep
 * the record's spacing and are moved so that its last moment is the moment the replay begins.
 */
public final class Replay {

    private static final String TOPIC = "v1/gateway/telemetry";
    private static final int LARGEST_MESSAGE = 32_000;
    private static final long PROGRESS_MILLIS = 1_000;
    private static final long PING_MILLIS = 30_000;
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(CityTime.ZONE);
    private static final DateTimeFormatter SHOWN =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(CityTime.ZONE);

    private final Recording recording;
    private final Map<String, String> ids;
    private final double speed;
    private final PrintStream out;
    private final InstantSource clock = InstantSource.system();
    private final StringBuilder message = new StringBuilder();
    private long shownAt;
    private long pingedAt;
    private long sent;
    private String speaker = "";

    private Replay(Recording recording, Map<String, String> ids, double speed, PrintStream out) {
        this.recording = recording;
        this.ids = ids;
        this.speed = speed;
        this.out = out;
    }

    /** Runs {@code replay} with the words after it; the process ends with 0 when all was acknowledged. */
    public static void main(String[] args) {
        try {
            run(List.of(args), System.out);
        } catch (Refusal refusal) {
            System.err.println("chengmai replay: " + refusal.sentence());
            System.exit(2);
        }
    }

    /**
     * What was sent.
     *
     * @param ids of the devices, by their names in the record
     * @param shiftMillis event time as sent less event time as recorded
     */
    public record Sent(Map<String, String> ids, long shiftMillis) {
        public Sent {
            ids = Map.copyOf(ids);
        }
    }

    /**
     * Replays as the options say.
     *
     * @throws Refusal when the options, the file or the city stand in the way
     */
    public static Sent run(List<String> args, PrintStream out) {
        ReplayOptions options = ReplayOptions.parse(args);
        Recording recording = Recordings.read(options.file(), options.as(), options.until());
        String prefix = options.prefix() == null ? "replay-" + STAMP.format(Instant.now()) : options.prefix();
        Map<String, String> ids = new LinkedHashMap<>();
        recording.things().keySet().forEach(name -> ids.put(name, prefix + "-" + name));
        if (options.list()) {
            list(recording, ids, prefix, options, out);
            return new Sent(ids, 0);
        }
        Registration.WayIn wayIn = wayIn(recording, ids, prefix, options, out);
        try (MqttSender sender = MqttSender.connect(options.host(), wayIn.mqttPort(), wayIn.token())) {
            return new Sent(ids, new Replay(recording, ids, options.speed(), out).send(sender));
        }
    }

    private static Registration.WayIn wayIn(
            Recording recording, Map<String, String> ids, String prefix, ReplayOptions options, PrintStream out) {
        String token = options.token();
        if (token != null) {
            return new Registration.WayIn(token, options.mqttPort());
        }
        List<Registration.Device> devices = new ArrayList<>();
        recording
                .things()
                .forEach((name, thing) ->
                        devices.add(new Registration.Device(ids.getOrDefault(name, name), name, thing.kind())));
        Registration.WayIn wayIn = CityDoor.of(options.data())
                .post(
                        "/api/v1/replay",
                        new Registration(prefix + "-gateway", options.area(), options.parameters(), devices),
                        Registration.WayIn.class);
        out.printf("Registered %d devices (%s-…) behind gateway %s-gateway.%n", devices.size(), prefix, prefix);
        return wayIn;
    }

    private static void list(
            Recording recording, Map<String, String> ids, String prefix, ReplayOptions options, PrintStream out) {
        String area = options.area() == null ? "" : options.area();
        out.println("id,name,kind,area");
        out.println(prefix + "-gateway,,gateway," + area);
        recording.things().forEach((name, thing) -> out.println(ids.get(name) + ",," + thing.kind() + "," + area));
    }

    /** Sends all of it; returns by how much the event times were moved. */
    private long send(MqttSender sender) {
        long began = clock.millis();
        long shift = began - recording.endMillis();
        out.printf(
                "Sending %,d readings recorded from %s to %s; the last one is taken to be now.%n",
                recording.readings(),
                SHOWN.format(Instant.ofEpochMilli(recording.startMillis())),
                SHOWN.format(Instant.ofEpochMilli(recording.endMillis())));
        shownAt = began;
        pingedAt = began;
        for (Moment moment : recording.moments()) {
            awaitTurn(moment, began, sender);
            append(moment, moment.atMillis() + shift);
            sent += moment.values().size();
            if (message.length() > LARGEST_MESSAGE) {
                publish(sender);
            }
            show(moment);
        }
        publish(sender);
        sender.flush();
        out.printf(
                "Done: %,d readings acknowledged in %s.%n",
                sent,
                Duration.ofMillis(clock.millis() - began)
                        .toString()
                        .substring(2)
                        .toLowerCase(java.util.Locale.ROOT));
        return shift;
    }

    /** At a speed, waits until the moment has come; what has gathered goes out first. */
    private void awaitTurn(Moment moment, long began, MqttSender sender) {
        if (Double.isInfinite(speed)) {
            return;
        }
        long due = began + (long) ((moment.atMillis() - recording.startMillis()) / speed);
        while (clock.millis() < due) {
            publish(sender);
            long now = clock.millis();
            if (now - pingedAt > PING_MILLIS) {
                sender.ping();
                pingedAt = now;
            }
            try {
                Thread.sleep(Math.max(0, Math.min(due - now, PROGRESS_MILLIS)));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw Refusal.busy("replay.stopped", "The replay was stopped after %d readings.".formatted(sent));
            }
            show(moment);
        }
    }

    private void append(Moment moment, long at) {
        if (moment.thing().equals(speaker) && !message.isEmpty()) {
            message.setLength(message.length() - 1);
            message.append(",{\"ts\":");
        } else {
            message.append(message.isEmpty() ? "{" : ",");
            quoted(ids.getOrDefault(moment.thing(), moment.thing()));
            message.append(":[{\"ts\":");
        }
        speaker = moment.thing();
        message.append(at).append(",\"values\":{");
        String comma = "";
        for (Map.Entry<String, Double> value : moment.values().entrySet()) {
            message.append(comma);
            quoted(value.getKey());
            message.append(':').append(value.getValue());
            comma = ",";
        }
        message.append("}}]");
    }

    private void quoted(String text) {
        message.append('"')
                .append(text.replace("\\", "\\\\").replace("\"", "\\\""))
                .append('"');
    }

    private void publish(MqttSender sender) {
        if (!message.isEmpty()) {
            sender.publish(TOPIC, message.append('}').toString());
            message.setLength(0);
        }
    }

    private void show(Moment moment) {
        long now = clock.millis();
        if (now - shownAt >= PROGRESS_MILLIS) {
            shownAt = now;
            long all = Math.max(1, recording.endMillis() - recording.startMillis());
            out.printf(
                    "%3d %%  %s  %,d readings%n",
                    100 * (moment.atMillis() - recording.startMillis()) / all,
                    SHOWN.format(Instant.ofEpochMilli(moment.atMillis())),
                    sent);
        }
    }
}
