package org.chengmai.stream;

/** All that is remembered outside of the rows: what grows with the readings of a window, and what devices share. */
record Memory(Hits hits, Samples samples, Baselines baselines, Gaps gaps, Places places) {

    Memory() {
        this(new Hits(), new Samples(), new Baselines(), new Gaps(), new Places());
    }

    /** Forgets everything but the groups in which devices stand. */
    void clear() {
        hits.clear();
        samples.clear();
        baselines.clear();
        gaps.clear();
        places.clear();
    }
}
