package org.chengmai.kernel;

import java.util.List;

/**
 * What became of an imported file: how many rows went in, and each one that did not, with its line and why.
 *
 * @param taken rows that went in, new or changed
 */
public record ImportReport(int taken, List<Fault> faults) {

    /** A row that was left out. {@code line} counts from 1, the heading included. */
    public record Fault(long line, String reason) {}

    public ImportReport {
        faults = List.copyOf(faults);
    }
}
