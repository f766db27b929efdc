package org.chengmai.detection.store;

import java.util.HashSet;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which scenes an officer has switched off. */
@Repository
public class SceneSwitches {

    private final JdbcClient database;

    SceneSwitches(JdbcClient database) {
        this.database = database;
    }

    /** Ids of the scenes that are off. */
    public Set<String> off() {
        return new HashSet<>(database.sql("select scene from detection.scene_off")
                .query(String.class)
                .list());
    }

    public void put(String scene, boolean on) {
        String sql = on
                ? "delete from detection.scene_off where scene = :scene"
                : "insert into detection.scene_off (scene) values (:scene) on conflict do nothing";
        database.sql(sql).param("scene", scene).update();
    }
}
