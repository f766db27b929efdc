package org.chengmai.audit;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.function.Consumer;
import org.chengmai.kernel.Page;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.EmptyResultDataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The chain in the database: appended at its head, read by filter, walked from its first entry. */
@Repository
class Chain {

    private static final int FETCH = 5_000;

    /** The end of the chain. */
    record Head(long seq, String hash) {}

    private final JdbcClient database;
    private final NamedParameterJdbcTemplate streaming;

    Chain(JdbcClient database, JdbcTemplate template) {
        this.database = database;
        JdbcTemplate inSteps = new JdbcTemplate(java.util.Objects.requireNonNull(template.getDataSource()));
        inSteps.setFetchSize(FETCH);
        this.streaming = new NamedParameterJdbcTemplate(inSteps);
    }

    /** Appends one entry. The lock on the head is held until the transaction ends: call it last. */
    void append(Draft draft) {
        Head head = head("for update");
        long seq = head.seq() + 1;
        String hash = draft.hash(head.hash(), seq);
        database.sql("""
                        with appended as (
                            insert into audit.entry (seq, at, account, login, places, action, subject, detail, refused, hash)
                            values (:seq, :at, :account, :login, :places, :action, :subject, :detail, :refused, :hash))
                        update audit.head set seq = :seq, hash = :hash
                        """)
                .param("seq", seq)
                .param("at", Timestamp.from(draft.at()))
                .param("account", draft.account())
                .param("login", draft.login())
                .param("places", draft.places().toArray(String[]::new))
                .param("action", draft.action())
                .param("subject", draft.subject())
                .param("detail", draft.detail())
                .param("refused", draft.refused())
                .param("hash", hash)
                .update();
    }

    private Head head(String lock) {
        return database.sql("select seq, hash from audit.head " + lock)
                .query((row, n) -> new Head(row.getLong("seq"), row.getString("hash")))
                .single();
    }

    /** One page of what the filter lets through, the newest first. */
    Page<Entry> page(Sight sight, Filter filter, int number, int size) {
        MapSqlParameterSource values = values(sight, filter);
        Long total = streaming.queryForObject("select count(*) from audit.entry" + where(filter), values, Long.class);
        values.addValue("size", size).addValue("offset", (long) number * size);
        List<Entry> entries = streaming.query(
                "select * from audit.entry" + where(filter) + " order by seq desc limit :size offset :offset",
                values,
                (row, n) -> entry(row));
        return new Page<>(entries, number, size, total == null ? 0 : total);
    }

    /** Every entry that the filter lets through, the oldest first; needs a transaction to read in steps. */
    void each(Sight sight, Filter filter, Consumer<Entry> to) {
        streaming.query(
                "select * from audit.entry" + where(filter) + " order by seq",
                values(sight, filter),
                (ResultSet row) -> {
                    to.accept(entry(row));
                });
    }

    private static String where(Filter filter) {
        StringBuilder where = new StringBuilder(" where ").append(Sight.CONDITION);
        where.append(filter.login().isEmpty() ? "" : " and login = :login");
        where.append(filter.action().isEmpty() ? "" : " and starts_with(action, :action)");
        where.append(filter.subject().isEmpty() ? "" : " and subject = :subject");
        where.append(filter.from() == null ? "" : " and at >= :from");
        where.append(filter.to() == null ? "" : " and at < :to");
        return where.append(filter.refusedOnly() ? " and refused" : "").toString();
    }

    private static MapSqlParameterSource values(Sight sight, Filter filter) {
        return new MapSqlParameterSource()
                .addValue("everyone", sight.everyone())
                .addValue("city", sight.city())
                .addValue("reach", sight.patterns().toArray(String[]::new))
                .addValue("login", filter.login())
                .addValue("action", filter.action())
                .addValue("subject", filter.subject())
                .addValue("from", filter.from() == null ? null : Timestamp.from(filter.from()))
                .addValue("to", filter.to() == null ? null : Timestamp.from(filter.to()));
    }

    /** Walks the chain from its first entry to its head; needs a transaction with one view of the data. */
    Verification walk() {
        Walk walk = new Walk();
        streaming.query("select * from audit.entry order by seq", new MapSqlParameterSource(), (ResultSet row) -> {
            walk.step(row);
        });
        return walk.end(headOrNull());
    }

    private @Nullable Head headOrNull() {
        try {
            return head("");
        } catch (EmptyResultDataAccessException e) {
            return null;
        }
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                row.getLong("seq"),
                row.getTimestamp("at").toInstant(),
                row.getLong("account"),
                row.getString("login"),
                row.getString("action"),
                row.getString("subject"),
                row.getString("detail"),
                row.getBoolean("refused"),
                row.getString("hash"));
    }

    private static Draft draft(ResultSet row) throws SQLException {
        return new Draft(
                row.getTimestamp("at").toInstant(),
                row.getLong("account"),
                row.getString("login"),
                strings(row.getArray("places")),
                row.getString("action"),
                row.getString("subject"),
                row.getString("detail"),
                row.getBoolean("refused"));
    }

    private static List<String> strings(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }

    /** Goes along the entries and stops looking at the first that does not fit. */
    private static final class Walk {
        private long seq;
        private String hash = Draft.START;
        private @Nullable Verification broken;

        void step(ResultSet row) throws SQLException {
            if (broken != null) {
                return;
            }
            long found = row.getLong("seq");
            if (found != seq + 1) {
                broken = new Verification(
                        seq, seq + 1, "Expected entry %d after %d, but found %d.".formatted(seq + 1, seq, found));
                return;
            }
            String stored = row.getString("hash");
            if (!stored.equals(draft(row).hash(hash, found))) {
                broken = new Verification(
                        seq, found, "Expected entry %d to match its hash, but it was changed.".formatted(found));
                return;
            }
            seq = found;
            hash = stored;
        }

        Verification end(@Nullable Head head) {
            if (broken != null) {
                return broken;
            }
            if (head == null || head.seq() != seq || !head.hash().equals(hash)) {
                return new Verification(
                        seq,
                        seq + 1,
                        "Expected the chain to end at entry %s, but it ends at %d: entries were cut off."
                                .formatted(head == null ? "?" : head.seq(), seq));
            }
            return new Verification(seq, null, "");
        }
    }
}
