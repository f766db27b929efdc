package org.chengmai.realdata;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** Writes {@code docs/evaluation.md}: the scenes on real records. Run by {@code ./chengmai evaluate}. */
@Tag("realdata")
@EnabledIfEnvironmentVariable(named = "CHENGMAI_REAL_DATA", matches = ".+")
class EvaluationTest {

    private static final Path REPORT = Path.of("../docs/evaluation.md");

    private static final String HEAD = """
            # The scenes on real records

            Written by `./chengmai evaluate FOLDER`, where FOLDER holds the data sets; none of them is part of this project. Every
            alarm comes from the engine that runs the city. The rides of B1 are simulated.

            """;

    @Test
    void theTablesAreWritten() throws IOException {
        String text = HEAD
                + String.join(
                        "\n",
                        LiftTable.table(),
                        HomeTable.table(),
                        BridgeTable.table(),
                        FireTable.table(),
                        LeakTable.table(),
                        CrowdTable.table(),
                        SeriesTable.table(),
                        PumpTable.table(),
                        AirTable.table(),
                        BayTable.table());
        if (System.getenv("CHENGMAI_EVALUATE") == null) {
            assertThat(text)
                    .as("docs/evaluation.md is what './chengmai evaluate' writes")
                    .isEqualTo(Files.readString(REPORT));
        } else {
            Files.writeString(REPORT, text);
        }

        assertThat(text).contains("| ADXL350 |", "| kasteren |", "| B6 |").doesNotContain("NaN");
        assertThat(text)
                .contains(
                        "| `more` | 2019 | 95 of 95 |",
                        "| 20 % | 69 of 875 | 41 of 41 |",
                        "either of the last two, realKnownCause** | 7 | 14 of 19 | 16 | 65.7 |",
                        "chosen for each file on the others, realKnownCause** | 7 | 11 of 19 | 14 | 51.1 |",
                        "mean of 30 s above 22** | 34 | 0.78 |",
                        "mean of 5 s above 50** | 34 | 0.67 | 8.6 | 41.5 | 28.4 |",
                        "| critical | 300 | 31 |",
                        "| B4, occupied for 5 min | 3309 | 1508 | 1508 |",
                        "| B32, silent for a day | 3309 | 448 | 448 |");
    }
}
