package org.chengmai.device.intake;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.chengmai.device.AsideReason;
import org.springframework.stereotype.Component;

/** What the intake counts: readings, batches, messages, connections, and what was kept aside by reason. */
@Component
public final class IntakeFigures {

    private final LongAdder readings = new LongAdder();
    private final LongAdder batches = new LongAdder();
    private final LongAdder messages = new LongAdder();
    private final AtomicInteger connections = new AtomicInteger();
    private final LongAdder[] aside = new LongAdder[AsideReason.values().length];

    IntakeFigures(MeterRegistry meters) {
        counter(meters, "chengmai.intake.readings", readings);
        counter(meters, "chengmai.intake.batches", batches);
        counter(meters, "chengmai.intake.messages", messages);
        Gauge.builder("chengmai.mqtt.connections", connections, AtomicInteger::get)
                .register(meters);
        for (AsideReason reason : AsideReason.values()) {
            LongAdder count = new LongAdder();
            aside[reason.ordinal()] = count;
            FunctionCounter.builder("chengmai.intake.aside", count, LongAdder::sum)
                    .tag("reason", reason.name())
                    .register(meters);
        }
    }

    private static void counter(MeterRegistry meters, String name, LongAdder count) {
        FunctionCounter.builder(name, count, LongAdder::sum).register(meters);
    }

    void committed(int rows) {
        readings.add(rows);
        batches.increment();
    }

    void message() {
        messages.increment();
    }

    void connected() {
        connections.incrementAndGet();
    }

    void disconnected() {
        connections.decrementAndGet();
    }

    void aside(AsideReason reason) {
        aside[reason.ordinal()].increment();
    }

    /** Readings committed since the start. */
    public long readings() {
        return readings.sum();
    }

    public int connections() {
        return connections.get();
    }

    /** How often something was turned aside for this reason since the start, kept or only counted. */
    public long countOf(AsideReason reason) {
        return aside[reason.ordinal()].sum();
    }
}
