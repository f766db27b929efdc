package org.chengmai.stream;

import java.util.ArrayList;
import java.util.List;

/** Writes down all that an engine tells, a line each, in order. */
final class Told implements AlarmListener {
    final List<String> lines = new ArrayList<>();

    @Override
    public void raised(int device, int rule, long atMillis, double value) {
        lines.add(atMillis + " raised " + rule + " of " + device + " by " + value);
    }

    @Override
    public void updated(int device, int rule, long atMillis, double value) {
        lines.add(atMillis + " updated " + rule + " of " + device + " by " + value);
    }

    @Override
    public void level(int device, int rule, long atMillis, double value, int level) {
        lines.add(atMillis + " level " + level + " of " + rule + " of " + device + " by " + value);
    }

    @Override
    public void cleared(int device, int rule, long atMillis, double value) {
        lines.add(atMillis + " cleared " + rule + " of " + device + " by " + value);
    }
}
