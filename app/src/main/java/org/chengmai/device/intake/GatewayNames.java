package org.chengmai.device.intake;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * The outermost object of a gateway's message, walked by hand: a device's name, its value for the JSON parser, the next. The
 * parser keeps the names of properties it has seen in a table, and copies the table for each message with a new one; the names
 * of a hundred thousand devices would cost a hundred times what their readings cost. Reused; for one thread.
 */
final class GatewayNames {

    private static final int BLANKS_AND_LESS = ' ';

    private byte[] bytes = new byte[0];
    private int end;
    private int at;
    private boolean first;

    /** Begins with a message of UTF-8. */
    void begin(byte[] payload, int length) {
        bytes = payload;
        end = length;
        at = length >= 3 && payload[0] == (byte) 0xEF && payload[1] == (byte) 0xBB && payload[2] == (byte) 0xBF ? 3 : 0;
        first = true;
        expect('{');
    }

    /** The next device's name; null when there is none and nothing follows. */
    @Nullable
    String next() {
        byte next = blanksPassed();
        if (next == '}') {
            at++;
            if (blanksPassed() != 0 || at < end) {
                throw new ShapeException("nothing after the end");
            }
            return null;
        }
        if (!first) {
            expect(',');
            blanksPassed();
        }
        first = false;
        String name = name();
        expect(':');
        blanksPassed();
        return name;
    }

    /** A parser of the value that comes now. */
    JsonParser value() {
        return Scalars.parser(bytes, at, valueEnd() - at);
    }

    /** The value as it stands in the message, once the parser has come to its end. */
    String text(JsonParser json) {
        return new String(bytes, at, passed(json), StandardCharsets.UTF_8);
    }

    /** Goes on behind the value, at whose end the parser is. */
    void pass(JsonParser json) {
        at += passed(json);
    }

    private static int passed(JsonParser json) {
        return (int) json.currentLocation().getByteOffset();
    }

    /** Where the parser must stop: a bare number or word ends where it ends, anything else ends itself. */
    private int valueEnd() {
        byte begin = at < end ? bytes[at] : 0;
        if (begin == '[' || begin == '{' || begin == '"') {
            return end;
        }
        int stop = at;
        while (stop < end && bytes[stop] > BLANKS_AND_LESS && bytes[stop] != ',' && bytes[stop] != '}') {
            stop++;
        }
        return stop;
    }

    private String name() {
        if (at >= end || bytes[at] != '"') {
            throw new ShapeException("an object with a list for each device");
        }
        int close = at + 1;
        while (close < end && bytes[close] != '"' && bytes[close] >= BLANKS_AND_LESS && bytes[close] != '\\') {
            close++;
        }
        if (close < end && bytes[close] == '"') {
            String plain = new String(bytes, at + 1, close - at - 1, StandardCharsets.ISO_8859_1);
            at = close + 1;
            return plain;
        }
        return parsedName();
    }

    /** A name with more in it than plain ASCII, as the parser reads a text. */
    private String parsedName() {
        try (JsonParser json = Scalars.parser(bytes, at, end - at)) {
            if (json.nextToken() != JsonToken.VALUE_STRING) {
                throw new ShapeException("an object with a list for each device");
            }
            String name = json.getString();
            pass(json);
            return name;
        }
    }

    private void expect(char wanted) {
        if (blanksPassed() != wanted) {
            throw new ShapeException("an object with a list for each device");
        }
        at++;
    }

    /** Passes blanks; the byte that comes then, 0 at the end. */
    private byte blanksPassed() {
        while (at < end && (bytes[at] == ' ' || bytes[at] == '\t' || bytes[at] == '\n' || bytes[at] == '\r')) {
            at++;
        }
        return at < end ? bytes[at] : 0;
    }
}
