package org.chengmai.device.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** A gateway's message walked by hand tells the same names and values as the JSON parser does, and refuses what it refuses. */
class GatewayNamesTest {

    private static final String REFUSED = "refused";
    private static final List<String> NAMES = List.of("door-1", "", "café 门", "a\\\"b\\u0041", "x y", "门");
    private static final List<String> VALUES = List.of(
            "[]",
            "{}",
            "[{\"ts\":1,\"values\":{\"open\":1}}]",
            "{\"门\":\"}\\\"]\"}",
            "3",
            "-1.5e3",
            "true",
            "null",
            "\"a,}\"");
    private static final List<String> BLANKS = List.of("", "", "", " ", "\n\t", "\r ");
    private static final String OTHERS = "{}[],:\" x1";

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final GatewayNames names = new GatewayNames();

    @Test
    void wholeMessagesAreReadAsTheParserReadsThem() {
        for (int round = 0; round < 3_000; round++) {
            String message = message();
            assertThat(byHand(message)).as("%s of seed %d", message, seed).isEqualTo(byParser(message));
            assertThat(byHand(message)).as("%s of seed %d", message, seed).doesNotContain(REFUSED);
        }
    }

    @Test
    void damagedMessagesAreRefusedAsTheParserRefusesThem() {
        for (int round = 0; round < 20_000; round++) {
            StringBuilder damaged = new StringBuilder(message());
            int at = random.nextInt(damaged.length());
            switch (random.nextInt(3)) {
                case 0 -> damaged.deleteCharAt(at);
                case 1 -> damaged.setCharAt(at, OTHERS.charAt(random.nextInt(OTHERS.length())));
                default -> damaged.setLength(at);
            }
            String message = damaged.toString();
            assertThat(byHand(message)).as("%s of seed %d", message, seed).isEqualTo(byParser(message));
        }
    }

    private String message() {
        StringBuilder message = new StringBuilder(any(BLANKS)).append('{').append(any(BLANKS));
        for (int i = random.nextInt(4); i > 0; i--) {
            message.append('"')
                    .append(any(NAMES))
                    .append('"')
                    .append(any(BLANKS))
                    .append(':')
                    .append(any(BLANKS));
            message.append(any(VALUES))
                    .append(any(BLANKS))
                    .append(i == 1 ? "" : ",")
                    .append(any(BLANKS));
        }
        return message.append('}').append(any(BLANKS)).toString();
    }

    private String any(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }

    private List<String> byHand(String message) {
        byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
        List<String> told = new ArrayList<>();
        try {
            names.begin(bytes, bytes.length);
            for (String name = names.next(); name != null; name = names.next()) {
                try (JsonParser json = names.value()) {
                    if (json.nextToken() == null) {
                        return List.of(REFUSED);
                    }
                    json.skipChildren();
                    json.finishToken();
                    told.add(name + "=" + names.text(json));
                    names.pass(json);
                }
            }
            return told;
        } catch (JacksonException | ShapeException e) {
            return List.of(REFUSED);
        }
    }

    private static List<String> byParser(String message) {
        byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
        List<String> told = new ArrayList<>();
        try (JsonParser json = Scalars.parser(bytes, bytes.length)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return List.of(REFUSED);
            }
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = json.currentName();
                json.nextToken();
                int begin = (int) json.currentTokenLocation().getByteOffset();
                json.skipChildren();
                json.finishToken();
                int end = (int) json.currentLocation().getByteOffset();
                told.add(name + "=" + new String(bytes, begin, end - begin, StandardCharsets.UTF_8));
            }
            Scalars.end(json);
            return told;
        } catch (JacksonException | ShapeException e) {
            return List.of(REFUSED);
        }
    }
}
