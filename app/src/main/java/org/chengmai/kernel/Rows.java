package org.chengmai.kernel;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the columns of a query's row say, in the city's terms; null where the row has nothing. */
public final class Rows {

    private Rows() {}

    public static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }

    /** The point in the columns {@code lon} and {@code lat}. */
    public static @Nullable Point point(ResultSet row) throws SQLException {
        double lon = row.getDouble("lon");
        boolean nowhere = row.wasNull();
        double lat = row.getDouble("lat");
        return nowhere || row.wasNull() ? null : new Point(lon, lat);
    }
}
