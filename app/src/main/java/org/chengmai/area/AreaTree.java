package org.chengmai.area;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chengmai.kernel.Point;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/** The whole tree in memory as it stands after one import; never changes, a new one takes its place. */
final class AreaTree {

    private final Map<String, Area> byId = new HashMap<>();
    private final Map<String, List<Area>> children = new HashMap<>();
    private final Map<Level, List<Area>> byLevel = new EnumMap<>(Level.class);
    private final List<Area> roots = new ArrayList<>();
    private final Map<String, Geometry> outlines;
    private final PointIndex points;

    AreaTree(Collection<Area> areas, Map<String, Geometry> outlines) {
        this.outlines = Map.copyOf(outlines);
        areas.stream()
                .map(this::withCentre)
                .sorted(Comparator.comparing(Area::place))
                .forEach(this::plant);
        this.points = new PointIndex(byId, this.outlines);
    }

    private Area withCentre(Area area) {
        Geometry outline = outlines.get(area.id());
        if (area.centre() != null || outline == null) {
            return area;
        }
        var inside = outline.getInteriorPoint();
        Point centre = new Point(inside.getX(), inside.getY());
        return new Area(area.id(), area.place(), area.parent(), area.level(), area.name(), centre, area.approximate());
    }

    private void plant(Area area) {
        byId.put(area.id(), area);
        byLevel.computeIfAbsent(area.level(), l -> new ArrayList<>()).add(area);
        String parent = area.parent();
        (parent == null ? roots : children.computeIfAbsent(parent, p -> new ArrayList<>())).add(area);
    }

    @Nullable
    Area find(String id) {
        return byId.get(id);
    }

    @Nullable
    Area byPlace(String path) {
        Area area = path.endsWith("/") ? byId.get(lastId(path)) : null;
        return area != null && area.place().equals(path) ? area : null;
    }

    private static String lastId(String path) {
        int end = path.length() - 1;
        return path.substring(path.lastIndexOf('/', end - 1) + 1, end);
    }

    List<Area> roots() {
        return List.copyOf(roots);
    }

    List<Area> children(String id) {
        return List.copyOf(children.getOrDefault(id, List.of()));
    }

    List<Area> of(Level level) {
        return byLevel.getOrDefault(level, List.of());
    }

    List<Area> below(String place, Level level) {
        return of(level).stream().filter(a -> a.place().startsWith(place)).toList();
    }

    @Nullable
    Area at(double lon, double lat) {
        return points.at(lon, lat);
    }

    @Nullable
    Geometry outline(String id) {
        return outlines.get(id);
    }

    Map<String, Geometry> outlines() {
        return outlines;
    }

    String namesOf(String place) {
        return Stream.of(place.split("/"))
                .filter(id -> !id.isEmpty())
                .map(id -> {
                    Area area = byId.get(id);
                    return area == null ? id : area.name();
                })
                .collect(Collectors.joining(" "));
    }
}
