package org.chengmai.watch.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.Page;
import org.chengmai.kernel.Reach;
import org.chengmai.kernel.Rows;
import org.chengmai.watch.model.Entry;
import org.chengmai.watch.model.NewEntry;
import org.chengmai.watch.model.Wanted;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Entries, in {@code watch.entry}. */
@Repository
public class EntryStore {

    /** An entry as it matches. */
    public record Holding(long id, String code, String place, Instant expiresAt) {}

    private final JdbcClient database;

    EntryStore(JdbcClient database) {
        this.database = database;
    }

    public Entry add(Actor actor, Wanted wanted, String code, byte[] sealed, NewEntry entry, Instant now) {
        return database.sql("""
                        insert into watch.entry (sort, code, sealed, masked, place, basis, unit, reason, entered_by,
                            entered_name, entered_at, expires_at)
                        values (:sort, :code, :sealed, :masked, :place, :basis, :unit, :reason, :by, :name, :now, :expires)
                        returning *
                        """)
                .param("sort", wanted.sort().name())
                .param("code", code)
                .param("sealed", sealed)
                .param("masked", wanted.masked())
                .param("place", entry.place())
                .param("basis", entry.basis().strip())
                .param("unit", entry.unit())
                .param("reason", entry.reason().strip())
                .param("by", actor.account())
                .param("name", actor.name())
                .param("now", Timestamp.from(now))
                .param("expires", Timestamp.from(entry.expiresAt()))
                .query(EntryStore::entry)
                .single();
    }

    /** Approves an entry that waits, unless this is who entered it; whether it did. */
    public boolean approve(long id, Actor actor, Instant now) {
        return database.sql("""
                        update watch.entry set approved_by = :by, approved_name = :name, approved_at = :now
                        where id = :id and approved_at is null and ended_at is null and expires_at > :now and entered_by <> :by
                        """)
                        .param("by", actor.account())
                        .param("name", actor.name())
                        .param("now", Timestamp.from(now))
                        .param("id", id)
                        .update()
                == 1;
    }

    public boolean end(long id, Actor actor, Instant now) {
        return database.sql(
                                "update watch.entry set ended_by = :by, ended_at = :now where id = :id and ended_at is null")
                        .param("by", actor.account())
                        .param("now", Timestamp.from(now))
                        .param("id", id)
                        .update()
                == 1;
    }

    /** Entries that match something now, or will not any more before long. */
    public List<Holding> holding(Instant now) {
        return database.sql("""
                        select id, code, place, expires_at from watch.entry
                        where approved_at is not null and ended_at is null and expires_at > :now order by id
                        """)
                .param("now", Timestamp.from(now))
                .query((row, i) -> new Holding(
                        row.getLong("id"),
                        row.getString("code"),
                        row.getString("place"),
                        row.getTimestamp("expires_at").toInstant()))
                .list();
    }

    public Optional<Entry> find(Reach reach, long id) {
        return database.sql("select * from watch.entry where id = :id and place like any(:reach)")
                .param("id", id)
                .param("reach", reach.patterns())
                .query(EntryStore::entry)
                .optional();
    }

    public byte[] sealed(long id) {
        return database.sql("select sealed from watch.entry where id = :id")
                .param("id", id)
                .query((row, i) -> row.getBytes("sealed"))
                .single();
    }

    public List<Entry> byCode(Reach reach, String code) {
        return database.sql("select * from watch.entry where code = :code and place like any(:reach) order by id desc")
                .param("code", code)
                .param("reach", reach.patterns())
                .query(EntryStore::entry)
                .list();
    }

    public Page<Entry> list(Reach reach, Instant now, int page, int size) {
        long total = database.sql("select count(*) from watch.entry where place like any(:reach)")
                .param("reach", reach.patterns())
                .query(Long.class)
                .single();
        List<Entry> entries = database.sql("""
                        select * from watch.entry where place like any(:reach)
                        order by (ended_at is not null or expires_at <= :now), approved_at is not null, id desc
                        limit :limit offset :offset
                        """)
                .param("reach", reach.patterns())
                .param("now", Timestamp.from(now))
                .param("limit", size)
                .param("offset", (long) page * size)
                .query(EntryStore::entry)
                .list();
        return new Page<>(entries, page, size, total);
    }

    /** Erases entries that ceased to match before a moment, and gives them. */
    public List<Entry> eraseEndedBefore(Instant moment) {
        return database.sql("""
                        delete from watch.entry
                        where least(expires_at, coalesce(ended_at, expires_at)) < :moment returning *
                        """)
                .param("moment", Timestamp.from(moment))
                .query(EntryStore::entry)
                .list();
    }

    /** Erases every entry; how many there were. */
    public int eraseAll() {
        return database.sql("delete from watch.entry").update();
    }

    public int keepDays() {
        return database.sql("select days from watch.keeping")
                .query(Integer.class)
                .single();
    }

    public void keepDays(int days) {
        database.sql("update watch.keeping set days = :days")
                .param("days", days)
                .update();
    }

    /** How many entries there are. */
    public int count() {
        return database.sql("select count(*) from watch.entry")
                .query(Integer.class)
                .single();
    }

    /** What the newest entry is sealed as: what a key must open. */
    public Optional<byte[]> newestSealed() {
        return database.sql("select sealed from watch.entry order by id desc limit 1")
                .query((row, i) -> row.getBytes("sealed"))
                .optional();
    }

    private static Entry entry(ResultSet row, int number) throws SQLException {
        return new Entry(
                row.getLong("id"),
                Wanted.Sort.valueOf(row.getString("sort")),
                row.getString("masked"),
                row.getString("place"),
                row.getString("basis"),
                row.getString("unit"),
                row.getString("reason"),
                row.getLong("entered_by"),
                row.getString("entered_name"),
                row.getTimestamp("entered_at").toInstant(),
                row.getTimestamp("expires_at").toInstant(),
                row.getString("approved_name"),
                Rows.instant(row, "approved_at"),
                Rows.instant(row, "ended_at"));
    }
}
