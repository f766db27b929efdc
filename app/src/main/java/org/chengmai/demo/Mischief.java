package org.chengmai.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/** Lets something go wrong in the example district about once a minute, and a few things within the first. */
final class Mischief {

    private static final Duration LEAST_PAUSE = Duration.ofSeconds(40);
    private static final int PAUSE_SPAN_SECONDS = 40;
    private static final Duration LEAST_FADE = Duration.ofSeconds(130);
    private static final int FADE_SPAN_SECONDS = 120;
    private static final double FADES = 0.3;

    /** A trouble of the first minute. */
    private record Opening(int second, Behaviour behaviour) {}

    private static final List<Opening> OPENINGS = List.of(
            new Opening(8, Behaviour.CAMERA),
            new Opening(9, Behaviour.FIRE_LANE),
            new Opening(11, Behaviour.STAIR_DOOR),
            new Opening(16, Behaviour.SMOKE),
            new Opening(26, Behaviour.ARC),
            new Opening(40, Behaviour.CAMERA),
            new Opening(52, Behaviour.HOME));

    /** How often each kind has trouble, of 100. */
    private static final List<Behaviour> DICE = List.of(
            Behaviour.FIRE_LANE,
            Behaviour.FIRE_LANE,
            Behaviour.FIRE_LANE,
            Behaviour.STAIR_DOOR,
            Behaviour.STAIR_DOOR,
            Behaviour.CAMERA,
            Behaviour.CAMERA,
            Behaviour.SMOKE,
            Behaviour.HOME,
            Behaviour.ARC);

    private static final double BATTERY = 0.1;

    private final Instruments instruments;
    private final Agenda agenda;
    private final Random random;

    Mischief(Instruments instruments, Agenda agenda, Random random) {
        this.instruments = instruments;
        this.agenda = agenda;
        this.random = random;
    }

    void begin(Instant start) {
        for (Opening opening : OPENINGS) {
            Instant then = start.plusSeconds(opening.second());
            agenda.at(then, () -> instruments.upset(opening.behaviour(), Instruments.Wrong.TROUBLE, then));
        }
        Instant then = start.plusSeconds(70);
        agenda.at(then, () -> strike(then));
    }

    private void strike(Instant now) {
        Behaviour behaviour = DICE.get(random.nextInt(DICE.size()));
        if (random.nextDouble() < BATTERY) {
            instruments.upset(Behaviour.SMOKE, Instruments.Wrong.BATTERY, now);
        } else {
            instruments.upset(behaviour, Instruments.Wrong.TROUBLE, now).ifPresent(device -> {
                boolean mayFade = behaviour == Behaviour.FIRE_LANE || behaviour == Behaviour.STAIR_DOOR;
                if (mayFade && random.nextDouble() < FADES) {
                    instruments.fadeAfter(device, LEAST_FADE.plusSeconds(random.nextInt(FADE_SPAN_SECONDS)), now);
                }
            });
        }
        Instant next = now.plus(LEAST_PAUSE).plusSeconds(random.nextInt(PAUSE_SPAN_SECONDS));
        agenda.at(next, () -> strike(next));
    }
}
