package org.chengmai.detection.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.chengmai.detection.model.SceneFault;
import org.chengmai.detection.model.SceneReader;
import org.chengmai.detection.model.Surroundings;
import org.chengmai.stream.Vocabulary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.support.ResourceBundleMessageSource;

/** A scene is written wrongly in the ways people write things wrongly; each time line, column, word and remedy are told. */
class FaultWordsTest {

    private static final String HIVE = """
            id: X7
            name: {zh: 蜂箱, en: Beehive}
            kind: beehive
            parameters:
              swarmKg: {default: 1.5, unit: kg, zh: 失重, en: Loses}
            rules:
              - key: swarm
                when: RULE
                severity: major
                zh: "{device} 分蜂"
                en: "{device} swarms"
            case:
              matter: {zh: 蜂箱异常, en: Beehive}
              title: {zh: "{alarm}", en: "{alarm}"}
              limit: 4 h
              clock: all-hours
              automatic: yes
            """;

    private static final List<String> CHANNELS = List.of("weight", "temperature", "open");

    private static final Vocabulary BEEHIVE = new Vocabulary() {
        @Override
        public int channel(String name) {
            return CHANNELS.indexOf(name);
        }

        @Override
        public List<String> channels() {
            return CHANNELS;
        }
    };

    private static List<String> told(String text, Locale locale) {
        ResourceBundleMessageSource messages = new ResourceBundleMessageSource();
        messages.setBasename("i18n.detection");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        FaultWords words = new FaultWords(messages);
        Surroundings city = new Surroundings(Map.of("beehive", BEEHIVE), code -> false);
        List<String> told = new ArrayList<>();
        for (SceneFault fault : SceneReader.read("x.yaml", text, city).faults()) {
            told.add("%d:%d %s".formatted(fault.line(), fault.column(), words.of(fault, locale)));
        }
        return told;
    }

    private static List<String> toldOfRule(String rule, Locale locale) {
        return told(HIVE.replace("RULE", rule), locale);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "weigth < 3 | 8:11 此处应为通道或参数，写的是“weigth”。是不是“weight”？",
                "weight < swarmkg | 8:20 此处应为通道或参数，写的是“swarmkg”。是不是“swarmKg”？",
                "humidity > 3 | 8:11 此处应为通道或参数，写的是“humidity”。可以是：open, swarmKg, temperature, weight。",
                "weight < 3 fro 5 min | 8:22 此处应为 and、or、for 或结尾，写的是“fro”。是不是“for”？",
                "weight < 3 AND open = 1 | 8:22 此处应为 and、or、for 或结尾，写的是“AND”。是不是“and”？",
                "weight < 3 for 5 | 8:27 此处应为时间单位 ms、s、min、h 或 d，文本到此为止。",
                "weight < 3 for 5 minutes | 8:28 此处应为时间单位 ms、s、min、h 或 d，写的是“minutes”。可以是：min。",
                "weight < 3 for 5 m | 8:28 此处应为时间单位 ms、s、min、h 或 d，写的是“m”。",
                "weight < 3 for 5 分钟 | 8:28 此处应为“min”，写的是“分钟”。",
                "weight < 3 for min | 8:26 此处应为数字或参数，写的是“min”。可以是：swarmKg。",
                "(weight < 3 | 8:22 此处应为“)”，文本到此为止。",
                "weight < 3) | 8:21 此处应为 and、or、for 或结尾，写的是“)”。可以是：and, for, or, then, times, within, without。",
                "（weight < 3） | 8:11 此处应为“(”，写的是“（”。",
                "mean(weight，5 min) < 3 | 8:22 此处应为“,”，写的是“，”。",
                "weight < ３５ | 8:20 此处应为“35”，写的是“３５”。",
                "weight ＜ 3 | 8:18 此处应为“<”，写的是“＜”。",
                "weight ≤ 3 | 8:18 此处应为“<=”，写的是“≤”。",
                "weight == 3 | 8:18 此处应为“=”，写的是“==”。",
                "weight < 3 && open = 1 | 8:22 此处应为“and”，写的是“&&”。",
                "weight < 3 且 open = 1 | 8:22 此处应为“and”，写的是“且”。",
                "重量 < 3 | 8:11 规则里不能用这个字或符号，写的是“重量”。",
                "1 < weight < 3 | 8:22 不能连着比较，写的是“<”；请用 and 连接两个比较，如 a > 1 and a < 3。",
                "weight | 8:11 此处应为条件，却只是一个数；请与数值比较，如 occupied = 1。",
                "weight < (open = 1) | 8:20 此处应为数，却是一个条件。",
                "swarmKg > 3 | 8:11 规则没有用到任何通道，也没有 silent。",
                "avg(weight, 5 min) < 3 | 8:11 没有这个函数，写的是“avg”。可以是：abs, change, count, fall, max, mean, min, rate, rise, spread, sum, usual。",
                "maen(weight, 5 min) < 3 | 8:11 没有这个函数，写的是“maen”。是不是“mean”？",
                "mean(weight) < 3 | 8:22 此处应为“,”，写的是“)”。",
                "mean(swarmKg, 5 min) < 3 | 8:15 “mean”后面的括号里没有用到任何通道。",
                "usual(weight, 90 d) < 3 | 8:25 天数应为 3 到 60 的整数，而不是 90。",
                "usual(weight, 14 h) < 3 | 8:28 此处应为 d（基线的天数），写的是“h”。",
                "0 times (weight < 3) within 1 min | 8:11 次数应为 1 到 10000 的整数，而不是 0。",
                "3 times (weight < 3) in 1 min | 8:32 此处应为“within”，写的是“in”。",
                "open = 1 then weight < 3 | 8:35 此处应为“within”，文本到此为止。",
                "silent of weigth for 1 h | 8:21 此处应为通道，写的是“weigth”。是不是“weight”？",
                "silent 5 min | 8:18 此处应为“for”，写的是“5”。",
                "any in house (weight < 3) | 8:18 此处应为范围，写的是“house”。可以是：building, committee, estate, grid, street。",
                "any in grid (count in grid (weight < 3) > 2) | 8:24 “count in”不能写在另一个范围的括号里。",
                "weight < 3 and at 8-20 | 8:30 此处应为“:”，写的是“-”。",
                "weight < 3 and at 25:00-06:00 | 8:29 此处应为 00:00 到 24:00 的时刻，写的是“25”。",
                "weight < 3 and at 22:00-22:00 | 8:29 时段的开始和结束相同；应如 22:00-06:00。",
                "weight < 3 and on weekdays | 8:29 此处应为 workdays、restdays 或星期，写的是“weekdays”。是不是“workdays”？",
                "weight < 3 and on monday | 8:29 此处应为 workdays、restdays 或星期，写的是“monday”。可以是：fri, mon, restdays, sat, sun, thu, tue, wed, workdays。",
                "weight < 3 for 99999 d | 8:26 时长应在 0 到 36525 天之间，而不是 99999。",
                "weight < 1,5 | 8:21 此处应为 and、or、for 或结尾，写的是“,”。可以是：and, for, or, then, times, within, without。",
                "weight < 3 kg | 8:22 此处应为 and、or、for 或结尾，写的是“kg”。可以是：and, for, or, then, times, within, without。",
            })
    void A01_InTheRule(String rule, String told) {
        assertThat(toldOfRule(rule, Locale.CHINA)).containsExactly(told);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "id: X7 | id：X7 | 1:3 这里是中文冒号“：”，应写英文冒号加空格“: ”。",
                "kind: beehive | kind： beehive | 3:5 这里是中文冒号“：”，应写英文冒号加空格“: ”。",
                "kind: beehive | kind: beehives | 3:7 没有设备类型“beehives”。是不是“beehive”？",
                "kind: beehive | kind: * | 3:8 * 和 & 后面缺少名字；所有设备类型写作 \"*\"，带引号。",
                "`    severity: major` | `     severity: major` | 9:14 一行只能有一个“键: 值”：这里多了一个冒号，或这一行缩进太多。文字里有“: ”时请加引号。",
                "`    severity: major` | `   severity: major` | 9:4 缩进不对：这一行应与同一级的键或“-”对齐。",
                "`    severity: major` | `    severity major` | 10:5 上一行缺少冒号，应写“键: 值”，冒号后有空格。",
                "severity: major | severity: high | 9:15 “severity”不能是“high”。可以是：critical, major, minor。",
                "severity: major | severty: major | 7:5 缺少“severity”。",
                "default: 1.5 | default: 1.5kg | 5:22 “default”应为数字，而不是“1.5kg”。",
                "default: 1.5 | default: NaN | 5:22 “default”应为数字，而不是“NaN”。",
                "limit: 4 h | limit: 4小时 | 15:10 “limit”应为时间，如 30 min、2 h、3 d，而不是“4小时”。",
                "automatic: yes | automatic: 是 | 17:14 “automatic”应为 yes 或 no，而不是“是”。",
                "en: Beehive} | en: Beehive | 3:5 括号没有配对，或缺逗号。文字里有逗号、方括号、花括号时请加引号。",
                "`\"{device} 分蜂\"` | `\"{device} 分蜂` | 11:10 引号结束后还有文字，或前面某行的引号没有结束。",
                "`\"{device} 分蜂\"` | `\"{devise} 分蜂\"` | 10:9 不认识的占位符“devise”。是不是“device”？",
                "matter: {zh: 蜂箱异常, en: Beehive} | matter: 事项-00001 | 13:11 事项目录中没有“事项-00001”；自有事项请写 {zh: …, en: …}。",
            })
    void A02_InTheFile(String right, String wrong, String told) {
        String text = HIVE.replace("RULE", "weight < swarmKg").replace(right, wrong);
        assertThat(text).contains(wrong);
        assertThat(told(text, Locale.CHINA)).first().isEqualTo(told);
    }

    @Test
    void A03_AndInEnglish() {
        assertThat(toldOfRule("weigth < 3", Locale.ENGLISH))
                .containsExactly("8:11 Write a channel or parameter here: not “weigth”. Did you mean “weight”?");
        assertThat(toldOfRule("（weight < 3", Locale.ENGLISH)).containsExactly("8:11 Write “(” here, not “（”.");
    }

    @Test
    void A04_InALevelAndInClear() {
        String levels =
                "weight < 3\n    clear: weight > 3 for 5\n    levels:\n      - {severity: critical, when: weight < x}";

        assertThat(toldOfRule(levels, Locale.CHINA))
                .containsExactlyInAnyOrder(
                        "11:45 此处应为通道或参数，写的是“x”。可以是：open, swarmKg, temperature, weight。",
                        "9:28 此处应为时间单位 ms、s、min、h 或 d，文本到此为止。");
    }

    @Test
    void A06_ACommaBetweenBraces() {
        String levels = "weight < 3\n    levels:\n      - {severity: critical, when: fall(weight, 5 min) > 3}";

        assertThat(toldOfRule(levels, Locale.CHINA))
                .contains("10:49 花括号里的文字含有逗号，整段文字请加引号，如 when: \"fall(weight, 10 min) > 4\"。");
    }

    @Test
    void A05_InATextOverSeveralLines() {
        assertThat(toldOfRule(">-\n      weight < 3\n      and opne = 1", Locale.CHINA))
                .containsExactly("10:11 此处应为通道或参数，写的是“opne”。是不是“open”？");
        assertThat(toldOfRule("weight < 3\n      and open = 1\n      or tmperature > 3", Locale.CHINA))
                .containsExactly("10:10 此处应为通道或参数，写的是“tmperature”。是不是“temperature”？");
        assertThat(toldOfRule("\"weight < 3\n      and open = 1 for 5\"", Locale.CHINA))
                .containsExactly("9:25 此处应为时间单位 ms、s、min、h 或 d，文本到此为止。");
    }
}
