package org.chengmai.area;

import java.io.InputStream;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.chengmai.audit.Audit;
import org.chengmai.kernel.Act;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.ImportReport;
import org.chengmai.kernel.Point;
import org.chengmai.kernel.Reach;
import org.chengmai.kernel.Refusal;
import org.locationtech.jts.algorithm.locate.SimplePointInAreaLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Location;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The door of the area tree: find a place, find where a point lies, bring in trees and outlines. All questions are answered
 * from memory; names and outlines of places are no secret, so only changes are bounded by reach.
 */
@Service
public class Areas {

    private static final int MOST_TRIES = 1000;

    private final AreaStore store;
    private final Audit audit;
    private final TransactionTemplate transactions;
    private final ApplicationEventPublisher events;
    private volatile AreaTree tree;
    private volatile MapLayers layers;

    Areas(AreaStore store, Audit audit, TransactionTemplate transactions, ApplicationEventPublisher events) {
        this.store = store;
        this.audit = audit;
        this.transactions = transactions;
        this.events = events;
        this.tree = new AreaTree(store.areas(), store.outlines());
        this.layers = new MapLayers(tree);
    }

    /** The area of this id; refuses as not found. */
    public Area get(String id) {
        return find(id).orElseThrow(() ->
                Refusal.notFound("area.unknown", "Expected to find area %s, but there is none.".formatted(id), id));
    }

    public Optional<Area> find(String id) {
        return Optional.ofNullable(tree.find(id));
    }

    /** The area at the end of a path such as {@code 310107/310107005/}. */
    public Optional<Area> byPlace(String path) {
        return Optional.ofNullable(tree.byPlace(path));
    }

    /** The areas at the top, by id. */
    public List<Area> roots() {
        return tree.roots();
    }

    /** The areas right below, by id. */
    public List<Area> children(String id) {
        return tree.children(id);
    }

    /** All areas of a level at or below a path, by id; the empty path is the whole tree. */
    public List<Area> below(String place, Level level) {
        return tree.below(place, level);
    }

    /** The deepest area whose outline holds the point, borders included; in memory, about a microsecond. */
    public Optional<Area> at(Point wgs84) {
        return Optional.ofNullable(tree.at(wgs84.lon(), wgs84.lat()));
    }

    /** Whether the area's outline is known. */
    public boolean hasOutline(String id) {
        return tree.outline(id) != null;
    }

    /** A point inside the area's outline, evenly spread; its centre where there is no outline; empty without either. */
    public Optional<Point> pointIn(String id, RandomGenerator random) {
        Geometry outline = tree.outline(id);
        if (outline == null) {
            return Optional.ofNullable(get(id).centre());
        }
        Envelope around = outline.getEnvelopeInternal();
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            Coordinate c = new Coordinate(
                    around.getMinX() + random.nextDouble() * around.getWidth(),
                    around.getMinY() + random.nextDouble() * around.getHeight());
            if (SimplePointInAreaLocator.locate(c, outline) == Location.INTERIOR) {
                return Optional.of(new Point(c.x, c.y));
            }
        }
        return Optional.ofNullable(get(id).centre());
    }

    /** The names along a path: "普陀区 曹杨新村街道 源园居委会"; unknown ids show as they are. */
    public String namesOf(String place) {
        return tree.namesOf(place);
    }

    /**
     * The outlines of a level as a GeoJSON feature collection for maps, lightly simplified: those within reach and those
     * that the reach lies in. Features carry {@code id, name, level, place, approximate, lon, lat}.
     */
    public String geoJson(Reach reach, Level level) {
        return layers.geoJson(reach, level);
    }

    /**
     * Brings in a tree: columns {@code id,parent,level,name,lon,lat}, WGS-84, rows in any order. A known id is renamed; it
     * stays where it is. Each row needs the right to manage areas in its place.
     */
    public ImportReport importTree(Actor actor, Reader csv) {
        actor.needs(Act.MANAGE_AREAS);
        List<TreeRow> rows = new ArrayList<>();
        ImportReport read = TreeRow.readAll(csv, rows);
        return changed(() -> {
            TreeImport plan = new TreeImport(actor, store.areas(), rows, read.faults());
            store.putAreas(plan.taken());
            note(actor, "area.import", plan.report());
            return plan.report();
        });
    }

    /**
     * Brings in outlines of known areas: a GeoJSON feature collection of polygons and multipolygons whose id is the
     * feature's {@code id} or its property {@code id}, {@code adcode} or {@code code}. Faults count features from 1.
     *
     * @param gcj02 whether the coordinates are GCJ-02 and so are converted
     */
    public ImportReport importPolygons(Actor actor, InputStream geoJson, boolean gcj02) {
        actor.needs(Act.MANAGE_AREAS);
        OutlineFile file = OutlineFile.read(geoJson, gcj02);
        return changed(() -> {
            OutlineImport plan = new OutlineImport(actor, store.areas(), file);
            store.putOutlines(plan.taken());
            note(actor, "area.import-outlines", plan.report());
            return plan.report();
        });
    }

    /** Carries an import out, one at a time, and takes the new tree into use once it is committed. */
    private ImportReport changed(Supplier<ImportReport> change) {
        boolean withinAnother = TransactionSynchronizationManager.isActualTransactionActive();
        ImportReport report = Objects.requireNonNull(transactions.execute(status -> {
            store.lock();
            return change.get();
        }));
        if (withinAnother) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    reload();
                }
            });
        } else {
            reload();
        }
        return report;
    }

    private void note(Actor actor, String action, ImportReport report) {
        String outcome =
                "%d taken, %d refused".formatted(report.taken(), report.faults().size());
        audit.record(actor, action, "areas", outcome);
    }

    private synchronized void reload() {
        AreaTree fresh = new AreaTree(store.areas(), store.outlines());
        tree = fresh;
        layers = new MapLayers(fresh);
        events.publishEvent(new AreasChanged());
    }
}
