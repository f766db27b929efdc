package org.chengmai.replay;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chengmai.kernel.Refusal;
import org.chengmai.replay.Recording.Moment;
import org.chengmai.replay.Recording.Thing;

/** {@code device,ts,channel,value}: one reading a row, {@code ts} in milliseconds since 1970 or as ISO 8601. */
final class PlainFile {

    private PlainFile() {}

    static Recording read(String csv, String kind) {
        Map<String, Thing> things = new LinkedHashMap<>();
        List<Moment> moments = new ArrayList<>();
        Recordings.rows(csv, List.of("device", "ts", "channel", "value"), row -> {
            String name = row.must("device");
            things.putIfAbsent(name, new Thing(name, kind, null, null));
            moments.add(new Moment(name, millis(row.must("ts")), Map.of(row.must("channel"), row.number("value"))));
        });
        return Recording.of(things.values(), moments);
    }

    private static long millis(String ts) {
        try {
            return ts.chars().allMatch(Character::isDigit)
                    ? Long.parseLong(ts)
                    : Instant.parse(ts).toEpochMilli();
        } catch (DateTimeParseException | NumberFormatException e) {
            throw Refusal.badInput(
                    "replay.time",
                    "Expected milliseconds or a time such as 2026-03-04T08:00:00Z, but found '%s'.".formatted(ts));
        }
    }
}
