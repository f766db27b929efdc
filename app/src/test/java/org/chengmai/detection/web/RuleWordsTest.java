package org.chengmai.detection.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.chengmai.device.Channel;
import org.chengmai.device.Kind;
import org.chengmai.kernel.Bilingual;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.ResourceBundleMessageSource;

/** Conditions as people read them, and the limits that charts mark. */
class RuleWordsTest {

    private static final Kind KIND = new Kind(
            "pipe",
            new Bilingual("水管", "Pipe"),
            "管",
            List.of(
                    channel(0, "pressure", "压力", "Pressure"),
                    channel(1, "level", "水位", "Level"),
                    channel(2, "open", "打开", "Open")));

    private static Channel channel(int index, String name, String zh, String en) {
        return new Channel(index, name, new Bilingual(zh, en), "", Channel.Type.NUMBER, null, null);
    }

    private static RuleWords words(Locale locale) {
        ResourceBundleMessageSource messages = new ResourceBundleMessageSource();
        messages.setBasename("i18n/detection");
        messages.setDefaultEncoding(StandardCharsets.UTF_8.name());
        messages.setFallbackToSystemLocale(false);
        return new RuleWords(KIND, Map.of("lowMpa", 0.2, "minutes", 5.0), messages, locale);
    }

    @Test
    void parametersAreNumbersAndChannelsWhatTheyMeasure() {
        assertThat(words(Locale.ENGLISH).of("pressure < lowMpa for minutes min and not (open = 1)"))
                .isEqualTo("Pressure < 0.2 for 5 min and not (Open = 1)");
        assertThat(words(Locale.SIMPLIFIED_CHINESE).of("pressure < lowMpa for minutes min and open = 1"))
                .isEqualTo("压力 < 0.2 持续 5 分钟 且 打开 = 1");
    }

    @Test
    void aFunctionIsNoUnit() {
        assertThat(words(Locale.SIMPLIFIED_CHINESE).of("min(pressure, 5 h) < 1"))
                .isEqualTo("最小(压力, 5 小时) < 1");
    }

    @Test
    void limitsAreWhatAChannelIsComparedWith() {
        RuleWords words = words(Locale.ENGLISH);
        assertThat(words.limits(
                        "pressure < lowMpa or pressure > 0.8 and rise(open, 5 min) > 3 or pressure >= lowMpa + 5"))
                .isEqualTo(Map.of("pressure", List.of(0.2, 0.8)));
        assertThat(words.channels("open = 1 and pressure < 2").stream().map(Channel::name))
                .containsExactly("pressure", "open");
    }
}
