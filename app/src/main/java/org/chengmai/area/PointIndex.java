package org.chengmai.area;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.algorithm.locate.IndexedPointInAreaLocator;
import org.locationtech.jts.algorithm.locate.PointOnGeometryLocator;
import org.locationtech.jts.algorithm.locate.SimplePointInAreaLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.index.ItemVisitor;
import org.locationtech.jts.index.strtree.STRtree;

/**
 * Finds the deepest outline around a point: a packed R-tree over the envelopes, then prepared outlines, the deepest first.
 * Of outlines equally deep the smaller one wins. Safe for many threads: everything is built before the first question.
 */
final class PointIndex {

    private static final int SHORT_RING = 40;
    private static final int NONE = Integer.MAX_VALUE;

    /** An area with its prepared outline; the lower the rank, the better the answer. */
    private record Prepared(int rank, Area area, PointOnGeometryLocator outline) {}

    private final STRtree tree = new STRtree();

    PointIndex(Map<String, Area> areas, Map<String, Geometry> outlines) {
        List<Area> ranked = new ArrayList<>(areas.values());
        ranked.removeIf(a -> !outlines.containsKey(a.id()));
        ranked.sort(Comparator.comparing(Area::level)
                .reversed()
                .thenComparingDouble(a -> outline(outlines, a).getArea())
                .thenComparing(Area::id));
        for (int rank = 0; rank < ranked.size(); rank++) {
            Area area = ranked.get(rank);
            Geometry outline = outline(outlines, area);
            tree.insert(outline.getEnvelopeInternal(), new Prepared(rank, area, prepared(outline)));
        }
        tree.build();
    }

    /** Going round a short ring is faster than any index over it. */
    private static PointOnGeometryLocator prepared(Geometry outline) {
        if (outline.getNumPoints() <= SHORT_RING) {
            return new SimplePointInAreaLocator(outline);
        }
        PointOnGeometryLocator locator = new IndexedPointInAreaLocator(outline);
        locator.locate(outline.getCoordinate());
        return locator;
    }

    private static Geometry outline(Map<String, Geometry> outlines, Area area) {
        return java.util.Objects.requireNonNull(outlines.get(area.id()));
    }

    @Nullable
    Area at(double lon, double lat) {
        Search search = new Search(new Coordinate(lon, lat));
        tree.query(new Envelope(lon, lon, lat, lat), search);
        return search.best;
    }

    /** Keeps the best outline seen so far and looks only into better ones. */
    private static final class Search implements ItemVisitor {
        private final Coordinate point;
        private int rank = NONE;
        private @Nullable Area best;

        Search(Coordinate point) {
            this.point = point;
        }

        @Override
        public void visitItem(Object item) {
            Prepared candidate = (Prepared) item;
            if (candidate.rank < rank && candidate.outline.locate(point) != Location.EXTERIOR) {
                rank = candidate.rank;
                best = candidate.area;
            }
        }
    }
}
