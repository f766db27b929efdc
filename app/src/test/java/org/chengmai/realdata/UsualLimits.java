package org.chengmai.realdata;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The limits that scene B3 learns from what was heard in a home, worked out plainly, with the numbers of the shipped scene. */
final class UsualLimits {
    private static final long HOUR = 3_600_000;
    private static final int DAYS = 28;
    private static final double SHARE = 0.95;
    private static final double TIMES = 1.2;

    private final Map<Long, Long> limits = new HashMap<>();

    UsualLimits(List<Long> heard) {
        Map<Long, Long> longest = new HashMap<>();
        for (int i = 0; i < heard.size(); i++) {
            if (i > 0) {
                longest.merge(heard.get(i - 1) / HOUR, heard.get(i) - heard.get(i - 1), Math::max);
            }
            limits.put(heard.get(i), limit(longest, heard.get(i) / HOUR));
        }
    }

    private static long limit(Map<Long, Long> longest, long hour) {
        List<Long> days = new ArrayList<>();
        for (int day = 1; day <= DAYS; day++) {
            long most = -1;
            for (int off = -1; off <= 1; off++) {
                most = Math.max(most, longest.getOrDefault(hour - 24L * day + off, -1L));
            }
            if (most >= 0) {
                days.add(most);
            }
        }
        days.sort(null);
        if (days.size() < 3) {
            return 12 * HOUR;
        }
        long usual = days.get((int) Math.ceil(SHARE * days.size()) - 1);
        return Math.clamp(Math.round(usual * TIMES), 6 * HOUR, 16 * HOUR);
    }

    /** How much after a moment heard an alarm comes when nothing more is. */
    long at(long heard) {
        return limits.getOrDefault(heard, 0L);
    }
}
