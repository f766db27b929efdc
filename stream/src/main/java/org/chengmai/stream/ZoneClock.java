package org.chengmai.stream;

import java.time.Instant;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/** The clock of a time zone. It remembers from when until when the offset that it found last is in force. */
final class ZoneClock implements CityClock {
    private static final long DAY = 86_400_000;
    private static final long MINUTE = 60_000;

    private final ZoneRules rules;
    private final LongPredicate isWorkday;
    private long from;
    private long until;
    private long offset;

    ZoneClock(ZoneRules rules, LongPredicate isWorkday) {
        this.rules = rules;
        this.isWorkday = isWorkday;
        find(0);
    }

    @Override
    public long day(long millis) {
        return Math.floorDiv(millis + offset(millis), DAY);
    }

    @Override
    public int minute(long millis) {
        return (int) (Math.floorMod(millis + offset(millis), DAY) / MINUTE);
    }

    @Override
    public long when(long day, int minute) {
        long local = day * DAY + minute * MINUTE;
        return local - offset(local - offset);
    }

    @Override
    public boolean isWorkday(long day) {
        return isWorkday.test(day);
    }

    private long offset(long millis) {
        if (millis < from || millis >= until) {
            find(millis);
        }
        return offset;
    }

    private void find(long millis) {
        Instant moment = Instant.ofEpochMilli(millis);
        offset = rules.getOffset(moment).getTotalSeconds() * 1000L;
        ZoneOffsetTransition before = rules.isFixedOffset() ? null : rules.previousTransition(moment.plusMillis(1));
        ZoneOffsetTransition after = rules.isFixedOffset() ? null : rules.nextTransition(moment);
        from = at(before, Limits.NONE);
        until = at(after, Limits.NEVER);
    }

    private static long at(@Nullable ZoneOffsetTransition transition, long otherwise) {
        return transition == null ? otherwise : transition.getInstant().toEpochMilli();
    }
}
