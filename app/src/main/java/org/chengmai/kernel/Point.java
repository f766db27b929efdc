package org.chengmai.kernel;

/** A place on the earth: degrees east and north, WGS-84. */
public record Point(double lon, double lat) {

    private static final double EARTH_RADIUS_METRES = 6_371_008.8;

    public Point {
        if (!(lon >= -180 && lon <= 180 && lat >= -90 && lat <= 90)) {
            throw Refusal.badInput(
                    "point.outside",
                    "Expected longitude in [-180, 180] and latitude in [-90, 90], but got %s, %s.".formatted(lon, lat),
                    lon,
                    lat);
        }
    }

    /** Great-circle distance in metres (haversine). */
    public double metresTo(Point other) {
        double dLat = Math.toRadians(other.lat - lat);
        double dLon = Math.toRadians(other.lon - lon);
        double a = Math.pow(Math.sin(dLat / 2), 2)
                + Math.cos(Math.toRadians(lat)) * Math.cos(Math.toRadians(other.lat)) * Math.pow(Math.sin(dLon / 2), 2);
        return 2 * EARTH_RADIUS_METRES * Math.asin(Math.min(1, Math.sqrt(a)));
    }
}
