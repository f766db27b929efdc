package org.chengmai.cases.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.chengmai.cases.model.ClockKind;
import org.chengmai.cases.model.Matter;
import org.chengmai.kernel.Bilingual;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The catalogue of matters. */
@Repository
public class MatterRows {

    /** How long, on which clock, with a photo or not. */
    public record Rule(Duration limit, ClockKind clock, boolean needsPhoto) {}

    private final JdbcClient database;

    MatterRows(JdbcClient database) {
        this.database = database;
    }

    public Optional<Matter> find(String code) {
        return database.sql("select * from cases.matter where code = :code")
                .param("code", code)
                .query((row, number) -> matter(row))
                .optional();
    }

    /** Those with the words in code, name or group; all for no words. */
    public List<Matter> list(String words) {
        return database.sql("""
                        select * from cases.matter
                        where code ilike :words or name_zh ilike :words or name_en ilike :words
                           or listed_under ilike :words
                        order by code
                        """)
                .param("words", CaseSearch.containing(words))
                .query((row, number) -> matter(row))
                .list();
    }

    /** Puts the matter in or changes it; limit, clock and photo rule stay where they were set by hand. */
    public void define(Matter matter) {
        database.sql("""
                        insert into cases.matter as m
                            (code, name_zh, name_en, listed_under, limit_seconds, clock, needs_photo)
                        values (:code, :zh, :en, :group, :limit, :clock, :needsPhoto)
                        on conflict (code) do update set name_zh = excluded.name_zh, name_en = excluded.name_en,
                            listed_under = excluded.listed_under,
                            limit_seconds = case when m.kept_by_hand then m.limit_seconds else excluded.limit_seconds end,
                            clock = case when m.kept_by_hand then m.clock else excluded.clock end,
                            needs_photo = case when m.kept_by_hand then m.needs_photo else excluded.needs_photo end
                        """)
                .param("code", matter.code())
                .param("zh", matter.name().zh())
                .param("en", matter.name().en())
                .param("group", matter.group())
                .param("limit", matter.limit().toSeconds())
                .param("clock", matter.clock().name())
                .param("needsPhoto", matter.needsPhoto())
                .update();
    }

    /** Sets the rule by hand: it stays from now on. */
    public void rule(String code, Rule rule) {
        database.sql("""
                        update cases.matter set limit_seconds = :limit, clock = :clock, needs_photo = :needsPhoto,
                            kept_by_hand = true
                        where code = :code
                        """)
                .param("code", code)
                .param("limit", rule.limit().toSeconds())
                .param("clock", rule.clock().name())
                .param("needsPhoto", rule.needsPhoto())
                .update();
    }

    /** The rule of matters that come without one, by kind of the standard. */
    public Optional<Rule> defaultRule(String kind) {
        return database.sql("select * from cases.matter_default where kind = :kind")
                .param("kind", kind)
                .query((row, number) -> new Rule(
                        Duration.ofSeconds(row.getLong("limit_seconds")),
                        ClockKind.valueOf(row.getString("clock")),
                        row.getBoolean("needs_photo")))
                .optional();
    }

    private static Matter matter(ResultSet row) throws SQLException {
        return new Matter(
                row.getString("code"),
                new Bilingual(row.getString("name_zh"), row.getString("name_en")),
                row.getString("listed_under"),
                Duration.ofSeconds(row.getLong("limit_seconds")),
                ClockKind.valueOf(row.getString("clock")),
                row.getBoolean("needs_photo"));
    }
}
