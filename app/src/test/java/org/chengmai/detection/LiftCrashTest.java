package org.chengmai.detection;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.chengmai.demo.LiftSensor;
import org.chengmai.demo.SimulatedLift;
import org.chengmai.demo.SimulatedLift.Fault;
import org.chengmai.kernel.Refusal;
import org.chengmai.replay.MqttSender;
import org.chengmai.stream.AlarmListener;
import org.chengmai.stream.Engine;
import org.chengmai.stream.ReadingBatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real program is killed while lifts ride. In the end the log holds what a plain engine works out from the readings in it:
 * nothing of it is missing, nothing is there twice.
 */
class LiftCrashTest {

    private static final long SEED = Long.getLong("chengmai.crash.seed", System.nanoTime());
    private static final int KILLS = Integer.getInteger("chengmai.crash.kills", 2);
    private static final int LIFTS = 3;
    private static final int RIDES = 3;
    private static final int READINGS_A_MESSAGE = 40;
    private static final int IN_FLIGHT = 40;
    private static final int DERIVED_CHANNELS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final List<String> messages = new ArrayList<>();
    private final TreeSet<String> wanted = new TreeSet<>();
    private final List<String> kept = new ArrayList<>();

    @Test
    void whatIsWorkedOutIsInTheLogOnce(@TempDir Path data) throws Exception {
        System.out.println("Crash test of lifts with -Dchengmai.crash.seed=" + SEED);
        List<String> lifts = List.of("lift-a", "lift-b", "lift-c");
        script(lifts);
        try (CrashCity city = CrashCity.open(data, Map.of())) {
            String token = city.register("lift", lifts);
            long acknowledged = 0;
            for (int kill = 1; kill <= KILLS; kill++) {
                int end = messages.size() * kill / (KILLS + 1) + random.nextInt(IN_FLIGHT);
                acknowledged += send(city, token, acknowledged, end, false);
                city.kill();
                city.startAgain();
            }
            send(city, token, acknowledged, messages.size(), true);

            long limit = System.nanoTime() + PATIENCE.toNanos();
            compare(city);
            while (!kept.equals(List.copyOf(wanted)) && System.nanoTime() < limit) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
                compare(city);
            }
            assertThat(kept).as("seed " + SEED).hasSizeGreaterThan(100).containsExactlyElementsOf(wanted);
        }
    }

    /** What each lift says, some readings a message, the lifts in turn. */
    private void script(List<String> lifts) {
        List<List<String>> each = lifts.stream().map(this::said).toList();
        int most = each.stream().mapToInt(List::size).max().orElseThrow();
        for (int from = 0; from < most; from += READINGS_A_MESSAGE) {
            for (int lift = 0; lift < LIFTS; lift++) {
                List<String> all = each.get(lift);
                List<String> some =
                        all.subList(Math.min(from, all.size()), Math.min(from + READINGS_A_MESSAGE, all.size()));
                if (!some.isEmpty()) {
                    messages.add("{\"%s\":[%s]}".formatted(lifts.get(lift), String.join(",", some)));
                }
            }
        }
    }

    private List<String> said(String id) {
        List<String> said = new ArrayList<>();
        long start = Instant.now().getEpochSecond() - 3_600;
        SimulatedLift lift = new SimulatedLift(
                random.split(),
                LiftSensor.ALL.getFirst(),
                new SimulatedLift.Use(start, 10, 30),
                new SimulatedLift.Listener() {
                    @Override
                    public void reads(String channel, long atMillis, double value) {
                        said.add("{\"ts\":%d,\"values\":{\"%s\":%s}}".formatted(atMillis, channel, value));
                    }

                    @Override
                    public void truly(long atMillis, double position) {
                        // nobody asks
                    }

                    @Override
                    public void stuck() {
                        // help comes
                    }
                });
        lift.begins();
        for (int ride = 0; ride < RIDES; ride++) {
            lift.ride(Fault.NONE);
        }
        return said;
    }

    /** Sends from one message up to another; leaves with some on their way, or waits. How many were acknowledged. */
    private long send(CrashCity city, String token, long from, int end, boolean waits) {
        try (MqttSender sender = MqttSender.connect("localhost", city.mqttPort(), token)) {
            for (int i = (int) from; i < end; i++) {
                sender.publish("v1/gateway/telemetry", messages.get(i));
            }
            if (waits) {
                sender.flush();
            }
            return sender.acknowledged();
        } catch (Refusal lost) {
            throw new AssertionError("seed " + SEED, lost);
        }
    }

    /** Works out again what the readings of the log come to, beside what the log holds of it. */
    private void compare(CrashCity city) throws IOException, SQLException {
        wanted.clear();
        kept.clear();
        ShippedRules rules = ShippedRules.read();
        Engine engine = new Engine(new Derived());
        engine.install(rules.book());
        ReadingBatch raw = new ReadingBatch();
        BitSet known = new BitSet();
        city.log(batch -> {
            raw.clear();
            raw.receivedMillis(batch.receivedMillis());
            for (int i = 0; i < batch.size(); i++) {
                if (batch.channel(i) < DERIVED_CHANNELS) {
                    kept.add(line(batch.device(i), batch.channel(i), batch.atMillis(i), batch.value(i)));
                } else {
                    if (!known.get(batch.device(i))) {
                        known.set(batch.device(i));
                        engine.device(batch.device(i), rules.number("lift"), batch.atMillis(i), Map.of());
                    }
                    raw.add(batch.device(i), batch.channel(i), batch.atMillis(i), batch.value(i));
                }
            }
            engine.accept(raw);
        });
        kept.sort(null);
    }

    private static String line(int device, int channel, long at, double value) {
        return "%d/%d at %d: %s".formatted(device, channel, at, Math.rint(value * 1_000) / 1_000);
    }

    private final class Derived implements AlarmListener {
        @Override
        public void derived(int device, int channel, long atMillis, double value) {
            wanted.add(line(device, channel, atMillis, value));
        }

        @Override
        public void raised(int device, int rule, long atMillis, double value) {
            // only what is worked out is compared
        }

        @Override
        public void updated(int device, int rule, long atMillis, double value) {
            // only what is worked out is compared
        }

        @Override
        public void cleared(int device, int rule, long atMillis, double value) {
            // only what is worked out is compared
        }
    }
}
