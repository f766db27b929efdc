package org.chengmai.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.chengmai.city.CityProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as a process: what a kill leaves behind, and how it stops. */
class LifeTest {

    @Test
    void afterAKillNothingRunsAndTheNextStartWorks(@TempDir Path data) {
        try (CityProcess city = CityProcess.start(data)) {
            assertThat(city.port()).isPositive();
            assertThat(serversOn(data)).isPositive();

            city.kill();
        }
        awaitNoServer(data);

        try (CityProcess city = CityProcess.start(data)) {
            assertThat(city.port()).isPositive();

            assertThat(city.stop()).isLessThan(10_000);
        }
        assertThat(serversOn(data)).isZero();
    }

    private static void awaitNoServer(Path data) {
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (serversOn(data) > 0) {
            assertThat(System.nanoTime())
                    .as("PostgreSQL ends soon after its parent was killed")
                    .isLessThan(limit);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    private static long serversOn(Path data) {
        return ProcessHandle.allProcesses()
                .filter(p -> p.info().commandLine().orElse("").contains(data + "/postgres/data"))
                .count();
    }
}
