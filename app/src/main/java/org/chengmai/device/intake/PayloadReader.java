package org.chengmai.device.intake;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.chengmai.device.AsideReason;
import org.chengmai.device.Device;
import org.chengmai.device.Hit;
import org.chengmai.device.Kind;
import org.chengmai.device.model.KeptAside;
import org.chengmai.device.model.Registry;
import org.chengmai.device.model.Words;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads payloads in ThingsBoard's shapes straight into the columns of a {@link Message}:
 *
 * <pre>
 * {"k": v}   [{"k": v}]   {"ts": ms, "values": {"k": v}}   [{"ts": ms, "values": {…}}]
 * gateway:  {"device": [{"ts": ms, "values": {…}}, {"k": v}]}
 * bulk:     {"device": "id", "token": "…", "ts": ms, "values": {…}}
 * </pre>
 *
 * Booleans are 1 and 0, texts that are numbers count as numbers, null says nothing. What cannot be taken is put aside in the
 * message, reading by reading; JSON that breaks off is put aside whole and none of it counts. For one thread at a time.
 */
final class PayloadReader {

    static final long AHEAD_MILLIS = 5 * 60 * 1000L;
    static final long OLDEST_MILLIS = 946_684_800_000L;

    private final Registry registry;
    private final AsideGate gate;
    private final GatewayNames names = new GatewayNames();
    final Message message = new Message();

    // what the message at hand is
    private byte[] payload = new byte[0];
    private int length;
    private String topic = "";
    private long now;

    // the time of readings that bring none
    private long arrival;

    // who it is about
    private String deviceId = "";
    private String place = "";
    private @Nullable Device device;
    private @Nullable Words words;

    // the values of the object at hand, before its time is known
    private final Held held = new Held();
    private final Faults faults = new Faults();
    private AsideReason refusal = AsideReason.UNKNOWN_DEVICE;

    PayloadReader(Registry registry, AsideGate gate) {
        this.registry = registry;
        this.gate = gate;
    }

    private void begin(byte[] bytes, int size, String ofTopic, long nowMillis) {
        payload = bytes;
        length = size;
        topic = ofTopic;
        now = nowMillis;
        arrival = nowMillis;
        held.clear();
        faults.clear();
        message.clear();
    }

    /** A device's own telemetry. */
    Message telemetry(Device sender, byte[] bytes, int size, String ofTopic, long nowMillis) {
        begin(bytes, size, ofTopic, nowMillis);
        about(sender);
        try (JsonParser json = Scalars.parser(payload, length)) {
            objects(json, json.nextToken());
            Scalars.end(json);
        } catch (JacksonException | ShapeException e) {
            refuseAll(AsideReason.MALFORMED);
        }
        return message;
    }

    /**
     * Something that was kept aside, once more.
     *
     * @param arrivalMillis when it came first: the time of readings that bring none
     */
    Message again(Device of, byte[] bytes, String ofTopic, long arrivalMillis, long nowMillis) {
        boolean bulk = BulkLine.is(bytes);
        begin(bytes, bytes.length, ofTopic, nowMillis);
        arrival = arrivalMillis;
        about(of);
        try (JsonParser json = Scalars.parser(payload, length)) {
            JsonToken first = json.nextToken();
            if (bulk) {
                bulkValues(json);
            } else {
                objects(json, first);
            }
        } catch (JacksonException | ShapeException e) {
            refuseAll(AsideReason.MALFORMED);
        }
        return message;
    }

    /** A gateway's telemetry for the devices below its place. */
    Message gateway(Device sender, byte[] bytes, int size, String ofTopic, long nowMillis) {
        begin(bytes, size, ofTopic, nowMillis);
        about(sender);
        try {
            names.begin(payload, length);
            for (String name = names.next(); name != null; name = names.next()) {
                part(aboutBelow(sender, name));
            }
        } catch (JacksonException | ShapeException e) {
            about(sender);
            refuseAll(AsideReason.MALFORMED);
        }
        return message;
    }

    /**
     * One line of a bulk load.
     *
     * @param sender the gateway that vouches for it; null when the line carries its device's token
     */
    Message line(@Nullable Device sender, byte[] bytes, int size, String ofTopic, long nowMillis) {
        begin(bytes, size, ofTopic, nowMillis);
        about(sender);
        try {
            BulkLine line = BulkLine.read(bytes, size);
            boolean known = line.device.isEmpty() ? aboutToken(line.token) : aboutNamed(sender, line);
            if (known) {
                try (JsonParser json = Scalars.parser(payload, length)) {
                    json.nextToken();
                    bulkValues(json);
                }
            }
        } catch (JacksonException | ShapeException e) {
            refuseAll(AsideReason.MALFORMED);
        }
        return message;
    }

    /** A message that says nothing. */
    Message nothing() {
        message.clear();
        return message;
    }

    /** Puts a whole message aside without reading it. */
    void refuse(AsideReason reason, Device sender, byte[] bytes, int size, String ofTopic, long nowMillis) {
        begin(bytes, size, ofTopic, nowMillis);
        about(sender);
        refuseAll(reason);
    }

    private void bulkValues(JsonParser json) {
        long at = arrival;
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            if (name.equals("ts")) {
                at = Scalars.time(json, value);
            } else if (name.equals("values") && value == JsonToken.START_OBJECT) {
                values(json);
            } else {
                json.skipChildren();
            }
        }
        settle(at);
    }

    private void objects(JsonParser json, JsonToken first) {
        if (first == JsonToken.START_OBJECT) {
            object(json);
        } else if (first == JsonToken.START_ARRAY) {
            array(json);
        } else {
            throw new ShapeException("an object or an array");
        }
    }

    private void array(JsonParser json) {
        for (JsonToken next = json.nextToken(); next != JsonToken.END_ARRAY; next = json.nextToken()) {
            if (next != JsonToken.START_OBJECT) {
                throw new ShapeException("a list of objects");
            }
            object(json);
        }
    }

    /** Either {@code {"k": v}} or {@code {"ts": ms, "values": {"k": v}}}; which one it is shows only at its end. */
    private void object(JsonParser json) {
        long at = arrival;
        boolean timed = false;
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            if (value == JsonToken.START_OBJECT && name.equals("values")) {
                values(json);
            } else if (name.equals("ts") && wordsOf().indexOf(name) < 0) {
                at = Scalars.time(json, value);
                timed = true;
            } else {
                hold(json, name, value);
            }
        }
        settle(timed ? at : arrival);
    }

    private void values(JsonParser json) {
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = json.currentName();
            hold(json, name, json.nextToken());
        }
    }

    /** Reads one value and keeps it until its time is known. */
    private void hold(JsonParser json, String name, JsonToken token) {
        if (wordsOf().identifies(name)) {
            identify(json, token);
            return;
        }
        int spot = wordsOf().spots().indexOf(name);
        if (spot >= 0) {
            held.spot(spot, json, token);
            return;
        }
        double value;
        switch (token) {
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> value = json.getDoubleValue();
            case VALUE_TRUE -> value = 1;
            case VALUE_FALSE -> value = 0;
            case VALUE_STRING -> value = Scalars.number(json.getString());
            case VALUE_NULL -> {
                return;
            }
            default -> {
                json.skipChildren();
                fault(AsideReason.NOT_A_NUMBER, name, "{}");
                return;
            }
        }
        hold(json, name, token, value);
    }

    private void hold(JsonParser json, String name, JsonToken token, double value) {
        int channel = wordsOf().indexOf(name);
        if (channel < 0) {
            fault(AsideReason.UNKNOWN_CHANNEL, name, Scalars.written(json, token));
        } else if (token == JsonToken.VALUE_STRING && Double.isNaN(value)) {
            fault(AsideReason.NOT_A_NUMBER, name, Scalars.written(json, token));
        } else if (!wordsOf().holds(channel, value)) {
            fault(AsideReason.OUT_OF_RANGE, name, Scalars.written(json, token));
        } else {
            held.add(channel, value);
        }
    }

    /** What names a thing or a person is compared here and goes no further: only whether it is looked for becomes a reading. */
    private void identify(JsonParser json, JsonToken token) {
        int listed = wordsOf().indexOf(Kind.LISTED);
        Device of = device;
        if (token.isStructStart()) {
            json.skipChildren();
        } else if (token != JsonToken.VALUE_NULL && of != null && listed >= 0) {
            held.wanted = registry.wanted(of, json.getString());
            held.add(listed, held.wanted == 0 ? 0 : 1);
        }
    }

    private void fault(AsideReason reason, String name, String value) {
        faults.add(reason, name, value);
    }

    /** The time of the object at hand is known: its values become readings, or go aside for their time. */
    private void settle(long at) {
        Device of = device;
        AsideReason late =
                at > now + AHEAD_MILLIS ? AsideReason.IN_THE_FUTURE : at < OLDEST_MILLIS ? AsideReason.TOO_OLD : null;
        if (of != null && late == null) {
            int no = held.about(of, wordsOf(), registry, message, at);
            for (int i = 0; i < held.size; i++) {
                message.add(no, held.channels[i], at, held.values[i]);
            }
            if (held.wanted != 0) {
                message.hits.add(new Hit(0, of.no(), held.wanted, Instant.ofEpochMilli(at)));
            }
        } else if (late != null) {
            for (int i = 0; i < held.size; i++) {
                fault(late, wordsOf().kind().channels().get(held.channels[i]).name(), Double.toString(held.values[i]));
            }
        }
        held.clear();
        faults.each((reason, text) -> aside(reason, "{\"ts\":" + at + ",\"values\":{" + text + "}}"));
        faults.clear();
    }

    private Words wordsOf() {
        return java.util.Objects.requireNonNull(words);
    }

    private void about(@Nullable Device one) {
        device = one;
        deviceId = one == null ? "" : one.id();
        place = one == null ? "" : one.place();
        words = one == null ? null : registry.find(one.kind());
    }

    private boolean aboutBelow(Device sender, String name) {
        Device named = registry.byId(name);
        about(named);
        if (named == null) {
            deviceId = name;
            place = sender.place();
            return refused(AsideReason.UNKNOWN_DEVICE);
        }
        return (named.enabled() && named.place().startsWith(sender.place())) || refused(AsideReason.OUT_OF_REACH);
    }

    private boolean aboutNamed(@Nullable Device sender, BulkLine line) {
        Device named = registry.byId(line.device);
        boolean ownToken = named != null && named.enabled() && named.token().equals(line.token);
        if (ownToken) {
            about(named);
            return true;
        }
        if (sender == null) {
            deviceId = line.device;
            place = "";
            refuseAll(AsideReason.UNKNOWN_TOKEN);
            return false;
        }
        boolean known = aboutBelow(sender, line.device);
        if (!known) {
            refuseAll(refusal);
        }
        return known;
    }

    private boolean aboutToken(String token) {
        Device named = registry.byToken(token);
        if (named == null || !named.enabled()) {
            refuseAll(AsideReason.UNKNOWN_TOKEN);
            return false;
        }
        about(named);
        return true;
    }

    private boolean refused(AsideReason reason) {
        refusal = reason;
        return false;
    }

    /** One device's part of a gateway message; put aside, in a shape that can be released for the device, when that is not known. */
    private void part(boolean known) {
        try (JsonParser json = names.value()) {
            JsonToken list = json.nextToken();
            if (known) {
                objects(json, list);
            } else {
                json.skipChildren();
                json.finishToken();
                aside(refusal, names.text(json));
            }
            names.pass(json);
        }
    }

    /** Puts the whole message aside; nothing of it counts. */
    private void refuseAll(AsideReason reason) {
        message.clear();
        message.malformed = reason == AsideReason.MALFORMED;
        held.clear();
        faults.clear();
        if (gate.admits(reason, deviceId, place, now)) {
            int head = Math.min(length, KeptAside.MOST);
            String text = Withheld.of(words, new String(payload, 0, head, StandardCharsets.UTF_8));
            message.aside.add(new KeptAside(now, reason, deviceId, place, topic, text, length, head == length));
        }
    }

    private void aside(AsideReason reason, String text) {
        if (gate.admits(reason, deviceId, place, now)) {
            String kept = Withheld.of(words, text);
            message.aside.add(new KeptAside(now, reason, deviceId, place, topic, kept, text.length(), true));
        }
    }
}
