package org.chengmai.stream;

/** All that is remembered outside of the rows: what grows with the readings of a window, and what devices share. */
record Memory(Hits hits, Samples samples, Baselines baselines, Places places) {

    Memory() {
        this(new Hits(), new Samples(), new Baselines(), new Places());
    }

    /** Forgets everything but the groups in which devices stand. */
    void clear() {
        hits.clear();
        samples.clear();
        baselines.clear();
        places.clear();
    }
}
