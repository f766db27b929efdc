package org.chengmai.detection;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.chengmai.cases.model.Severity;
import org.chengmai.kernel.Bilingual;
import org.jspecify.annotations.Nullable;

/**
 * How far a scene's run over stored readings is, and once it is done, what came of it.
 *
 * @param id of the run
 * @param scene id in the text that is tried
 * @param from first moment of arrival, inclusive; {@code to} exclusive
 * @param percent of the time between them that is behind, 0 to 100
 * @param readings looked at so far
 * @param took so far
 * @param result null until {@code status} is {@link Status#DONE}
 */
public record Backtest(
        String id,
        String scene,
        Bilingual name,
        Instant from,
        Instant to,
        Status status,
        int percent,
        long readings,
        Duration took,
        @Nullable Result result) {

    /** Where a run stands. */
    public enum Status {
        WAITING,
        RUNNING,
        DONE,
        STOPPED,
        FAILED
    }

    /** Whether an alarm of the tried text was raised in earnest too. */
    public enum Match {
        /** Both raised it: the same rule and device, at times that touch. */
        BOTH,
        /** Only the tried text raises it. */
        TRIED,
        /** It was raised in earnest, and the tried text does not raise it. */
        EARNEST
    }

    /**
     * What the tried text raises, beside what was raised.
     *
     * @param tried alarms that the tried text raises; {@code earnest} alarms that were raised
     * @param alarms of both, oldest first, at most {@link #MOST_ALARMS}
     * @param bars the time from {@code from} to {@code to} in equal parts
     */
    public record Result(
            int devices, int tried, int earnest, int both, List<Alarm> alarms, List<RuleCount> rules, List<Bar> bars) {
        public Result {
            alarms = List.copyOf(alarms);
            rules = List.copyOf(rules);
            bars = List.copyOf(bars);
        }

        public int onlyTried() {
            return tried - both;
        }

        public int onlyEarnest() {
            return earnest - both;
        }
    }

    /** The most alarms that a result lists; all are counted. */
    public static final int MOST_ALARMS = 1_000;

    /** One alarm. {@code clearedAt} is null when it was still active at the end. */
    public record Alarm(
            String deviceId,
            String rule,
            Bilingual title,
            Severity severity,
            Instant raisedAt,
            @Nullable Instant clearedAt,
            Match match) {}

    /** Alarms of one rule. */
    public record RuleCount(String rule, int tried, int earnest) {}

    /** Alarms raised in one part of the time. */
    public record Bar(Instant from, int tried, int earnest) {}
}
