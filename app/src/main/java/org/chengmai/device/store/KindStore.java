package org.chengmai.device.store;

import java.sql.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chengmai.device.Channel;
import org.chengmai.device.Kind;
import org.chengmai.kernel.Bilingual;
import org.chengmai.stream.Derivation;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Kinds in {@code device.kind} and {@code device.channel}. */
@Repository
public class KindStore {

    /** A kind with its number, and whether it is as shipped. */
    public record Stored(Kind kind, int number, boolean shipped) {}

    private final JdbcClient database;

    KindStore(JdbcClient database) {
        this.database = database;
    }

    public List<Stored> all() {
        Map<String, List<Channel>> channels = new HashMap<>();
        database.sql("select * from device.channel order by kind, index").query(row -> {
            channels.computeIfAbsent(row.getString("kind"), k -> new ArrayList<>())
                    .add(new Channel(
                            row.getInt("index"),
                            row.getString("name"),
                            new Bilingual(row.getString("label_zh"), row.getString("label_en")),
                            row.getString("unit"),
                            Channel.Type.valueOf(row.getString("type")),
                            row.getObject("min", Double.class),
                            row.getObject("max", Double.class)));
        });
        return database.sql("select * from device.kind order by number")
                .query((row, i) -> new Stored(
                        new Kind(
                                row.getString("id"),
                                new Bilingual(row.getString("name_zh"), row.getString("name_en")),
                                row.getString("symbol"),
                                channels.getOrDefault(row.getString("id"), List.of()),
                                row.getInt("silent_minutes"),
                                row.getBoolean("gateway"),
                                row.getLong("late_millis"),
                                row.getInt("per_minute"),
                                Derivation.of(row.getString("derives"))),
                        row.getInt("number"),
                        row.getBoolean("shipped")))
                .list();
    }

    public int nextNumber() {
        return database.sql("select coalesce(max(number) + 1, 0) from device.kind")
                .query(Integer.class)
                .single();
    }

    /** Writes the kind and its channels over what is there. */
    public void put(Kind kind, int number, boolean shipped) {
        database.sql("""
                        insert into device.kind (id, number, name_zh, name_en, symbol, silent_minutes, gateway, late_millis, per_minute,
                            derives, shipped)
                        values (:id, :number, :zh, :en, :symbol, :silent, :gateway, :late, :perMinute, :derives, :shipped)
                        on conflict (id) do update set name_zh = excluded.name_zh, name_en = excluded.name_en,
                            symbol = excluded.symbol, silent_minutes = excluded.silent_minutes,
                            gateway = excluded.gateway, late_millis = excluded.late_millis,
                            per_minute = excluded.per_minute, derives = excluded.derives, shipped = excluded.shipped
                        """)
                .param("id", kind.id())
                .param("number", number)
                .param("zh", kind.name().zh())
                .param("en", kind.name().en())
                .param("symbol", kind.symbol())
                .param("silent", kind.silentMinutes())
                .param("gateway", kind.gateway())
                .param("late", kind.lateMillis())
                .param("perMinute", kind.perMinute())
                .param("derives", kind.derives().id())
                .param("shipped", shipped)
                .update();
        kind.channels().forEach(channel -> put(kind.id(), channel));
    }

    private void put(String kind, Channel channel) {
        database.sql("""
                        insert into device.channel (kind, index, name, label_zh, label_en, unit, type, min, max)
                        values (:kind, :index, :name, :zh, :en, :unit, :type, :min, :max)
                        on conflict (kind, index) do update set label_zh = excluded.label_zh, label_en = excluded.label_en,
                            unit = excluded.unit, type = excluded.type, min = excluded.min, max = excluded.max
                        """)
                .param("kind", kind)
                .param("index", channel.index())
                .param("name", channel.name())
                .param("zh", channel.label().zh())
                .param("en", channel.label().en())
                .param("unit", channel.unit())
                .param("type", channel.type().name())
                .param("min", channel.min(), Types.DOUBLE)
                .param("max", channel.max(), Types.DOUBLE)
                .update();
    }
}
