package org.chengmai.area;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.util.AffineTransformation;

/**
 * Draws the example district: streets as cells around rough centres inside a rough outline, committees as cells inside their
 * street, two to four grid cells each, and in some streets an estate a grid cell with a few buildings. Seeded by the codes,
 * so that every city draws the same.
 */
final class ExampleCells {

    /** An official code and its name. */
    record Named(String code, String name) {}

    /** Own sketch of the district between the Suzhou Creek and the outer ring, degrees WGS-84; hundreds of metres off. */
    private static final double[][] OUTLINE = {
        {121.354, 31.232},
        {121.366, 31.222},
        {121.378, 31.218},
        {121.390, 31.221},
        {121.400, 31.218},
        {121.411, 31.222},
        {121.417, 31.228},
        {121.427, 31.228},
        {121.436, 31.235},
        {121.446, 31.243},
        {121.441, 31.252},
        {121.445, 31.259},
        {121.438, 31.266},
        {121.434, 31.275},
        {121.422, 31.279},
        {121.410, 31.275},
        {121.407, 31.286},
        {121.392, 31.290},
        {121.374, 31.291},
        {121.362, 31.298},
        {121.346, 31.303},
        {121.333, 31.293},
        {121.323, 31.284},
        {121.337, 31.270},
        {121.358, 31.264},
        {121.361, 31.247},
        {121.354, 31.232},
    };

    /** Roughly where the middle of each street lies. */
    private static final Map<String, Coordinate> CENTRES = Map.of(
            "310107005", new Coordinate(121.405, 31.239),
            "310107014", new Coordinate(121.393, 31.226),
            "310107015", new Coordinate(121.434, 31.241),
            "310107016", new Coordinate(121.423, 31.270),
            "310107017", new Coordinate(121.417, 31.255),
            "310107020", new Coordinate(121.435, 31.258),
            "310107021", new Coordinate(121.397, 31.276),
            "310107022", new Coordinate(121.392, 31.253),
            "310107102", new Coordinate(121.371, 31.240),
            "310107103", new Coordinate(121.353, 31.283));

    /** Caoyang, Changshou Road and Zhenru are drawn down to the building. */
    private static final List<String> DOWN_TO_BUILDINGS = List.of("310107005", "310107015", "310107022");

    private static final String[] PHASES = {"一期", "二期", "三期", "四期"};
    private static final int FEWEST_GRID_CELLS = 2;
    private static final int MOST_GRID_CELLS = 4;
    private static final int BUILDINGS = 4;
    private static final double ESTATE_SHARE = 0.7;
    private static final double BUILDING_SHARE = 0.3;

    private static final GeometryFactory GEOMETRIES = new GeometryFactory();

    private final StringBuilder tree = new StringBuilder("id,parent,level,name,lon,lat\n");
    private final StringBuilder outlines = new StringBuilder("{\"type\":\"FeatureCollection\",\"features\":[");
    private String comma = "";

    ExampleCells(Map<Named, List<Named>> committeesByStreet) {
        Geometry district = sketch();
        Coordinate middle = district.getCentroid().getCoordinate();
        add(new Named(ExampleDistrict.ID, "普陀区"), "", Level.DISTRICT, middle, district);
        List<Named> streets = List.copyOf(committeesByStreet.keySet());
        List<Coordinate> centres = streets.stream()
                .map(s -> Objects.requireNonNull(CENTRES.get(s.code())))
                .toList();
        List<Geometry> cells = Cells.around(centres, district);
        for (int i = 0; i < streets.size(); i++) {
            Named street = streets.get(i);
            add(street, ExampleDistrict.ID, Level.STREET, centres.get(i), cells.get(i));
            committees(street, Objects.requireNonNull(committeesByStreet.get(street)), cells.get(i));
        }
    }

    /** The tree as CSV. */
    String tree() {
        return tree.toString();
    }

    /** The outlines as a GeoJSON feature collection. */
    String outlines() {
        return outlines + "]}";
    }

    private static Geometry sketch() {
        Coordinate[] ring = new Coordinate[OUTLINE.length];
        for (int i = 0; i < ring.length; i++) {
            ring[i] = new Coordinate(OUTLINE[i][0], OUTLINE[i][1]);
        }
        return GEOMETRIES.createPolygon(ring);
    }

    private void committees(Named street, List<Named> committees, Geometry outline) {
        RandomGenerator random = new SplittableRandom(Long.parseLong(street.code()));
        List<Coordinate> sites = Cells.spread(outline, committees.size(), random);
        List<Geometry> cells = Cells.around(sites, outline);
        for (int i = 0; i < committees.size(); i++) {
            add(committees.get(i), street.code(), Level.COMMITTEE, sites.get(i), cells.get(i));
            gridCells(committees.get(i), cells.get(i), DOWN_TO_BUILDINGS.contains(street.code()), random);
        }
    }

    private void gridCells(Named committee, Geometry outline, boolean downToBuildings, RandomGenerator random) {
        int count = random.nextInt(FEWEST_GRID_CELLS, MOST_GRID_CELLS + 1);
        List<Coordinate> sites = Cells.spread(outline, count, random);
        List<Geometry> cells = Cells.around(sites, outline);
        for (int i = 0; i < count; i++) {
            Named grid = new Named("%s%03d".formatted(committee.code(), i + 1), "第%d网格".formatted(i + 1));
            add(grid, committee.code(), Level.GRID, sites.get(i), cells.get(i));
            if (downToBuildings) {
                estate(
                        new Named(grid.code() + "01", plain(committee.name()) + PHASES[i]),
                        grid,
                        sites.get(i),
                        cells.get(i));
            }
        }
    }

    /** "源园居委会" is named after "源园". */
    private static String plain(String committee) {
        return committee.replaceAll("(社区)?(居委会|村委会)$", "");
    }

    private void estate(Named estate, Named grid, Coordinate middle, Geometry cell) {
        add(estate, grid.code(), Level.ESTATE, middle, shrunk(cell, middle, ESTATE_SHARE));
        Geometry inner = shrunk(cell, middle, BUILDING_SHARE);
        Coordinate[] corners = inner.getCoordinates();
        for (int b = 1; b <= BUILDINGS; b++) {
            Coordinate corner = corners[(b - 1) * (corners.length - 1) / BUILDINGS];
            add(new Named("%s%02d".formatted(estate.code(), b), b + "号楼"), estate.code(), Level.BUILDING, corner, null);
        }
    }

    private static Geometry shrunk(Geometry cell, Coordinate middle, double share) {
        return AffineTransformation.scaleInstance(share, share, middle.x, middle.y)
                .transform(cell);
    }

    private void add(Named area, String parent, Level level, Coordinate centre, @Nullable Geometry outline) {
        tree.append("%s,%s,%s,%s,%s,%s%n"
                .formatted(
                        area.code(),
                        parent,
                        level.word(),
                        area.name(),
                        GeoJson.rounded(centre.x),
                        GeoJson.rounded(centre.y)));
        if (outline == null) {
            return;
        }
        outlines.append(comma).append("{\"type\":\"Feature\",\"id\":").append(GeoJson.text(area.code()));
        outlines.append(",\"properties\":{\"approximate\":true},\"geometry\":");
        GeoJson.shape(outlines, outline);
        outlines.append('}');
        comma = ",\n";
    }
}
