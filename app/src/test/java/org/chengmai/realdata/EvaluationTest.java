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
                        SeriesTable.table(),
                        PumpTable.table());
        Path report = System.getenv("CHENGMAI_EVALUATE") == null ? Path.of("target/evaluation.md") : REPORT;
        Files.writeString(report, text);
        System.out.println(text);

        assertThat(text).contains("| LIS3DH |", "| kasteren |", "| B6 |", "## B31").doesNotContain("NaN");
    }
}
