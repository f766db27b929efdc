package org.chengmai.area;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.chengmai.kernel.Point;
import org.chengmai.kernel.Reach;
import org.locationtech.jts.coverage.CoverageSimplifier;
import org.locationtech.jts.geom.Geometry;

/**
 * The outlines of one tree as GeoJSON for maps: simplified a level at a time, so that neighbours keep their common border,
 * and kept as text for each reach that asked.
 */
final class MapLayers {

    private static final int MOST_KEPT = 200;

    /** How far a drawn border may lie from the true one, degrees; 1e-5 is a metre. */
    private static final Map<Level, Double> TOLERANCE = new EnumMap<>(Map.of(
            Level.DISTRICT, 3e-4,
            Level.STREET, 1e-4,
            Level.COMMITTEE, 5e-5,
            Level.GRID, 2e-5,
            Level.ESTATE, 1e-5,
            Level.BUILDING, 5e-6));

    private record Asked(Level level, List<String> places) {}

    private final AreaTree tree;
    private final Map<Level, Map<String, String>> features = new ConcurrentHashMap<>();
    private final Map<Asked, String> kept = new ConcurrentHashMap<>();

    MapLayers(AreaTree tree) {
        this.tree = tree;
    }

    String geoJson(Reach reach, Level level) {
        if (kept.size() > MOST_KEPT) {
            kept.clear();
        }
        return kept.computeIfAbsent(new Asked(level, reach.places()), asked -> collect(asked));
    }

    private String collect(Asked asked) {
        Map<String, String> ofLevel = features.computeIfAbsent(asked.level, this::draw);
        StringBuilder json = new StringBuilder("{\"type\":\"FeatureCollection\",\"features\":[");
        String comma = "";
        for (Area area : tree.of(asked.level)) {
            String feature = ofLevel.get(area.id());
            if (feature != null && shows(asked.places, area.place())) {
                json.append(comma).append(feature);
                comma = ",\n";
            }
        }
        return json.append("]}").toString();
    }

    /** What lies within the reach, and what the reach lies in. */
    private static boolean shows(List<String> places, String place) {
        return places.stream().anyMatch(p -> place.startsWith(p) || p.startsWith(place));
    }

    private Map<String, String> draw(Level level) {
        List<Area> areas = tree.of(level).stream()
                .filter(a -> tree.outline(a.id()) != null)
                .toList();
        Geometry[] exact = areas.stream()
                .map(a -> Objects.requireNonNull(tree.outline(a.id())))
                .toArray(Geometry[]::new);
        Geometry[] light = CoverageSimplifier.simplify(exact, TOLERANCE.getOrDefault(level, 1e-5));
        Map<String, String> drawn = new HashMap<>();
        for (int i = 0; i < light.length; i++) {
            Area area = areas.get(i);
            drawn.put(area.id(), feature(area, light[i].isEmpty() ? exact[i] : light[i]));
        }
        return drawn;
    }

    private static String feature(Area area, Geometry shape) {
        Point centre = area.centre();
        StringBuilder json = new StringBuilder("{\"type\":\"Feature\",\"id\":");
        json.append(GeoJson.text(area.id())).append(",\"properties\":{\"id\":").append(GeoJson.text(area.id()));
        json.append(",\"name\":").append(GeoJson.text(area.name()));
        json.append(",\"level\":").append(GeoJson.text(area.level().word()));
        json.append(",\"place\":").append(GeoJson.text(area.place()));
        json.append(",\"approximate\":").append(area.approximate());
        if (centre != null) {
            json.append(",\"lon\":")
                    .append(GeoJson.rounded(centre.lon()))
                    .append(",\"lat\":")
                    .append(GeoJson.rounded(centre.lat()));
        }
        json.append("},\"geometry\":");
        GeoJson.shape(json, shape);
        return json.append('}').toString();
    }
}
