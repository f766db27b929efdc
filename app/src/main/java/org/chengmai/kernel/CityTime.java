package org.chengmai.kernel;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** The city's own time, in which days begin and offices open: Asia/Shanghai, whatever the machine thinks. */
public final class CityTime {

    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZONE);
    private static final DateTimeFormatter BRIEF =
            DateTimeFormatter.ofPattern("MM-dd HH:mm").withZone(ZONE);
    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("MM-dd HH:mm:ss").withZone(ZONE);
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZONE);

    private CityTime() {}

    /** As pages write it: {@code 2026-03-04 08:12}; a dash for no time. */
    public static String minute(@Nullable Instant at) {
        return at == null ? "–" : MINUTE.format(at);
    }

    /** As lists write it: {@code 03-04 08:12}; a dash for no time. */
    public static String brief(@Nullable Instant at) {
        return at == null ? "–" : BRIEF.format(at);
    }

    /** As readings are dated: {@code 03-04 08:12:40}; a dash for no time. */
    public static String second(@Nullable Instant at) {
        return at == null ? "–" : SECOND.format(at);
    }

    /** As the screen writes it: {@code 08:12:40}; a dash for no time. */
    public static String clock(@Nullable Instant at) {
        return at == null ? "–" : CLOCK.format(at);
    }

    /**
     * Reads what {@link #minute} writes, or a form sends: {@code 2026-03-04 08:12}, {@code 2026-03-04T08:12}, or a day as its
     * beginning: {@code 2026-03-04}; refuses else.
     */
    public static Instant read(String written) {
        try {
            String moment = written.strip().replace('T', ' ');
            boolean isDay = moment.length() == "2026-11-22".length();
            return Instant.from(MINUTE.parse(isDay ? moment + " 00:00" : moment));
        } catch (DateTimeParseException e) {
            throw Refusal.badInput(
                    "time.unread",
                    "Expected a time like 2026-11-22 08:00, but found '%s'.".formatted(written),
                    written);
        }
    }

    /** The moment as the city's clocks show it. */
    public static ZonedDateTime of(Instant moment) {
        return moment.atZone(ZONE);
    }
}
