package org.chengmai.stream;

import java.util.List;
import java.util.stream.Stream;

/** The words of the city's clock and calendar: {@code at 22:00-06:00}, {@code on workdays}, {@code on mon-fri, sun}. */
final class CityTime {
    private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
    private static final List<String> KNOWN_DAYS =
            Stream.concat(Stream.of("workdays", "restdays"), DAYS.stream()).toList();
    private static final int MINUTES_OF_DAY = 1_440;

    private CityTime() {}

    static Expression hours(Words words) {
        words.step();
        Token start = words.token();
        int from = minute(words);
        words.take("-");
        int to = minute(words);
        if (from == to || from == MINUTES_OF_DAY) {
            throw words.fault(start, RuleFault.STRETCH);
        }
        return new Expression.Hours(from, to);
    }

    private static int minute(Words words) {
        Token start = words.token();
        int hour = twoDigits(words, start, 24);
        words.take(":");
        int minute = 60 * hour + twoDigits(words, start, 59);
        if (minute > MINUTES_OF_DAY) {
            throw words.fault(start, RuleFault.TIME);
        }
        return minute;
    }

    private static int twoDigits(Words words, Token start, int most) {
        String digits = words.token().text();
        if (!digits.matches("[0-9]{1,2}") || Integer.parseInt(digits) > most) {
            throw words.fault(start, RuleFault.TIME);
        }
        words.step();
        return Integer.parseInt(digits);
    }

    static Expression days(Words words) {
        words.step();
        if (words.token().is("workdays") || words.token().is("restdays")) {
            boolean wanted = words.token().is("workdays");
            words.step();
            return new Expression.Workdays(wanted);
        }
        int days = stretch(words);
        while (words.token().is(",")) {
            words.step();
            days |= stretch(words);
        }
        return new Expression.Weekdays(days);
    }

    private static int stretch(Words words) {
        int first = day(words);
        int last = first;
        if (words.token().is("-")) {
            words.step();
            last = day(words);
        }
        int days = 1 << last;
        for (int day = first; day != last; day = (day + 1) % 7) {
            days |= 1 << day;
        }
        return days;
    }

    private static int day(Words words) {
        int day = DAYS.indexOf(words.token().text());
        if (day < 0) {
            throw words.unknown(words.token(), RuleFault.DAY, KNOWN_DAYS);
        }
        words.step();
        return day;
    }
}
