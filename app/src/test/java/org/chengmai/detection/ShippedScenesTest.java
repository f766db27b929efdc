package org.chengmai.detection;

import static org.assertj.core.api.Assertions.assertThat;

import org.chengmai.city.CityTest;
import org.chengmai.kernel.Actor;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@CityTest
class ShippedScenesTest {

    @Autowired
    private Scenes scenes;

    @Test
    void everyShippedSceneIsRightAndWatches() {
        assertThat(scenes.lines(Actor.CITY))
                .allSatisfy(line -> assertThat(line.faults()).isEmpty());
        assertThat(scenes.list())
                .extracting(Scene::id)
                .hasSizeGreaterThanOrEqualTo(45)
                .containsSubsequence("B1", "B1a", "B2", "B3", "B4", "B9", "B10", "B10a", "B11", "B18", "B18a", "B32");
        for (int row = 1; row <= 32; row++) {
            assertThat(scenes.find("B" + row)).as("B" + row).isPresent();
        }
        assertThat(scenes.rules().size()).isGreaterThan(scenes.list().size());
    }
}
