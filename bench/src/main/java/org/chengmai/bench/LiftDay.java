package org.chengmai.bench;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.chengmai.demo.LiftSensor;
import org.chengmai.demo.SimulatedLift;
import org.chengmai.demo.SimulatedLift.Fault;
import org.chengmai.detection.ShippedRules;
import org.chengmai.device.Devices;
import org.chengmai.device.History;
import org.chengmai.device.Kinds;
import org.chengmai.device.NewDevice;
import org.chengmai.device.model.SettledFile;
import org.chengmai.device.store.Partitions;
import org.chengmai.kernel.Actor;
import org.chengmai.stream.AlarmListener;
import org.chengmai.stream.Engine;
import org.chengmai.stream.ReadingBatch;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * What lifts leave in history: their raw acceleration and switches, and the motion that the engine works out from them to a
 * thousandth, settled; how many bytes each reading of it takes.
 */
final class LiftDay implements AlarmListener {

    /** What came of it. */
    record Outcome(long readings, long derived, double bytesPerReading) {}

    private static final int LIFTS = 20;
    private static final int RIDES = 30;
    private static final int BATCH = 500;
    private static final long HOUR = 3_600_000;
    private static final long DAY = 24 * HOUR;
    private static final double GRAINS = 1_000;
    private static final String KIND = "lift";

    private final ConfigurableApplicationContext city;
    private final ReadingBatch said = new ReadingBatch();
    private final ReadingBatch workedOut = new ReadingBatch();
    private long derived;

    LiftDay(ConfigurableApplicationContext city) {
        this.city = city;
    }

    Outcome run(long dayMillis) throws SQLException {
        int first = register();
        History history = city.getBean(History.class);
        for (long hour = dayMillis / HOUR; hour < (dayMillis + DAY) / HOUR; hour++) {
            city.getBean(Partitions.class).ahead(hour, 0);
        }
        List<SettledFile> before = history.files();
        try (RawCopy raw = new RawCopy(city.getBean(HikariDataSource.class))) {
            for (int i = 0; i < LIFTS; i++) {
                int lift = first + i;
                raw.fill(taker -> ride(lift, dayMillis, taker));
            }
        }
        history.settle();
        List<SettledFile> files =
                history.files().stream().filter(f -> !before.contains(f)).toList();
        long rows = files.stream().mapToLong(SettledFile::rows).sum();
        long bytes = files.stream().mapToLong(SettledFile::bytes).sum();
        return new Outcome(rows, derived, (double) bytes / rows);
    }

    private int register() {
        List<NewDevice> wanted = IntStream.range(0, LIFTS)
                .mapToObj(i -> NewDevice.of("store-lift-%02d".formatted(i), "", KIND, null, StreetMonth.STREET))
                .toList();
        return city.getBean(Devices.class).addAll(Actor.CITY, wanted).getFirst().no();
    }

    /** All rides of one lift, as far as the day goes. */
    private void ride(int device, long dayMillis, Days.BatchTaker taker) throws SQLException {
        ShippedRules rules = ShippedRules.read();
        List<String> channels = city.getBean(Kinds.class).get(KIND).channels().stream()
                .map(channel -> channel.name())
                .toList();
        SimulatedLift lift = new SimulatedLift(
                new SplittableRandom(device),
                LiftSensor.ALL.get(device % LiftSensor.ALL.size()),
                new SimulatedLift.Use(dayMillis / 1000.0, 100, 60),
                new SimulatedLift.Listener() {
                    @Override
                    public void reads(String channel, long atMillis, double value) {
                        said.add(device, channels.indexOf(channel), atMillis, Math.rint(value * 1e4) / 1e4);
                    }

                    @Override
                    public void truly(long atMillis, double position) {
                        // the box does not know
                    }

                    @Override
                    public void stuck() {
                        // help comes
                    }
                });
        Engine engine = new Engine(this);
        engine.install(rules.book());
        engine.device(device, rules.number(KIND), dayMillis, lift.parameters());
        lift.begins();
        for (int i = 0; i < RIDES; i++) {
            lift.ride(Fault.NONE);
            send(engine, taker);
        }
    }

    private void send(Engine engine, Days.BatchTaker taker) throws SQLException {
        ReadingBatch message = new ReadingBatch();
        for (int i = 0; i < said.size(); i++) {
            message.add(said.device(i), said.channel(i), said.atMillis(i), said.value(i));
            if (message.size() == BATCH || i == said.size() - 1) {
                message.receivedMillis(said.atMillis(i) + 100);
                engine.accept(message);
                taker.take(message);
                message.clear();
                if (workedOut.size() > 0) {
                    workedOut.receivedMillis(said.atMillis(i) + 105);
                    taker.take(workedOut);
                    workedOut.clear();
                }
            }
        }
        said.clear();
    }

    @Override
    public void derived(int device, int channel, long atMillis, double value) {
        workedOut.add(device, channel, atMillis, Math.rint(value * GRAINS) / GRAINS);
        derived++;
    }

    @Override
    public void raised(int device, int rule, long atMillis, double value) {
        // only what is kept is measured
    }

    @Override
    public void updated(int device, int rule, long atMillis, double value) {
        // only what is kept is measured
    }

    @Override
    public void cleared(int device, int rule, long atMillis, double value) {
        // only what is kept is measured
    }
}
