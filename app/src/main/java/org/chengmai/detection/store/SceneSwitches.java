package org.chengmai.detection.store;

import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which scenes are switched off: by an officer, or by the program because they took too much of its time. */
@Repository
public class SceneSwitches {

    private final JdbcClient database;

    SceneSwitches(JdbcClient database) {
        this.database = database;
    }

    /** The scenes that are off → the percent of its thread that the engine spent on it; 0 where an officer switched it off. */
    public Map<String, Integer> off() {
        Map<String, Integer> off = new HashMap<>();
        database.sql("select scene, coalesce(percent, 0) from detection.scene_off")
                .query((RowCallbackHandler) row -> off.put(row.getString(1), row.getInt(2)));
        return off;
    }

    public void put(String scene, boolean on) {
        String sql = on
                ? "delete from detection.scene_off where scene = :scene"
                : "insert into detection.scene_off (scene) values (:scene) on conflict do nothing";
        database.sql(sql).param("scene", scene).update();
    }

    /** Notes that the program has switched a scene off. */
    public void stop(String scene, int percent) {
        database.sql(
                        "insert into detection.scene_off (scene, percent) values (:scene, :percent) on conflict do nothing")
                .param("scene", scene)
                .param("percent", percent)
                .update();
    }
}
