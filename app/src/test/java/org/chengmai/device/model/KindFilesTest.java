package org.chengmai.device.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import org.chengmai.device.Channel;
import org.chengmai.device.Kind;
import org.junit.jupiter.api.Test;

class KindFilesTest {

    private static Kind read(String text) {
        return KindFiles.read("smoke.yaml", new StringReader(text));
    }

    @Test
    void aFileSaysWhatAKindIs() {
        Kind kind = read("""
                id: smoke
                name: {zh: 烟感, en: Smoke detector}
                symbol: 烟
                silentMinutes: 90
                channels:
                  - {name: smoke, zh: 烟雾, en: Smoke, unit: dB/m, min: 0, max: 20}
                  - {name: test, zh: 自检, en: Self-test, type: switch}
                """);

        assertThat(kind.silentMinutes()).isEqualTo(90);
        assertThat(kind.gateway()).isFalse();
        assertThat(kind.channels()).extracting(Channel::name).containsExactly("smoke", "test");
        assertThat(kind.channels().get(0).holds(20.5)).isFalse();
        assertThat(kind.channels().get(1).holds(0.5)).isFalse();
        assertThat(kind.channels().get(1).holds(1)).isTrue();
    }

    @Test
    void aFileSaysHowLateAndHowMany() {
        String start = "id: smoke\nname: {zh: 烟感, en: Smoke}\nsymbol: s\n";
        String end = "channels:\n  - {name: smoke, zh: 烟雾, en: Smoke}\n";

        assertThat(read(start + "late: 1500 ms\nperMinute: 60\n" + end))
                .extracting(Kind::lateMillis, Kind::perMinute)
                .containsExactly(1_500L, 60);
        assertThat(read(start + end).perMinute()).isEqualTo(Kind.PER_MINUTE);
        assertThat(read(start + "gateway: true\n" + end).perMinute()).isZero();
        assertThatThrownBy(() -> read(start + "late: 11 min\n" + end))
                .hasMessageContaining("line 4")
                .hasMessageContaining("up to 10 minutes");
        assertThatThrownBy(() -> read(start + "perMinute: 0.5\n" + end))
                .hasMessageContaining("line 4")
                .hasMessageContaining("0 (no limit)");
        for (long millis : new long[] {0, 1, 999, 1_000, 1_500, 60_000, 90_000, 600_000}) {
            assertThat(Lateness.millis(Lateness.written(millis))).isEqualTo(millis);
        }
    }

    @Test
    void aWrongFileIsToldWithItsLine() {
        assertThatThrownBy(() -> read("id: smoke\nname: {zh: 烟感, en: Smoke}\nsymbol: s\nchannel: []\n"))
                .hasMessageContaining("smoke.yaml line 4")
                .hasMessageContaining("'channel'");
        assertThatThrownBy(() -> read("""
                        id: smoke
                        name: {zh: 烟感, en: Smoke}
                        symbol: s
                        channels:
                          - {name: smoke, zh: 烟雾, en: Smoke, type: text}
                        """))
                .hasMessageContaining("line 5")
                .hasMessageContaining("number, integer, switch, identifier or spot");
        assertThatThrownBy(() -> read("id: smoke\n  name: x")).hasMessageContaining("line 2");
        assertThatThrownBy(() -> read("")).hasMessageContaining("empty");
    }
}
