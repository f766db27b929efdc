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
                .containsExactly("B3", "B4", "B5", "B6", "B7", "B8", "B9", "B10", "B18", "B32");
        assertThat(scenes.rules().size()).isGreaterThan(scenes.list().size());
    }
}
