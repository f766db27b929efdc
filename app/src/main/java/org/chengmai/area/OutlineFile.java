package org.chengmai.area;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.chengmai.kernel.ImportReport;
import org.chengmai.kernel.Point;
import org.chengmai.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.operation.valid.IsValidOp;
import org.locationtech.jts.operation.valid.TopologyValidationError;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A GeoJSON file (RFC 7946) taken apart: the sound outlines, already WGS-84, and the features that are unsound.
 *
 * @param faults by number of the feature, from 1
 */
record OutlineFile(List<Feature> features, List<ImportReport.Fault> faults) {

    /** A sound outline, of which nothing is known yet but the id it names. */
    record Feature(int number, String id, Geometry shape, boolean approximate) {}

    private static final GeometryFactory GEOMETRIES = new GeometryFactory();
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int SHORTEST_RING = 4;

    /** Refuses a file that is no feature collection, or that says it is in another coordinate system. */
    static OutlineFile read(InputStream geoJson, boolean gcj02) {
        JsonNode root = parse(geoJson);
        JsonNode features = root.path("features");
        if (!"FeatureCollection".equals(root.path("type").asString("")) || !features.isArray()) {
            throw Refusal.badInput(
                    "outline.collection", "Expected a GeoJSON FeatureCollection, but the file holds something else.");
        }
        String system = root.path("crs").path("properties").path("name").asString("");
        if (!system.isEmpty() && !system.matches(".*(CRS84|4326|4490)")) {
            throw Refusal.badInput(
                    "outline.system",
                    "Expected longitude and latitude (WGS-84 or CGCS2000), but the file says %s.".formatted(system),
                    system);
        }
        List<Feature> sound = new ArrayList<>();
        List<ImportReport.Fault> faults = new ArrayList<>();
        for (int i = 0; i < features.size(); i++) {
            try {
                sound.add(feature(i + 1, features.path(i), gcj02));
            } catch (Refusal refusal) {
                faults.add(ImportReport.Fault.of(i + 1, refusal));
            }
        }
        return new OutlineFile(sound, faults);
    }

    private static JsonNode parse(InputStream geoJson) {
        try {
            return JSON.readTree(geoJson);
        } catch (JacksonException e) {
            var where = e.getLocation();
            throw Refusal.badInput(
                    "outline.json",
                    "Expected a JSON file, but it breaks off or is malformed near line %s."
                            .formatted(where == null ? "1" : where.getLineNr()));
        }
    }

    private static Feature feature(int number, JsonNode feature, boolean gcj02) {
        String id = id(feature);
        JsonNode geometry = feature.path("geometry");
        String type = geometry.path("type").asString("");
        Geometry shape = switch (type) {
            case "Polygon" -> polygon(id, geometry.path("coordinates"), gcj02);
            case "MultiPolygon" -> multiPolygon(id, geometry.path("coordinates"), gcj02);
            default ->
                throw Refusal.badInput(
                        "outline.type",
                        "Expected the outline of %s to be a Polygon or MultiPolygon, but it is %s."
                                .formatted(id, type.isEmpty() ? "missing" : type),
                        id);
        };
        TopologyValidationError error = new IsValidOp(shape).getValidationError();
        if (error != null || shape.isEmpty()) {
            throw Refusal.badInput(
                    "outline.invalid",
                    "Expected the outline of %s to be a simple area, but %s.".formatted(id, problem(error)),
                    id);
        }
        return new Feature(
                number,
                id,
                shape,
                feature.path("properties").path("approximate").asBoolean(false));
    }

    private static String problem(@Nullable TopologyValidationError error) {
        if (error == null) {
            return "it is empty";
        }
        Coordinate at = error.getCoordinate();
        return "it has a fault at %.6f, %.6f: %s"
                .formatted(at.x, at.y, error.getMessage().toLowerCase(java.util.Locale.ROOT));
    }

    private static String id(JsonNode feature) {
        JsonNode properties = feature.path("properties");
        for (JsonNode candidate : List.of(
                feature.path("id"), properties.path("id"), properties.path("adcode"), properties.path("code"))) {
            String id = candidate.isValueNode() ? candidate.asString("") : "";
            if (!id.isBlank()) {
                return id.strip();
            }
        }
        throw Refusal.badInput(
                "outline.id", "Expected the feature to name its area by id, adcode or code, but it names none.");
    }

    private static Geometry multiPolygon(String id, JsonNode polygons, boolean gcj02) {
        Polygon[] parts = new Polygon[polygons.size()];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = polygon(id, polygons.path(i), gcj02);
        }
        return GEOMETRIES.createMultiPolygon(parts);
    }

    private static Polygon polygon(String id, JsonNode rings, boolean gcj02) {
        if (rings.isEmpty()) {
            throw unclosed(id);
        }
        LinearRing[] holes = new LinearRing[rings.size() - 1];
        for (int i = 0; i < holes.length; i++) {
            holes[i] = ring(id, rings.path(i + 1), gcj02);
        }
        return GEOMETRIES.createPolygon(ring(id, rings.path(0), gcj02), holes);
    }

    private static LinearRing ring(String id, JsonNode positions, boolean gcj02) {
        Coordinate[] ring = new Coordinate[positions.size()];
        for (int i = 0; i < ring.length; i++) {
            ring[i] = position(id, positions.path(i), gcj02);
        }
        if (ring.length < SHORTEST_RING || !ring[0].equals2D(ring[ring.length - 1])) {
            throw unclosed(id);
        }
        return GEOMETRIES.createLinearRing(ring);
    }

    private static Coordinate position(String id, JsonNode position, boolean gcj02) {
        if (!position.path(0).isNumber() || !position.path(1).isNumber()) {
            throw Refusal.badInput(
                    "outline.position",
                    "Expected the outline of %s to consist of positions [longitude, latitude], but found %s."
                            .formatted(id, shortened(position)),
                    id);
        }
        Point point = new Point(position.path(0).asDouble(), position.path(1).asDouble());
        Point inside = gcj02 ? Gcj02.toWgs84(point) : point;
        return new Coordinate(inside.lon(), inside.lat());
    }

    private static String shortened(JsonNode node) {
        String text = node.toString();
        return text.length() > 40 ? text.substring(0, 40) + "…" : text;
    }

    private static Refusal unclosed(String id) {
        return Refusal.badInput(
                "outline.ring",
                "Expected the outline of %s to be rings of at least four positions that end where they begin, but one is not."
                        .formatted(id),
                id);
    }
}
