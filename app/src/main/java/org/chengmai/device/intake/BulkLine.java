package org.chengmai.device.intake;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Who a line of a bulk load is about; found by a first look over the whole line, which also proves it well-formed. */
final class BulkLine {

    String device = "";
    String token = "";

    private BulkLine() {}

    /** Whether a payload is such a line. */
    static boolean is(byte[] bytes) {
        try {
            return !read(bytes, bytes.length).device.isEmpty();
        } catch (JacksonException | ShapeException e) {
            return false;
        }
    }

    static BulkLine read(byte[] bytes, int size) {
        BulkLine line = new BulkLine();
        boolean values = false;
        try (JsonParser json = Scalars.parser(bytes, size)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new ShapeException("an object a line");
            }
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = json.currentName();
                JsonToken value = json.nextToken();
                if (name.equals("device") && value == JsonToken.VALUE_STRING) {
                    line.device = json.getString();
                } else if (name.equals("token") && value == JsonToken.VALUE_STRING) {
                    line.token = json.getString();
                } else {
                    values |= name.equals("values") && value == JsonToken.START_OBJECT;
                    json.skipChildren();
                }
            }
            if (json.nextToken() != null || !values) {
                throw new ShapeException("an object with values");
            }
        }
        return line;
    }
}
