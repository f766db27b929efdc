package org.chengmai.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The words after a command are read, or refused in a sentence. */
class OptionsTest {

    @Test
    void valuesSwitchesAndWhatStandsAlone() {
        Options line = read("file.csv", "--speed", "2.5", "--list", "--count", "7", "--count", "8");

        assertThat(line.word(0)).isEqualTo("file.csv");
        assertThat(line.decimal("--speed", 1)).isEqualTo(2.5);
        assertThat(line.has("--list")).isTrue();
        assertThat(line.values("--count")).containsExactly("7", "8");
        assertThat(line.number("--count", 1)).isEqualTo(8);
        assertThat(line.number("--other", 3)).isEqualTo(3);
        assertThat(line.value("--other", "none")).isEqualTo("none");
        assertThat(line.word(1)).isNull();
    }

    @Test
    void whatNobodyKnows() {
        assertThatThrownBy(() -> read("--sped", "2"))
                .hasMessageContaining("Expected one of [--count, --list, --other, --speed], but found '--sped'.")
                .hasMessageContaining("how to");
        assertThatThrownBy(() -> read("one", "two")).hasMessageContaining("but found 'two'");
        assertThatThrownBy(() -> read("--speed")).hasMessageContaining("but the line ends");
        assertThatThrownBy(() -> read("--count", "many").number("--count", 1))
                .hasMessageContaining("Expected a whole number after --count, but found 'many'.");
        assertThatThrownBy(() -> read("--speed", "-1").decimal("--speed", 1)).hasMessageContaining("found '-1'");
    }

    private static Options read(String... words) {
        return Options.read("how to", List.of("--speed", "--count", "--other"), List.of("--list"), 1, List.of(words));
    }
}
