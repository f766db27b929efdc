package org.chengmai.detection;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.chengmai.detection.store.AlarmTable;
import org.chengmai.device.Device;
import org.springframework.stereotype.Component;

/** Lays what a tried scene raises beside what was raised in earnest. */
@Component
class BacktestComparison {

    private static final int BARS = 60;

    private final AlarmTable alarms;
    private final EngineFeed feed;

    BacktestComparison(AlarmTable alarms, EngineFeed feed) {
        this.alarms = alarms;
        this.feed = feed;
    }

    Backtest.Result of(BacktestRun run, List<BacktestRun.Raised> raised, int devices) {
        List<AlarmLine> earnest = alarms.committedBetween(run.reach(), run.scene.id(), run.from, run.to);
        Map<String, List<AlarmLine>> unmatched = new HashMap<>();
        earnest.forEach(a -> unmatched
                .computeIfAbsent(a.deviceId() + " " + a.rule(), key -> new ArrayList<>())
                .add(a));
        List<Backtest.Alarm> all = new ArrayList<>();
        int both = 0;
        for (BacktestRun.Raised one : raised) {
            Device device = feed.device(one.device);
            RuleSet.Entry entry = run.entry(one.rule);
            List<AlarmLine> candidates =
                    unmatched.getOrDefault(device.id() + " " + entry.rule().key(), List.of());
            Optional<AlarmLine> same =
                    candidates.stream().filter(a -> touches(a, one)).findFirst();
            same.ifPresent(candidates::remove);
            both += same.isPresent() ? 1 : 0;
            all.add(alarm(entry, device, one, same.isPresent() ? Backtest.Match.BOTH : Backtest.Match.TRIED));
        }
        unmatched.values().forEach(left -> left.forEach(a -> all.add(alarm(a))));
        all.sort(Comparator.comparing(Backtest.Alarm::raisedAt).thenComparing(Backtest.Alarm::deviceId));
        List<Backtest.Alarm> listed = all.subList(0, Math.min(all.size(), Backtest.MOST_ALARMS));
        return new Backtest.Result(devices, raised.size(), earnest.size(), both, listed, rules(all), bars(run, all));
    }

    private static boolean touches(AlarmLine alarm, BacktestRun.Raised one) {
        Instant cleared = alarm.clearedAt();
        return alarm.raisedAt().toEpochMilli() <= one.clearedMillis
                && (cleared == null || cleared.toEpochMilli() >= one.atMillis);
    }

    private Backtest.Alarm alarm(RuleSet.Entry entry, Device device, BacktestRun.Raised one, Backtest.Match match) {
        return new Backtest.Alarm(
                device.id(),
                entry.rule().key(),
                AlarmText.of(entry.scene(), entry.rule(), device, feed.parameters(device), one.value),
                entry.rule().severity(),
                Instant.ofEpochMilli(one.atMillis),
                one.clearedMillis == Long.MAX_VALUE ? null : Instant.ofEpochMilli(one.clearedMillis),
                match);
    }

    private static Backtest.Alarm alarm(AlarmLine a) {
        return new Backtest.Alarm(
                a.deviceId(), a.rule(), a.title(), a.severity(), a.raisedAt(), a.clearedAt(), Backtest.Match.EARNEST);
    }

    private static List<Backtest.RuleCount> rules(List<Backtest.Alarm> all) {
        Map<String, int[]> counts = new TreeMap<>();
        all.forEach(a -> count(counts.computeIfAbsent(a.rule(), key -> new int[2]), a.match()));
        return counts.entrySet().stream()
                .map(e -> new Backtest.RuleCount(e.getKey(), e.getValue()[0], e.getValue()[1]))
                .toList();
    }

    private static List<Backtest.Bar> bars(BacktestRun run, List<Backtest.Alarm> all) {
        long start = run.from.toEpochMilli();
        long span = Math.max(BARS, run.to.toEpochMilli() - start);
        int[][] counts = new int[BARS][2];
        all.forEach(a -> {
            long part = (a.raisedAt().toEpochMilli() - start) * BARS / span;
            count(counts[Math.clamp(part, 0, BARS - 1)], a.match());
        });
        List<Backtest.Bar> bars = new ArrayList<>();
        for (int i = 0; i < BARS; i++) {
            bars.add(new Backtest.Bar(Instant.ofEpochMilli(start + span * i / BARS), counts[i][0], counts[i][1]));
        }
        return bars;
    }

    private static void count(int[] triedAndEarnest, Backtest.Match match) {
        triedAndEarnest[0] += match == Backtest.Match.EARNEST ? 0 : 1;
        triedAndEarnest[1] += match == Backtest.Match.TRIED ? 0 : 1;
    }
}
