package org.chengmai.area;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.chengmai.kernel.Actor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Point;

/** The fast look-up against a plain slow twin, on the example district. */
class PointIndexTest {

    /** The example district without a database. */
    static AreaTree example() {
        ExampleCells cells = new ExampleCells(ExampleDistrict.committeesByStreet());
        List<TreeRow> rows = new ArrayList<>();
        var read = TreeRow.readAll(new StringReader(cells.tree()), rows);
        TreeImport tree = new TreeImport(Actor.CITY, List.of(), rows, read.faults());
        OutlineFile file =
                OutlineFile.read(new ByteArrayInputStream(cells.outlines().getBytes(StandardCharsets.UTF_8)), false);
        OutlineImport outlines = new OutlineImport(Actor.CITY, tree.taken(), file);
        assertThat(tree.report().faults()).isEmpty();
        assertThat(outlines.report().faults()).isEmpty();
        Map<String, Geometry> shapes = new HashMap<>();
        outlines.taken().forEach(o -> shapes.put(o.id(), o.shape()));
        return new AreaTree(tree.taken(), shapes);
    }

    /** Asks every outline. */
    private static @Nullable Area slowly(AreaTree tree, Point point) {
        return tree.outlines().entrySet().stream()
                .filter(e -> e.getValue().covers(point))
                .map(e -> Objects.requireNonNull(tree.find(e.getKey())))
                .min(Comparator.comparing(Area::level)
                        .reversed()
                        .thenComparingDouble(a ->
                                Objects.requireNonNull(tree.outline(a.id())).getArea())
                        .thenComparing(Area::id))
                .orElse(null);
    }

    @Test
    void theFastLookUpAnswersAsTheSlowOne() {
        AreaTree tree = example();
        long seed = 310107;
        SplittableRandom random = new SplittableRandom(seed);
        GeometryFactory geometries = new GeometryFactory();
        int found = 0;
        for (int i = 0; i < 5_000; i++) {
            Coordinate c = new Coordinate(random.nextDouble(121.31, 121.46), random.nextDouble(31.21, 31.31));
            Area fast = tree.at(c.x, c.y);
            assertThat(fast).as("%s, seed %d", c, seed).isEqualTo(slowly(tree, geometries.createPoint(c)));
            found += fast == null ? 0 : 1;
        }
        assertThat(found).isGreaterThan(1_000);
    }

    @Test
    void cornersAndBordersBelongToSomebody() {
        AreaTree tree = example();
        GeometryFactory geometries = new GeometryFactory();
        Geometry street = Objects.requireNonNull(tree.outline("310107005"));
        for (Coordinate corner : street.getCoordinates()) {
            assertThat(tree.at(corner.x, corner.y)).isEqualTo(slowly(tree, geometries.createPoint(corner)));
        }
    }

    @Test
    void anEmptyTreeKnowsNoPlace() {
        assertThat(new AreaTree(List.of(), Map.of()).at(121.4, 31.2)).isNull();
    }

    /** Prints nanoseconds a question, of processor time, so that a busy machine does not matter. */
    static final class Bench {
        public static void main(String[] args) {
            long began = cpu();
            AreaTree tree = example();
            System.out.printf("the example district drawn in %d ms%n", (cpu() - began) / 1_000_000);
            SplittableRandom random = new SplittableRandom(1);
            double[][] points = new double[100_000][];
            for (int i = 0; i < points.length; i++) {
                points[i] = new double[] {random.nextDouble(121.33, 121.445), random.nextDouble(31.22, 31.30)};
            }
            for (int round = 1; round <= 8; round++) {
                int found = 0;
                long start = cpu();
                for (double[] p : points) {
                    found += tree.at(p[0], p[1]) == null ? 0 : 1;
                }
                System.out.printf(
                        "round %d: %d ns a point, %d of %d found%n",
                        round, (cpu() - start) / points.length, found, points.length);
            }
        }

        private static long cpu() {
            return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        }

        private Bench() {}
    }
}
