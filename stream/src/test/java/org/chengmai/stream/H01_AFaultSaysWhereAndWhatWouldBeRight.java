package org.chengmai.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class H01_AFaultSaysWhereAndWhatWouldBeRight {
    private static final Street.Names CHANNELS = new Street.Names("occupied", "battery");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "battery < occupid | 11 | Expected a channel or parameter at column 11, but found 'occupid'; known: occupied, battery, limit.",
                "battery | 1 | Expected a condition at column 1, but found a number; compare it, as in 'occupied = 1'.",
                "battery > (occupied = 1) | 11 | Expected a number at column 11, but found a condition.",
                "battery > 3 for 10 | 19 | Expected a unit (ms, s, min, h, d) at column 19, but found the end.",
                "battery > 3 for 10 m | 20 | Expected a unit (ms, s, min, h, d) at column 20, but found 'm'.",
                "battery > 3 for battery s | 17 | Expected a number or parameter at column 17, but found 'battery'; known: limit.",
                "silent of limit for 3 s | 11 | Expected a channel at column 11, but found 'limit'; known: occupied, battery.",
                "battery > 3 and | 16 | Expected a condition or number at column 16, but found the end.",
                "(battery > 3 | 13 | Expected ')' at column 13, but found the end.",
                "battery > 3 occupied = 1 | 13 | Expected 'and', 'or', 'for' or the end at column 13, but found 'occupied'.",
                "1 < battery < 3 | 13 | Expected one comparison at column 13, but found another '<'; join two by 'and', as in 'a > 1 and a < 3'.",
                "battery ≥ 3 | 9 | Expected '>=' at column 9, but found '≥'.",
                "battery # 3 | 9 | Expected a word, number or sign of the language at column 9, but found '#'.",
                "battery == 3 | 9 | Expected '=' at column 9, but found '=='.",
                "battery > 3 && occupied = 1 | 13 | Expected 'and' at column 13, but found '&&'.",
                "（battery > 3) | 1 | Expected '(' at column 1, but found '（'.",
                "battery > １２．５ | 11 | Expected '12.5' at column 11, but found '１２．５'.",
                "battery > 3 for 5 分钟 | 19 | Expected 'min' at column 19, but found '分钟'.",
                "电量 > 3 | 1 | Expected a word, number or sign of the language at column 1, but found '电量'.",
                "0 times (battery > 3) within 1 s | 1 | Expected a whole number of times from 1 to 10000 at column 1, but found 0.",
                "3 times battery > 3 within 1 s | 9 | Expected '(' at column 9, but found 'battery'.",
                "battery > 3 for 99999 d | 17 | Expected a duration from 0 to 36525 d at column 17, but found 99999.",
                "limit > 3 | 1 | Expected a channel or 'silent' in the rule, but it names none.",
                "mean(battery) > 3 | 13 | Expected ',' at column 13, but found ')'.",
                "avg(battery, 3 s) > 3 | 1 | Expected one of mean, min, max, sum, count, rise, fall, change, rate, usual, spread, abs before '(' at column 1, but found 'avg'.",
                "mean(limit, 3 s) > 3 | 5 | Expected a channel within the brackets after 'mean', but they name none.",
                "usual(battery, 2 d) > 3 | 16 | Expected whole days from 3 to 60 at column 16, but found 2.",
                "usual(battery, 3 h) > 3 | 18 | Expected 'd': the days of the baseline at column 18, but found 'h'.",
                "silent for usual gap(90, 28 d) from 4 h to 24 h else 12 h | 22 | Expected a share from 0 to 1 at column 22, but found 90.",
                "silent for usual gap(0.9, 28 d) to 24 h else 12 h | 33 | Expected 'from' at column 33, but found 'to'.",
                "silent for usual gap(0.9, 28 d) from 4 h to 24 h | 49 | Expected 'else' at column 49, but found the end.",
                "any in house (battery > 3) | 8 | Expected a level (building, estate, grid, committee, street) at column 8, but found 'house'.",
                "any in grid (all in grid (battery > 3)) | 14 | Expected no 'all in' within the brackets of another at column 14, but found one.",
                "battery > 3 and at 22:00 | 25 | Expected '-' at column 25, but found the end.",
                "battery > 3 and at 25:00-06:00 | 20 | Expected a time from 00:00 to 24:00 at column 20, but found '25'.",
                "battery > 3 and on holidays | 20 | Expected 'workdays', 'restdays' or a day (mon, tue, wed, thu, fri, sat, sun) at column 20, but found 'holidays'.",
                "battery > 3 then occupied = 1 | 30 | Expected 'within' at column 30, but found the end.",
            })
    void inOneSentence(String text, int column, String message) {
        RuleSpec rule = new RuleSpec("r", 1, text, null, Map.of("limit", 5.0));
        RuleException fault = catchThrowableOfType(RuleException.class, () -> RuleBook.check(rule, CHANNELS));
        assertThat(fault).hasMessage(message);
        assertThat(fault.column()).isEqualTo(column);
        assertThat(fault.rule()).isEqualTo("r");
    }

    @Test
    void alsoInTheClearText() {
        RuleSpec rule = new RuleSpec("r", 1, "battery < 3", "battery >", Map.of());
        RuleException fault = catchThrowableOfType(RuleException.class, () -> RuleBook.check(rule, CHANNELS));
        assertThat(fault.part()).isEqualTo("clear");
        assertThat(fault.column()).isEqualTo(10);
    }

    @Test
    void alsoOfAWholeBook() {
        RuleSpec rule = new RuleSpec("r", 1, "battery < 3", null, Map.of());
        assertThatThrownBy(() -> RuleBook.compile(List.of(rule), kind -> null))
                .hasMessage("Expected rule 'r' to watch a known kind, but found 1.");
        assertThatThrownBy(() -> RuleBook.compile(List.of(rule, rule), kind -> CHANNELS))
                .hasMessage("Expected one rule 'r' for kind 1, but found two.");
    }

    @Test
    void andABracketTooManyIsNoCrash() {
        RuleSpec rule = new RuleSpec("r", 1, "(".repeat(3_000), null, Map.of());
        assertThatThrownBy(() -> RuleBook.check(rule, CHANNELS))
                .hasMessageStartingWith("Expected at most 50 brackets within each other at column 52");
    }
}
