package org.chengmai.area;

import java.io.InputStream;
import java.io.Reader;
import java.util.List;
import java.util.Optional;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.ImportReport;
import org.chengmai.kernel.Point;
import org.chengmai.kernel.Reach;
import org.springframework.stereotype.Service;

/** The door of the area tree: find a place, find where a point lies, bring in trees and outlines. */
@Service
public class Areas {

    /** The area of this id; refuses as not found. */
    public Area get(String id) {
        throw new UnsupportedOperationException();
    }

    public Optional<Area> find(String id) {
        throw new UnsupportedOperationException();
    }

    /** The area at the end of a path such as {@code 310107/310107005/}. */
    public Optional<Area> byPlace(String path) {
        throw new UnsupportedOperationException();
    }

    /** The areas at the top, by id. */
    public List<Area> roots() {
        throw new UnsupportedOperationException();
    }

    /** The areas right below, by id. */
    public List<Area> children(String id) {
        throw new UnsupportedOperationException();
    }

    /** All areas of a level at or below a path, by id; the empty path is the whole tree. */
    public List<Area> below(String place, Level level) {
        throw new UnsupportedOperationException();
    }

    /** The deepest area whose outline holds the point, borders included; in memory, about a microsecond. */
    public Optional<Area> at(Point wgs84) {
        throw new UnsupportedOperationException();
    }

    /** The names along a path: "普陀区 曹杨新村街道 源园居委会"; unknown ids show as they are. */
    public String namesOf(String place) {
        throw new UnsupportedOperationException();
    }

    /** The outlines of a level within reach, as a GeoJSON feature collection for maps. */
    public String geoJson(Reach reach, Level level) {
        throw new UnsupportedOperationException();
    }

    /** Brings in a tree: columns {@code id,parent,level,name,lon,lat}, WGS-84. */
    public ImportReport importTree(Actor actor, Reader csv) {
        throw new UnsupportedOperationException();
    }

    /** Brings in outlines of known areas; faults count features from 1. */
    public ImportReport importPolygons(Actor actor, InputStream geoJson, boolean gcj02) {
        throw new UnsupportedOperationException();
    }
}
