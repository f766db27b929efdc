package org.chengmai.bench.peers;

/** What the rules ask of the three channels; times are milliseconds. */
final class Limits {
    /** Too high at once above this. */
    static final double LEVEL = 90;
    /** Too hot above this for so long. */
    static final double HEAT = 60;

    static final long HOT_MILLIS = 120_000;
    /** Silent when nothing is heard for so long. */
    static final long SILENT_MILLIS = 300_000;
    /** Knocked so often within so long. */
    static final int KNOCKS = 3;

    static final long KNOCK_MILLIS = 300_000;

    static final int RULE_LEVEL = 0;
    static final int RULE_HEAT = 1;
    static final int RULE_SILENT = 2;
    static final int RULE_KNOCK = 3;

    private Limits() {}
}
