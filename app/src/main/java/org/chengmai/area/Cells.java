package org.chengmai.area;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.locationtech.jts.algorithm.locate.IndexedPointInAreaLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.PrecisionModel;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.shape.fractal.HilbertCode;
import org.locationtech.jts.triangulate.VoronoiDiagramBuilder;

/** Cuts an outline into cells around sites (Voronoi), to a tenth of a metre; the same sites always give the same cells. */
final class Cells {

    private static final PrecisionModel TENTH_OF_A_METRE = new PrecisionModel(1e6);
    private static final int ROUNDS = 5;
    private static final int POINTS_A_SITE = 25;
    private static final int HILBERT_LEVEL = 8;

    private Cells() {}

    /** The cell of each site, in the order of the sites. */
    static List<Geometry> around(List<Coordinate> sites, Geometry outline) {
        if (sites.size() == 1) {
            return List.of(outline);
        }
        VoronoiDiagramBuilder voronoi = new VoronoiDiagramBuilder();
        voronoi.setSites(sites);
        voronoi.setClipEnvelope(outline.getEnvelopeInternal());
        Geometry diagram = voronoi.getDiagram(outline.getFactory());
        Map<Coordinate, Geometry> cells = new TreeMap<>();
        for (int i = 0; i < diagram.getNumGeometries(); i++) {
            Geometry cell = diagram.getGeometryN(i);
            cells.put((Coordinate) cell.getUserData(), clipped(cell, outline));
        }
        return sites.stream().map(s -> Objects.requireNonNull(cells.get(s))).toList();
    }

    /** The overlay of two areas may leave lines where they only touch; what counts is the area. */
    private static Geometry clipped(Geometry cell, Geometry outline) {
        Geometry part = OverlayNG.overlay(cell, outline, OverlayNG.INTERSECTION, TENTH_OF_A_METRE);
        List<Polygon> areas = new ArrayList<>();
        for (int i = 0; i < part.getNumGeometries(); i++) {
            if (part.getGeometryN(i) instanceof Polygon area) {
                areas.add(area);
            }
        }
        return areas.size() == 1
                ? areas.getFirst()
                : outline.getFactory().createMultiPolygon(areas.toArray(Polygon[]::new));
    }

    /**
     * Sites for {@code count} cells of about the same size: spread at random, then each moved to the middle of the points
     * nearest to it a few times (Lloyd). Sites next to each other in the list lie next to each other on the ground, mostly.
     */
    static List<Coordinate> spread(Geometry outline, int count, RandomGenerator random) {
        List<Coordinate> ground = scattered(outline, count * POINTS_A_SITE, random);
        IndexedPointInAreaLocator inside = new IndexedPointInAreaLocator(outline);
        List<Coordinate> sites = ground.subList(0, count);
        for (int round = 0; round < ROUNDS; round++) {
            sites = middles(sites, ground, inside);
        }
        return alongHilbertCurve(sites, outline.getEnvelopeInternal());
    }

    /** The middle of the points nearest to each site; a site stays where its middle would lie outside. */
    private static List<Coordinate> middles(
            List<Coordinate> sites, List<Coordinate> ground, IndexedPointInAreaLocator inside) {
        double[] x = new double[sites.size()];
        double[] y = new double[sites.size()];
        int[] points = new int[sites.size()];
        for (Coordinate point : ground) {
            int nearest = nearest(sites, point);
            x[nearest] += point.x;
            y[nearest] += point.y;
            points[nearest]++;
        }
        List<Coordinate> moved = new ArrayList<>();
        for (int i = 0; i < points.length; i++) {
            Coordinate middle = precise(new Coordinate(x[i] / points[i], y[i] / points[i]));
            moved.add(inside.locate(middle) == Location.INTERIOR ? middle : sites.get(i));
        }
        return moved;
    }

    private static int nearest(List<Coordinate> sites, Coordinate point) {
        int nearest = 0;
        double least = Double.MAX_VALUE;
        for (int i = 0; i < sites.size(); i++) {
            double x = sites.get(i).x - point.x;
            double y = sites.get(i).y - point.y;
            double distance = x * x + y * y;
            if (distance < least) {
                least = distance;
                nearest = i;
            }
        }
        return nearest;
    }

    private static List<Coordinate> scattered(Geometry outline, int count, RandomGenerator random) {
        IndexedPointInAreaLocator inside = new IndexedPointInAreaLocator(outline);
        Envelope around = outline.getEnvelopeInternal();
        Collection<Coordinate> points = new LinkedHashSet<>();
        while (points.size() < count) {
            Coordinate point = precise(new Coordinate(
                    around.getMinX() + random.nextDouble() * around.getWidth(),
                    around.getMinY() + random.nextDouble() * around.getHeight()));
            if (inside.locate(point) == Location.INTERIOR) {
                points.add(point);
            }
        }
        return List.copyOf(points);
    }

    private static Coordinate precise(Coordinate coordinate) {
        TENTH_OF_A_METRE.makePrecise(coordinate);
        return coordinate;
    }

    private static List<Coordinate> alongHilbertCurve(List<Coordinate> sites, Envelope around) {
        int most = (1 << HILBERT_LEVEL) - 1;
        return sites.stream()
                .sorted(Comparator.comparingInt((Coordinate c) -> HilbertCode.encode(
                                HILBERT_LEVEL, (int) ((c.x - around.getMinX()) / around.getWidth() * most), (int)
                                        ((c.y - around.getMinY()) / around.getHeight() * most)))
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }
}
