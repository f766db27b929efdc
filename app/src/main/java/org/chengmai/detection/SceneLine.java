package org.chengmai.detection;

import java.util.List;
import org.chengmai.detection.model.SceneFault;
import org.jspecify.annotations.Nullable;

/**
 * A scene as the back room sees it, right or wrong.
 *
 * @param id of the scene; the file's name where the text is too wrong to tell
 * @param file name of the file the text stands in
 * @param own whether it is an officer's; {@code shipped} whether one of this id also comes with the program
 * @param percent of its thread that the engine spent on it when the program switched it off for that; else 0
 * @param scene what watches; null when nothing of this id is right
 * @param faults of the text; when an officer's text is wrong, the shipped scene goes on watching
 */
public record SceneLine(
        String id,
        String file,
        String text,
        boolean own,
        boolean shipped,
        boolean on,
        int percent,
        @Nullable Scene scene,
        List<SceneFault> faults) {

    public SceneLine {
        faults = List.copyOf(faults);
    }
}
