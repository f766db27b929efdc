package org.chengmai.dispatch;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.chengmai.dispatch.Responsibility.Row;
import org.chengmai.kernel.Reach;
import org.chengmai.kernel.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Table {@code dispatch.responsibility}. */
@Repository
class ResponsibilityStore {

    private final JdbcClient database;

    ResponsibilityStore(JdbcClient database) {
        this.database = database;
    }

    List<Row> fitting(Collection<String> places, Collection<String> matters) {
        return database.sql("""
                        select id, matter, place, unit, verifier from dispatch.responsibility
                        where place = any(:places) and matter = any(:matters)
                        """)
                .param("places", places.toArray(String[]::new))
                .param("matters", matters.toArray(String[]::new))
                .query(ResponsibilityStore::row)
                .list();
    }

    List<Row> list(Reach reach) {
        return database.sql("""
                        select id, matter, place, unit, verifier from dispatch.responsibility
                        where place like any(:reach) order by place, matter
                        """)
                .param("reach", reach.patterns())
                .query(ResponsibilityStore::row)
                .list();
    }

    Optional<Row> find(long id) {
        return database.sql("select id, matter, place, unit, verifier from dispatch.responsibility where id = :id")
                .param("id", id)
                .query(ResponsibilityStore::row)
                .optional();
    }

    void put(Row row) {
        Role verifier = row.verifier();
        database.sql("""
                        insert into dispatch.responsibility (matter, place, unit, verifier)
                        values (:matter, :place, :unit, :verifier)
                        on conflict (matter, place) do update set unit = excluded.unit, verifier = excluded.verifier
                        """)
                .param("matter", row.matter())
                .param("place", row.place())
                .param("unit", row.unit())
                .param("verifier", verifier == null ? null : verifier.name())
                .update();
    }

    void remove(long id) {
        database.sql("delete from dispatch.responsibility where id = :id")
                .param("id", id)
                .update();
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        String verifier = row.getString("verifier");
        return new Row(
                row.getLong("id"),
                row.getString("matter"),
                row.getString("place"),
                row.getString("unit"),
                verifier == null ? null : Role.valueOf(verifier));
    }
}
