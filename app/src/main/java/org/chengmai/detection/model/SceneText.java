package org.chengmai.detection.model;

import java.util.List;
import org.chengmai.detection.Scene;
import org.jspecify.annotations.Nullable;

/**
 * A scene's file after reading.
 *
 * @param text as it stands in the file
 * @param scene null when something is wrong
 */
public record SceneText(String file, String text, @Nullable Scene scene, List<SceneFault> faults) {

    public SceneText {
        faults = List.copyOf(faults);
    }

    public boolean right() {
        return scene != null;
    }
}
