package org.chengmai.realdata;

import java.util.ArrayList;
import java.util.List;
import org.chengmai.realdata.Replayed.Spell;

/**
 * Alarms against labelled stretches of a record, episode by episode: an alarm is right when it meets a labelled stretch, a
 * stretch is found when an alarm meets it.
 */
record Episodes(int alarms, int right, int labelled, int found) {

    /** A labelled stretch, record time in milliseconds, both ends inclusive. */
    record Stretch(long from, long to) {}

    /** Runs of true among labels a second apart; runs closer than {@code gapSeconds} are one. */
    static List<Stretch> of(List<Boolean> labels, int gapSeconds) {
        List<Stretch> stretches = new ArrayList<>();
        for (int i = 0; i < labels.size(); i++) {
            if (labels.get(i)) {
                Stretch last = stretches.isEmpty() ? null : stretches.getLast();
                if (last != null && i * 1000L - last.to() <= gapSeconds * 1000L) {
                    stretches.set(stretches.size() - 1, new Stretch(last.from(), i * 1000L));
                } else {
                    stretches.add(new Stretch(i * 1000L, i * 1000L));
                }
            }
        }
        return stretches;
    }

    /** Compares within a part of the record. */
    static Episodes compare(List<Spell> spells, List<Stretch> stretches, long from, long to) {
        List<Spell> mine = spells.stream()
                .filter(s -> s.raisedMillis() >= from && s.raisedMillis() < to)
                .toList();
        List<Stretch> theirs =
                stretches.stream().filter(s -> s.to() >= from && s.from() < to).toList();
        int right = (int) mine.stream()
                .filter(a -> stretches.stream().anyMatch(s -> a.overlaps(s.from(), s.to())))
                .count();
        int found = (int) theirs.stream()
                .filter(s -> spells.stream().anyMatch(a -> a.overlaps(s.from(), s.to())))
                .count();
        return new Episodes(mine.size(), right, theirs.size(), found);
    }

    @Override
    public String toString() {
        return "precision %d/%d, recall %d/%d".formatted(right, alarms, found, labelled);
    }
}
