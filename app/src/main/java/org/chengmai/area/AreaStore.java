package org.chengmai.area;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chengmai.kernel.Point;
import org.chengmai.kernel.Rows;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBReader;
import org.locationtech.jts.io.WKBWriter;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tree and its outlines in the database; read whole, written by imports only. */
@Repository
class AreaStore {

    private static final int BATCH = 500;

    /** Serialises imports; any number that no other module takes. */
    private static final long IMPORT_LOCK = 0x41524541;

    /** An outline as stored. */
    record Outline(String id, Geometry shape, boolean approximate) {}

    private final JdbcClient database;
    private final JdbcTemplate batches;

    AreaStore(JdbcClient database, JdbcTemplate batches) {
        this.database = database;
        this.batches = batches;
    }

    /** Lets one import at a time look at the tree and change it; held until the transaction ends. */
    void lock() {
        database.sql("select pg_advisory_xact_lock(:key)")
                .param("key", IMPORT_LOCK)
                .query((row, n) -> n)
                .list();
    }

    /** All areas, parents before children; the centre only where the tree tells it. */
    List<Area> areas() {
        return database.sql("""
                        select a.id, a.place, a.parent, a.level, a.name, a.lon, a.lat, coalesce(o.approximate, false) as approximate
                        from area.area a left join area.outline o on o.id = a.id
                        order by a.level, a.place
                        """)
                .query((row, n) -> new Area(
                        row.getString("id"),
                        row.getString("place"),
                        row.getString("parent"),
                        Level.values()[row.getInt("level")],
                        row.getString("name"),
                        Rows.point(row),
                        row.getBoolean("approximate")))
                .list();
    }

    Map<String, Geometry> outlines() {
        Map<String, Geometry> outlines = new HashMap<>();
        WKBReader reader = new WKBReader();
        database.sql("select id, shape from area.outline").query(row -> {
            outlines.put(row.getString("id"), read(reader, row.getBytes("shape")));
        });
        return outlines;
    }

    private static Geometry read(WKBReader reader, byte[] shape) throws SQLException {
        try {
            return reader.read(shape);
        } catch (ParseException e) {
            throw new SQLException("Expected well-known binary in area.outline, but found something else", e);
        }
    }

    /** Adds or renames areas, in the order given: parents first. */
    void putAreas(Collection<Area> areas) {
        batches.batchUpdate("""
                insert into area.area (id, place, parent, level, name, lon, lat) values (?, ?, ?, ?, ?, ?, ?)
                on conflict (id) do update set name = excluded.name, lon = excluded.lon, lat = excluded.lat
                """, areas, BATCH, AreaStore::fill);
    }

    private static void fill(PreparedStatement row, Area area) throws SQLException {
        row.setString(1, area.id());
        row.setString(2, area.place());
        row.setString(3, area.parent());
        row.setInt(4, area.level().ordinal());
        row.setString(5, area.name());
        Point centre = area.centre();
        row.setObject(6, centre == null ? null : centre.lon(), Types.DOUBLE);
        row.setObject(7, centre == null ? null : centre.lat(), Types.DOUBLE);
    }

    void putOutlines(Collection<Outline> outlines) {
        WKBWriter writer = new WKBWriter();
        batches.batchUpdate("""
                insert into area.outline (id, shape, approximate) values (?, ?, ?)
                on conflict (id) do update set shape = excluded.shape, approximate = excluded.approximate
                """, outlines, BATCH, (row, outline) -> {
            row.setString(1, outline.id());
            row.setBytes(2, writer.write(outline.shape()));
            row.setBoolean(3, outline.approximate());
        });
    }
}
