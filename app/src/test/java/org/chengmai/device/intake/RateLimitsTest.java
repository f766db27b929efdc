package org.chengmai.device.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.chengmai.device.Device;
import org.chengmai.device.Kind;
import org.chengmai.device.model.Registry;
import org.chengmai.kernel.Bilingual;
import org.chengmai.stream.Derivation;
import org.junit.jupiter.api.Test;

/** A bucket holds a minute's worth; what is beyond it waits as long as the limit says. */
class RateLimitsTest {

    private static final long SEED = Long.getLong("chengmai.limits.seed", System.nanoTime());
    private static final long START = 1_760_000_000_000L;

    private final Registry registry = new Registry();

    private RateLimits limits(boolean on) {
        return new RateLimits(registry, new IntakeLimits(on), new SimpleMeterRegistry());
    }

    private Device device(int no, int perMinute) {
        String id = "limit-" + perMinute;
        registry.put(
                new Kind(id, new Bilingual("限", "Limit"), "限", List.of(), 60, false, 0, perMinute, Derivation.NONE), 1);
        return new Device(no, "d" + no, "", id, "token-" + no, null, "p/", Map.of(), null, true, Instant.EPOCH, false);
    }

    @Test
    void aMinutesWorthAtOnceAndThenOneAStep() {
        RateLimits limits = limits(true);
        Device device = device(40_000, 60);

        for (int i = 0; i < 60; i++) {
            assertThat(limits.ask(device, START)).isZero();
        }
        assertThat(limits.ask(device, START)).as("the bucket is empty").isEqualTo(1_000);
        assertThat(limits.ask(device, START + 999)).isEqualTo(1);
        assertThat(limits.ask(device, START + 1_000)).isZero();
        assertThat(limits.ask(device, START + 1_000)).isEqualTo(1_000);
        assertThat(limits.excess(device.no())).isEqualTo(new RateLimits.Excess(3, START + 1_000));
        assertThat(limits.excess(7)).isEqualTo(RateLimits.Excess.NONE);
    }

    @Test
    void whatIsTakenBeyondIsADebtOfTenMinutesAtMost() {
        RateLimits limits = limits(true);
        Device device = device(1, 60);
        for (int i = 0; i < 60; i++) {
            assertThat(limits.take(device, START)).isZero();
        }
        assertThat(limits.take(device, START)).isEqualTo(1_000);
        assertThat(limits.take(device, START)).isEqualTo(2_000);
        for (int i = 0; i < 10_000; i++) {
            limits.take(device, START);
        }
        assertThat(limits.take(device, START)).isEqualTo(600_000);
        assertThat(limits.ask(device, START - 86_400_000))
                .as("a clock that was put back holds nobody for ever")
                .isLessThanOrEqualTo(600_000 + 60_000);
    }

    @Test
    void noLimitIsNoLimit() {
        Device free = device(2, 0);
        Device bound = device(3, 1);
        for (int i = 0; i < 1_000; i++) {
            assertThat(limits(true).take(free, START)).isZero();
        }
        RateLimits off = limits(false);
        assertThat(off.ask(bound, START)).isZero();
        assertThat(off.ask(bound, START)).isZero();
    }

    /** The slow twin keeps the time of every message and counts, as a bucket that is filled drop by drop would. */
    @Test
    void itSaysWhatAPlainBucketSays() {
        System.out.println("Limits are tried with -Dchengmai.limits.seed=" + SEED);
        Random random = new Random(SEED);
        for (int round = 0; round < 200; round++) {
            int perMinute = List.of(1, 2, 6, 60, 600, 6_000).get(random.nextInt(6));
            RateLimits limits = limits(true);
            Device device = device(round, perMinute);
            double tokens = perMinute;
            long filled = START;
            long now = START;
            List<String> said = new ArrayList<>();
            List<String> plain = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                now += random.nextInt(5) == 0 ? random.nextInt(120_000 / perMinute + 1) : 0;
                tokens = Math.min(perMinute, tokens + (now - filled) * perMinute / 60_000.0);
                filled = now;
                boolean room = tokens > 1 - 1e-6;
                tokens -= room ? 1 : 0;
                plain.add(now + " " + room);
                said.add(now + " " + (limits.ask(device, now) == 0));
            }
            assertThat(said).as("seed %d, %d a minute", SEED, perMinute).isEqualTo(plain);
        }
    }
}
