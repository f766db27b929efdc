package org.chengmai.area;

import org.chengmai.kernel.Point;

/**
 * GCJ-02, the shifted coordinates that Chinese map services use, to and from WGS-84. The formula is the public one; outside
 * China both are the same.
 */
public final class Gcj02 {

    private static final double AXIS = 6_378_245.0;
    private static final double ECCENTRICITY = 0.006693421622965943;
    private static final double CLOSE_ENOUGH_DEGREES = 1e-9;
    private static final int MOST_STEPS = 10;

    private Gcj02() {}

    /** The WGS-84 point that map services show at {@code gcj}; exact to a millimetre. */
    public static Point toWgs84(Point gcj) {
        double lon = gcj.lon();
        double lat = gcj.lat();
        for (int step = 0; step < MOST_STEPS; step++) {
            Point shown = fromWgs84(new Point(lon, lat));
            double offLon = shown.lon() - gcj.lon();
            double offLat = shown.lat() - gcj.lat();
            lon -= offLon;
            lat -= offLat;
            if (Math.abs(offLon) < CLOSE_ENOUGH_DEGREES && Math.abs(offLat) < CLOSE_ENOUGH_DEGREES) {
                break;
            }
        }
        return new Point(lon, lat);
    }

    /** Where map services show the WGS-84 point. */
    public static Point fromWgs84(Point wgs) {
        if (outsideChina(wgs)) {
            return wgs;
        }
        double x = wgs.lon() - 105.0;
        double y = wgs.lat() - 35.0;
        double phi = Math.toRadians(wgs.lat());
        double magic = 1 - ECCENTRICITY * Math.sin(phi) * Math.sin(phi);
        double root = Math.sqrt(magic);
        double dLat = Math.toDegrees(latShift(x, y) * magic * root / (AXIS * (1 - ECCENTRICITY)));
        double dLon = Math.toDegrees(lonShift(x, y) * root / (AXIS * Math.cos(phi)));
        return new Point(wgs.lon() + dLon, wgs.lat() + dLat);
    }

    private static boolean outsideChina(Point p) {
        return p.lon() < 72.004 || p.lon() > 137.8347 || p.lat() < 0.8293 || p.lat() > 55.8271;
    }

    /** Metres to the north. */
    private static double latShift(double x, double y) {
        return -100.0
                + 2.0 * x
                + 3.0 * y
                + 0.2 * y * y
                + 0.1 * x * y
                + 0.2 * Math.sqrt(Math.abs(x))
                + ripple(x)
                + waves(y, 1, 20.0, 3, 40.0)
                + (160.0 * Math.sin(y / 12.0 * Math.PI) + 320.0 * Math.sin(y * Math.PI / 30.0)) * 2.0 / 3.0;
    }

    /** Metres to the east. */
    private static double lonShift(double x, double y) {
        return 300.0
                + x
                + 2.0 * y
                + 0.1 * x * x
                + 0.1 * x * y
                + 0.1 * Math.sqrt(Math.abs(x))
                + ripple(x)
                + waves(x, 1, 20.0, 3, 40.0)
                + (150.0 * Math.sin(x / 12.0 * Math.PI) + 300.0 * Math.sin(x / 30.0 * Math.PI)) * 2.0 / 3.0;
    }

    private static double ripple(double x) {
        return waves(x, 1.0 / 6.0, 20.0, 0.5, 20.0);
    }

    /** Two sines of {@code v}, the periods given as divisors of pi. */
    private static double waves(double v, double divisor1, double height1, double divisor2, double height2) {
        return (height1 * Math.sin(v * Math.PI / divisor1) + height2 * Math.sin(v * Math.PI / divisor2)) * 2.0 / 3.0;
    }
}
