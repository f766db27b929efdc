package org.chengmai.bench;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.chengmai.bench.LiftBox.Ride;
import org.chengmai.demo.SimulatedLift.Fault;
import org.chengmai.kernel.Options;

/**
 * {@code bench lifts}: boxes on many simulated lifts send their raw acceleration in bursts of 50 and 100 Hz over MQTT through the
 * real program, as it happens. Whether the program keeps up, what it takes of the processors, and whether the alarms are those
 * that the faults of the rides call for, each with its case.
 */
final class Lifts {

    private static final int LIFTS = 100;
    private static final int SECONDS = 240;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);
    private static final String DERIVED = "channel in (0, 1, 2)";

    private final int lifts;
    private final int seconds;
    private final Figures figures = new Figures("lifts");
    private final List<LiftBox> boxes;

    Lifts(String... args) {
        Options line = Options.read("", List.of("--lifts", "--seconds"), List.of(), 0, List.of(args));
        lifts = line.number("--lifts", LIFTS);
        seconds = line.number("--seconds", SECONDS);
        boxes = new ArrayList<>();
    }

    /** Runs it; returns whether nothing was lost or doubled and every fault was found. */
    boolean run() {
        System.out.println("starting an instance of its own …");
        try (Instance instance = Instance.start(false, folder -> {})) {
            long start = System.currentTimeMillis() + TimeUnit.SECONDS.toMillis(3);
            IntStream.range(0, lifts).forEach(i -> boxes.add(new LiftBox(i, start)));
            register(new Officer(instance.port()), instance);
            long end = start + TimeUnit.SECONDS.toMillis(seconds);
            System.out.printf("%d lifts ride for %d s …%n", lifts, seconds);
            double before = instance.processorSeconds();
            drive(instance.mqttPort(), end);
            double processors = (instance.processorSeconds() - before) / seconds;
            return tell(instance, end, processors);
        } catch (SQLException e) {
            throw new IllegalStateException("Expected to look into the database, but " + e.getMessage(), e);
        }
    }

    private void register(Officer officer, Instance instance) {
        officer.openCity(instance.firstStartCode());
        officer.bringIn("/back/areas", "/back/areas/tree", "id,parent,level,name,lon,lat\n900001,,district,bench,,\n");
        StringBuilder csv = new StringBuilder("id,kind,area,token,param.floors,param.topM,param.groundM\n");
        for (int i = 0; i < lifts; i++) {
            Map<String, Double> own = boxes.get(i).parameters();
            csv.append("%s,lift,900001,%s,%s,%s,%s%n"
                    .formatted(LiftBox.id(i), Ingest.token(i), own.get("floors"), own.get("topM"), own.get("groundM")));
        }
        officer.bringIn("/back/devices", "/back/devices/import", csv.toString());
    }

    private void drive(int port, long end) {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < lifts; i++) {
            LiftBox box = boxes.get(i);
            String token = Ingest.token(i);
            threads.add(Thread.ofVirtual().start(() -> box.send(port, token, end)));
        }
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean tell(Instance instance, long end, double processors) throws SQLException {
        try (Statement statement = instance.database().createStatement()) {
            long sent = boxes.stream().mapToLong(box -> box.readings).sum();
            long stored = number(statement, "select count(*) from device.reading where not " + DERIVED);
            long distinct = number(
                    statement,
                    "select count(*) from (select distinct device, channel, at from device.reading where not " + DERIVED
                            + ") as each_");
            await(statement, "select count(*) from detection.alarm where for_people and case_id is null", 0);
            figures.tell("lifts", lifts);
            figures.tell("seconds", seconds);
            figures.tell(
                    "messages", boxes.stream().mapToLong(box -> box.messages).sum());
            figures.tell("readings", sent);
            figures.tell("readingsPerSecond", sent / seconds);
            figures.tell("lost", sent - distinct);
            figures.tell("doubled", stored - distinct);
            figures.tell("derived", number(statement, "select count(*) from device.reading where " + DERIVED));
            times("sentLate", boxes.stream().map(box -> box.late).toList());
            times("acknowledged", boxes.stream().map(box -> box.acknowledged).toList());
            figures.tell("processors", processors, "%.2f");
            boolean isRight = judge(statement, end);
            figures.tell(
                    "withoutCase",
                    number(statement, "select count(*) from detection.alarm where for_people and case_id is null"));
            figures.end();
            return isRight && sent == distinct && stored == distinct;
        }
    }

    private void times(String name, List<Durations> each) {
        Durations all = new Durations();
        each.forEach(all::addAll);
        figures.tell(name + "P50Millis", all.millis(0.5), "%.1f");
        figures.tell(name + "P99Millis", all.millis(0.99), "%.1f");
        figures.tell(name + "MaxMillis", all.millis(1), "%.1f");
    }

    /** Holds the alarms of every ride that has ended against what went wrong on it. */
    private boolean judge(Statement statement, long end) throws SQLException {
        Map<String, List<Map.Entry<Long, String>>> alarms = alarms(statement);
        int rides = 0;
        int faults = 0;
        int found = 0;
        int inVain = 0;
        for (LiftBox box : boxes) {
            for (Ride ride : box.ridesUntil(end)) {
                List<String> raised = alarms.getOrDefault(LiftBox.id(ride.lift()), List.of()).stream()
                        .filter(alarm -> alarm.getKey() >= ride.fromMillis() && alarm.getKey() < ride.toMillis())
                        .map(Map.Entry::getValue)
                        .toList();
                rides++;
                faults += ride.fault() == Fault.NONE ? 0 : 1;
                found += ride.fault() != Fault.NONE && ride.fault().isFoundBy(raised) ? 1 : 0;
                List<String> wrong =
                        raised.stream().filter(ride.fault()::isFalse).toList();
                inVain += wrong.size();
                if (!wrong.isEmpty() || !ride.fault().isFoundBy(raised)) {
                    System.out.printf("%s on %s: raised %s%n", ride.fault(), LiftBox.id(ride.lift()), raised);
                }
            }
        }
        figures.tell("rides", rides);
        figures.tell("faults", faults);
        figures.tell("found", found);
        figures.tell("falseAlarms", inVain);
        return faults == found;
    }

    private static Map<String, List<Map.Entry<Long, String>>> alarms(Statement statement) throws SQLException {
        Map<String, List<Map.Entry<Long, String>>> alarms = new HashMap<>();
        try (ResultSet row = statement.executeQuery(
                "select device_id, scene || '.' || rule as alarm, raised_at from detection.alarm where scene in ('B1', 'B1a', 'B1b')")) {
            while (row.next()) {
                alarms.computeIfAbsent(row.getString("device_id"), none -> new ArrayList<>())
                        .add(Map.entry(row.getTimestamp("raised_at").getTime(), row.getString("alarm")));
            }
        }
        return alarms;
    }

    private static void await(Statement statement, String count, long wanted) throws SQLException {
        long limit = System.nanoTime() + PATIENCE_NANOS;
        while (number(statement, count) != wanted && System.nanoTime() < limit) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
        }
    }

    private static long number(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
