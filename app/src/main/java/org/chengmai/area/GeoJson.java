package org.chengmai.area;

import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygon;
import tools.jackson.databind.json.JsonMapper;

/** Writes outlines as GeoJSON (RFC 7946), to a tenth of a metre. */
final class GeoJson {

    private GeoJson() {}

    /** A string as JSON, quotes included. */
    static String text(String value) {
        return JsonMapper.shared().writeValueAsString(value);
    }

    /** To a tenth of a metre. */
    static double rounded(double degrees) {
        return Math.round(degrees * 1e6) / 1e6;
    }

    /** The geometry member of a feature, always a multipolygon. */
    static void shape(StringBuilder json, Geometry shape) {
        json.append("{\"type\":\"MultiPolygon\",\"coordinates\":[");
        for (int i = 0; i < shape.getNumGeometries(); i++) {
            json.append(i == 0 ? "" : ",");
            polygon(json, (Polygon) shape.getGeometryN(i));
        }
        json.append("]}");
    }

    private static void polygon(StringBuilder json, Polygon polygon) {
        json.append('[');
        ring(json, polygon.getExteriorRing().getCoordinates());
        for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
            json.append(',');
            ring(json, polygon.getInteriorRingN(i).getCoordinates());
        }
        json.append(']');
    }

    private static void ring(StringBuilder json, Coordinate[] ring) {
        char before = '[';
        for (Coordinate c : ring) {
            json.append(before)
                    .append('[')
                    .append(rounded(c.x))
                    .append(',')
                    .append(rounded(c.y))
                    .append(']');
            before = ',';
        }
        json.append(']');
    }
}
