package org.chengmai.realdata;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.chengmai.detection.AlarmFilter;
import org.chengmai.detection.AlarmLine;
import org.chengmai.detection.Alarms;
import org.chengmai.identity.Accounts;
import org.chengmai.identity.NewAccount;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.Grant;
import org.chengmai.kernel.Page;
import org.chengmai.kernel.Role;
import org.chengmai.kernel.Settings;
import org.chengmai.replay.Replay;
import org.springframework.boot.test.context.TestComponent;

/** A running city into which recorded sets are replayed through its MQTT door, and its alarms in the record's own time. */
@TestComponent
class Replayed {

    /** An alarm in the record's time, milliseconds; {@code clearedMillis} is null while it is active. */
    record Spell(
            long raisedMillis,
            @org.jspecify.annotations.Nullable Long clearedMillis) {
        boolean overlaps(long from, long to) {
            return raisedMillis <= to && (clearedMillis == null || clearedMillis >= from);
        }
    }

    private static final Path DATA = Path.of(System.getenv().getOrDefault("CHENGMAI_REAL_DATA", "."));
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final Duration STILL = Duration.ofSeconds(5);

    private final Alarms alarms;
    private final Settings settings;

    Replayed(Alarms alarms, Settings settings, Accounts accounts) {
        this.alarms = alarms;
        this.settings = settings;
        if (accounts.empty()) {
            accounts.create(
                    Actor.CITY,
                    new NewAccount(
                            "real-admin",
                            "管理员",
                            "",
                            "Right-pass-1",
                            "",
                            List.of(new Grant(Role.ADMINISTRATOR, "", null))));
        }
    }

    static Path file(String set, String name) {
        return DATA.resolve(set).resolve(name);
    }

    /** Replays a file as fast as the city takes it. */
    Replay.Sent replay(Path file, String as, String... more) {
        List<String> words = new ArrayList<>(
                List.of(file.toString(), "--as", as, "--data", settings.data().toString()));
        words.addAll(List.of(more));
        return Replay.run(words, new PrintStream(System.out, true));
    }

    /** The alarms of one device by one rule, oldest first. */
    List<Spell> spells(Replay.Sent sent, String thing, String scene, String rule) {
        String id = sent.ids().get(thing);
        List<Spell> spells = new ArrayList<>();
        Page<AlarmLine> page = alarms.list(Actor.CITY, AlarmFilter.ofDevice(String.valueOf(id)), 0);
        while (true) {
            page.items().stream()
                    .filter(a -> a.scene().equals(scene) && a.rule().equals(rule))
                    .map(a -> spell(a, sent.shiftMillis()))
                    .forEach(spells::add);
            if (!page.hasNext()) {
                spells.sort(java.util.Comparator.comparingLong(Spell::raisedMillis));
                return spells;
            }
            page = alarms.list(Actor.CITY, AlarmFilter.ofDevice(String.valueOf(id)), page.number() + 1);
        }
    }

    private static Spell spell(AlarmLine alarm, long shift) {
        Long cleared = alarm.clearedAt() == null ? null : alarm.clearedAt().toEpochMilli() - shift;
        return new Spell(alarm.raisedAt().toEpochMilli() - shift, cleared);
    }

    /** Waits until what is seen has stayed the same for some seconds. */
    void settled(java.util.function.Supplier<?> seen) {
        Object before = null;
        long since = System.nanoTime();
        while (System.nanoTime() - since < STILL.toNanos()) {
            Object now = seen.get();
            if (!now.equals(before)) {
                before = now;
                since = System.nanoTime();
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
        }
    }

    static void await(BooleanSupplier wanted) {
        long limit = System.nanoTime() + PATIENCE.toNanos();
        while (!wanted.getAsBoolean() && System.nanoTime() < limit) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
        }
    }
}
