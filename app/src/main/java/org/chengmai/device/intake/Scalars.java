package org.chengmai.device.intake;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/** What single JSON tokens of a payload mean: times, numbers, and how they were written. */
final class Scalars {

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(tools.jackson.core.StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .build();

    private Scalars() {}

    static JsonParser parser(byte[] payload, int length) {
        return parser(payload, 0, length);
    }

    static JsonParser parser(byte[] payload, int from, int length) {
        return JSON.createParser(ObjectReadContext.empty(), payload, from, length);
    }

    static void end(JsonParser json) {
        if (json.nextToken() != null) {
            throw new ShapeException("nothing after the end");
        }
    }

    static long time(JsonParser json, JsonToken token) {
        if (token == JsonToken.VALUE_NUMBER_INT) {
            return json.getLongValue();
        }
        if (token == JsonToken.VALUE_STRING || token == JsonToken.VALUE_NUMBER_FLOAT) {
            try {
                return (long) Double.parseDouble(json.getString());
            } catch (NumberFormatException e) {
                throw new ShapeException("a time in milliseconds");
            }
        }
        throw new ShapeException("a time in milliseconds");
    }

    /** A text that is a number, or a truth, as ThingsBoard takes it; NaN when it is neither. */
    static double number(String text) {
        if (text.equals("true") || text.equals("false")) {
            return text.equals("true") ? 1 : 0;
        }
        boolean plain = !text.isEmpty() && text.length() < 40;
        for (int i = 0; plain && i < text.length(); i++) {
            plain = "0123456789+-.eE".indexOf(text.charAt(i)) >= 0;
        }
        try {
            return plain ? Double.parseDouble(text) : Double.NaN;
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /** The token as it stood in the payload. */
    static String written(JsonParser json, JsonToken token) {
        String text = json.getString();
        boolean bare = token != JsonToken.VALUE_STRING
                && Character.isLetterOrDigit(text.charAt(text.length() - 1))
                && text.indexOf('N') < 0
                && text.indexOf('I') < 0;
        return bare ? text : Faults.quoted(text);
    }
}
