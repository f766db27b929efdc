package org.chengmai.demo;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.chengmai.device.Device;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The made-up devices at work: each sends every one to five minutes while all is well, and more often while something is
 * wrong with it. One thread drives them ({@link #work}); {@link #mend} may be called by any.
 */
final class Instruments {

    private static final Logger LOG = LoggerFactory.getLogger(Instruments.class);
    private static final Duration LEAST_PAUSE = Duration.ofSeconds(60);
    private static final int PAUSE_SPAN_SECONDS = 240;
    private static final Duration IMPATIENT_PAUSE = Duration.ofSeconds(40);
    private static final int FIRST_ROUND_MILLIS = 6_000;
    private static final Duration LONGEST_TROUBLE = Duration.ofMinutes(30);
    private static final int ARC_WINDOWS = 6;
    /** Of how many one is out of order and never sends. */
    private static final int BROKEN = 160;

    /** What is wrong with a device. */
    enum Wrong {
        NOTHING,
        /** What its kind watches for. */
        TROUBLE,
        BATTERY
    }

    private static final class Instrument {
        final Device device;
        final Behaviour behaviour;
        final Outbox outbox;
        Wrong wrong = Wrong.NOTHING;
        int turn;
        int sentInTrouble;

        Instrument(Device device, Behaviour behaviour, Outbox outbox) {
            this.device = device;
            this.behaviour = behaviour;
            this.outbox = outbox;
        }
    }

    private final Agenda agenda;
    private final Random random;
    private final List<Outbox> outboxes;
    private final Map<String, Instrument> instruments = new LinkedHashMap<>();
    private final Queue<String> toMend = new ConcurrentLinkedQueue<>();
    private boolean cityHears = true;

    Instruments(List<Device> devices, List<Outbox> outboxes, Agenda agenda, Random random, Instant start) {
        this.agenda = agenda;
        this.random = random;
        this.outboxes = List.copyOf(outboxes);
        for (Device device : devices) {
            Behaviour.of(device.kind())
                    .ifPresent(b -> instruments.put(
                            device.id(), new Instrument(device, b, outboxes.get(device.no() % outboxes.size()))));
        }
        for (Instrument instrument : instruments.values()) {
            if (!isBroken(instrument)) {
                later(instrument, start, Duration.ofMillis(random.nextInt(FIRST_ROUND_MILLIS)));
            }
        }
    }

    private static boolean isBroken(Instrument instrument) {
        return instrument.device.no() % BROKEN == BROKEN - 1;
    }

    /** Whether the device has the short limits of its own. */
    private static boolean isImpatient(Instrument instrument) {
        Map<String, Double> shortLimits = instrument.behaviour.impatient();
        return !shortLimits.isEmpty()
                && instrument.device.parameters().entrySet().containsAll(shortLimits.entrySet());
    }

    /** Sends what is due. */
    void work(Instant now) {
        for (String id = toMend.poll(); id != null; id = toMend.poll()) {
            Instrument instrument = instruments.get(id);
            if (instrument != null && instrument.wrong != Wrong.NOTHING) {
                change(instrument, Wrong.NOTHING, now);
            }
        }
        agenda.doDue(now);
        try {
            for (Outbox outbox : outboxes) {
                outbox.flush();
            }
            cityHears = true;
        } catch (IOException silence) {
            if (cityHears) {
                LOG.info("The simulated gateways wait for the city: {}", silence.getMessage());
            }
            cityHears = false;
        }
    }

    /** Lets something go wrong with a device of this kind, one with a short limit if there is any. */
    Optional<Device> upset(Behaviour behaviour, Wrong wrong, Instant now) {
        List<Instrument> able = new ArrayList<>();
        for (Instrument instrument : instruments.values()) {
            boolean quick = behaviour.impatient().isEmpty() || wrong == Wrong.BATTERY || isImpatient(instrument);
            if (instrument.behaviour == behaviour
                    && instrument.wrong == Wrong.NOTHING
                    && quick
                    && !isBroken(instrument)) {
                able.add(instrument);
            }
        }
        if (able.isEmpty()) {
            return Optional.empty();
        }
        Instrument chosen = able.get(random.nextInt(able.size()));
        change(chosen, wrong, now);
        int turn = chosen.turn;
        agenda.at(now.plus(LONGEST_TROUBLE), () -> calm(chosen, turn, now.plus(LONGEST_TROUBLE)));
        return Optional.of(chosen.device);
    }

    /** Lets the trouble of a device end by itself after a while: the car drives off, the door falls shut. */
    void fadeAfter(Device device, Duration pause, Instant now) {
        Instrument instrument = instruments.get(device.id());
        if (instrument != null) {
            int turn = instrument.turn;
            agenda.at(now.plus(pause), () -> calm(instrument, turn, now.plus(pause)));
        }
    }

    private void calm(Instrument instrument, int turn, Instant now) {
        if (instrument.wrong != Wrong.NOTHING && instrument.turn == turn) {
            change(instrument, Wrong.NOTHING, now);
        }
    }

    /** Somebody put the thing right: its next reading says so. */
    void mend(@Nullable String deviceId) {
        if (deviceId != null) {
            toMend.add(deviceId);
        }
    }

    private void change(Instrument instrument, Wrong wrong, Instant now) {
        instrument.wrong = wrong;
        instrument.turn++;
        instrument.sentInTrouble = 0;
        speak(instrument, instrument.turn, now);
    }

    private void later(Instrument instrument, Instant now, Duration pause) {
        int turn = instrument.turn;
        Instant then = now.plus(pause);
        agenda.at(then, () -> speak(instrument, turn, then));
    }

    private void speak(Instrument instrument, int turn, Instant now) {
        if (turn != instrument.turn) {
            return;
        }
        instrument.outbox.add(instrument.device.id(), now.toEpochMilli(), values(instrument));
        later(instrument, now, pause(instrument));
    }

    private Map<String, Number> values(Instrument instrument) {
        Behaviour behaviour = instrument.behaviour;
        return switch (instrument.wrong) {
            case NOTHING -> behaviour.usual(random);
            case BATTERY -> behaviour.weak(random).orElseGet(() -> behaviour.usual(random));
            case TROUBLE -> troubled(instrument);
        };
    }

    /** An arc crackles for a few windows and is gone; everything else stays until it is put right. */
    private Map<String, Number> troubled(Instrument instrument) {
        instrument.sentInTrouble++;
        if (instrument.behaviour == Behaviour.ARC && instrument.sentInTrouble > ARC_WINDOWS) {
            instrument.wrong = Wrong.NOTHING;
            return instrument.behaviour.usual(random);
        }
        return instrument.behaviour.troubled(random);
    }

    private Duration pause(Instrument instrument) {
        if (instrument.wrong == Wrong.TROUBLE) {
            return instrument.behaviour.urge();
        }
        boolean impatientHome = instrument.behaviour == Behaviour.HOME && isImpatient(instrument);
        return impatientHome ? IMPATIENT_PAUSE : LEAST_PAUSE.plusSeconds(random.nextInt(PAUSE_SPAN_SECONDS));
    }

    void close() {
        for (Outbox outbox : outboxes) {
            try {
                outbox.close();
            } catch (IOException gone) {
                LOG.debug("A simulated gateway left without a word.", gone);
            }
        }
    }
}
