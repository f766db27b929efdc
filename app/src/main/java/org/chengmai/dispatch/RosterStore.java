package org.chengmai.dispatch;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.chengmai.dispatch.Roster.Shift;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Table {@code dispatch.shift}. */
@Repository
class RosterStore {

    private final JdbcClient database;

    RosterStore(JdbcClient database) {
        this.database = database;
    }

    boolean keepsRoster(String unit, Instant at) {
        return database.sql("select exists (select from dispatch.shift where unit = :unit and ends > :at)")
                .param("unit", unit)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query(Boolean.class)
                .single();
    }

    List<Long> onDuty(String unit, Instant at) {
        return database.sql(
                        "select distinct account from dispatch.shift where unit = :unit and starts <= :at and ends > :at")
                .param("unit", unit)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .list();
    }

    List<Shift> list(Collection<String> units, Instant from) {
        return database.sql("""
                        select id, unit, account, starts, ends from dispatch.shift
                        where unit = any(:units) and ends > :from order by starts, unit, account
                        """)
                .param("units", units.toArray(String[]::new))
                .param("from", from.atOffset(ZoneOffset.UTC))
                .query(RosterStore::shift)
                .list();
    }

    Optional<Shift> find(long id) {
        return database.sql("select id, unit, account, starts, ends from dispatch.shift where id = :id")
                .param("id", id)
                .query(RosterStore::shift)
                .optional();
    }

    void put(Shift shift) {
        database.sql("""
                        insert into dispatch.shift (unit, account, starts, ends) values (:unit, :account, :starts, :ends)
                        on conflict (unit, account, starts) do update set ends = excluded.ends
                        """)
                .param("unit", shift.unit())
                .param("account", shift.account())
                .param("starts", shift.starts().atOffset(ZoneOffset.UTC))
                .param("ends", shift.ends().atOffset(ZoneOffset.UTC))
                .update();
    }

    void remove(long id) {
        database.sql("delete from dispatch.shift where id = :id")
                .param("id", id)
                .update();
    }

    private static Shift shift(ResultSet row, int number) throws SQLException {
        return new Shift(
                row.getLong("id"),
                row.getString("unit"),
                row.getLong("account"),
                row.getTimestamp("starts").toInstant(),
                row.getTimestamp("ends").toInstant());
    }
}
