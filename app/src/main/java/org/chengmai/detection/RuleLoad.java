package org.chengmai.detection;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntSupplier;
import org.chengmai.kernel.Sweep;
import org.chengmai.kernel.Sweeping;
import org.chengmai.stream.Engine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Which scenes the engine's time goes to: asked fifty times a second which rule it looks at. The engine shares its thread
 * with the intake, so a scene that takes nearly all of it, and takes long for each reading, is switched off: what devices say
 * goes before what one rule makes of it. A flood of readings alone switches nothing off.
 */
@Component
public class RuleLoad implements Sweeping {

    private static final Logger LOG = LoggerFactory.getLogger(RuleLoad.class);
    private static final Duration ASKED_EVERY = Duration.ofMillis(20);
    private static final long SPELL_MILLIS = 10_000;
    private static final int SPELLS = 6;

    /** How much of its thread the engine has when there is reason to worry. */
    private static final double FULL = 0.8;

    /** How much of the engine's time the scene has that is to blame. */
    private static final double MOST = 0.5;

    /** What a reading costs then, at least; scenes as they are shipped take less than one. */
    private static final double MICROS_PER_READING = 20;

    /** What was seen in one spell of time. */
    private static final class Spell {
        final long beganMillis;
        final Map<String, Integer> seen = new HashMap<>();
        int asked;
        long readings;

        Spell(long beganMillis) {
            this.beganMillis = beganMillis;
        }

        int busy() {
            return seen.values().stream().mapToInt(n -> n).sum();
        }
    }

    /** A scene that takes too much. */
    record TooDear(String scene, int percent) {}

    private final Scenes scenes;
    private final InstantSource clock;
    private final Sweep sweep = new Sweep("rule-load", ASKED_EVERY, this::ask);
    private final LongAdder readings = new LongAdder();
    private final Deque<Spell> spells = new ArrayDeque<>();
    private volatile IntSupplier looking = () -> Engine.IDLE;
    private volatile RuleSet rules = RuleSet.EMPTY;

    RuleLoad(Scenes scenes, InstantSource clock) {
        this.scenes = scenes;
        this.clock = clock;
    }

    /** Whom to ask. */
    void follow(IntSupplier engine) {
        looking = engine;
    }

    /** What the numbers stand for from now on. */
    void rules(RuleSet installed) {
        rules = installed;
    }

    /** So many readings were judged. */
    void judged(int count) {
        readings.add(count);
    }

    @Override
    public Sweep sweep() {
        return sweep;
    }

    private void ask() {
        if (see(looking.getAsInt(), clock.millis())) {
            tooDear().ifPresent(dear -> {
                LOG.warn("Scene {} takes {} % of the engine's time and is switched off.", dear.scene(), dear.percent());
                scenes.stop(dear.scene(), dear.percent());
            });
        }
    }

    /** Notes what the engine does; whether a spell of time has ended by it. */
    synchronized boolean see(int rule, long nowMillis) {
        boolean ended = spells.isEmpty() || nowMillis - spells.getLast().beganMillis >= SPELL_MILLIS;
        if (ended) {
            spells.addLast(new Spell(nowMillis));
            if (spells.size() > SPELLS) {
                spells.removeFirst();
            }
        }
        Spell spell = spells.getLast();
        RuleSet known = rules;
        spell.asked++;
        spell.readings += readings.sumThenReset();
        if (rule >= 0 && rule < known.size()) {
            spell.seen.merge(known.entry(rule).scene().id(), 1, Integer::sum);
        }
        return ended;
    }

    /** Scene → the share of the engine's thread that it took in the last minute, 0 to 1. */
    public synchronized Map<String, Double> shares() {
        int asked = Math.max(1, spells.stream().mapToInt(s -> s.asked).sum());
        Map<String, Double> shares = new HashMap<>();
        spells.forEach(s -> s.seen.forEach((scene, n) -> shares.merge(scene, (double) n / asked, Double::sum)));
        return shares;
    }

    /** The scene to blame when the last two whole spells were too much for the engine. */
    synchronized Optional<TooDear> tooDear() {
        if (spells.size() < 3) {
            return Optional.empty();
        }
        Spell[] last = spells.stream().skip(spells.size() - 3L).limit(2).toArray(Spell[]::new);
        Map<String, Integer> seen = new HashMap<>();
        for (Spell spell : last) {
            double micros = 1000.0 * SPELL_MILLIS * spell.busy() / spell.asked / Math.max(1, spell.readings);
            if (spell.busy() < FULL * spell.asked || micros < MICROS_PER_READING) {
                return Optional.empty();
            }
            spell.seen.forEach((scene, n) -> seen.merge(scene, n, Integer::sum));
        }
        int busy = last[0].busy() + last[1].busy();
        return seen.entrySet().stream()
                .filter(scene -> scene.getValue() > MOST * busy)
                .map(scene -> new TooDear(
                        scene.getKey(), Math.toIntExact(100L * scene.getValue() / (last[0].asked + last[1].asked))))
                .findFirst();
    }
}
