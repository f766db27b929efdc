package org.chengmai.bench;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.chengmai.kernel.Options;

/**
 * {@code bench devices}: a million devices brought in through the import, every one of them heard, the program killed and
 * started again: how long each takes, what is still known, what memory it needs, and how fast the pages of the roll are.
 */
final class ManyDevices {

    private static final int DEVICES = 1_000_000;
    private static final int RATE = 30_000;
    private static final int GATEWAYS = 8;
    private static final int WINDOW = 64;
    private static final int FILE = 100_000;
    private static final int STREETS = 10;
    private static final int COMMITTEES = 10;
    private static final int VISITS = 20;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(120);

    private final int devices;
    private final int rate;
    private final boolean keep;

    ManyDevices(String... args) {
        Options line = Options.read("", List.of("--devices", "--rate"), List.of("--keep"), 0, List.of(args));
        this.devices = line.number("--devices", DEVICES);
        this.rate = line.number("--rate", RATE);
        this.keep = line.has("--keep");
    }

    /** Runs it; returns whether everything was known again. */
    boolean run() {
        System.out.println("starting an instance of its own …");
        try (Instance instance = Instance.start(keep, folder -> {})) {
            Officer officer = new Officer(instance.port());
            officer.openCity(instance.firstStartCode());
            double importing = bringIn(officer);
            int seconds = devices / rate + 5;
            hear(instance, seconds);
            System.out.println("killing and starting again …");
            long start = System.nanoTime();
            instance.killAndStartAgain();
            instance.mqttPort();
            double restarting = (System.nanoTime() - start) / 1e9;
            System.out.printf("ready again after %.1f s%n", restarting);
            Memory memory = Memory.of(instance.pid());
            long known = known(instance);
            Officer again = officer.at(instance.port());
            double list = p95(again, "/back/devices");
            double search = p95(again, "/back/devices?words=77777");
            double far = p95(again, "/back/devices?page=1000");
            double health = p95(again, "/back/health");
            System.out.printf(
                    Locale.ROOT,
                    "{\"bench\":\"devices\",\"devices\":%d,\"importSeconds\":%.1f,\"restartSeconds\":%.1f,\"known\":%d,"
                            + "\"heapMegabytes\":%d,\"residentMegabytes\":%d,\"listP95Millis\":%.0f,"
                            + "\"searchP95Millis\":%.0f,\"farPageP95Millis\":%.0f,\"healthP95Millis\":%.0f,\"rate\":%d}%n",
                    devices,
                    importing,
                    restarting,
                    known,
                    memory.heap() >> 20,
                    memory.resident() >> 20,
                    list,
                    search,
                    far,
                    health,
                    rate);
            return known == devices;
        }
    }

    double bringIn(Officer officer) {
        officer.bringIn("/back/areas", "/back/areas/tree", tree());
        long start = System.nanoTime();
        StringBuilder gateways = new StringBuilder("id,kind,area,token\n");
        for (int i = 0; i < GATEWAYS; i++) {
            gateways.append("gateway-%d,gateway,900001,%s%n".formatted(i, Ingest.gatewayToken(i)));
        }
        officer.bringIn("/back/devices", "/back/devices/import", gateways.toString());
        for (int from = 0; from < devices; from += FILE) {
            int to = Math.min(devices, from + FILE);
            StringBuilder csv = new StringBuilder("id,kind,area,token\n");
            for (int i = from; i < to; i++) {
                csv.append(Ingest.deviceId(i))
                        .append(",smoke,")
                        .append(committee(i % STREETS, i / STREETS % COMMITTEES))
                        .append(',')
                        .append(Ingest.token(i))
                        .append('\n');
            }
            long began = System.nanoTime();
            officer.bringIn("/back/devices", "/back/devices/import", csv.toString());
            System.out.printf("%,d devices are in; %.1f s%n", to, (System.nanoTime() - began) / 1e9);
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private static String tree() {
        StringBuilder csv = new StringBuilder("id,parent,level,name,lon,lat\n900001,,district,bench,,\n");
        for (int street = 0; street < STREETS; street++) {
            csv.append("900001%03d,900001,street,street %d,,%n".formatted(street, street));
            for (int committee = 0; committee < COMMITTEES; committee++) {
                csv.append("%s,900001%03d,committee,committee %d,,%n"
                        .formatted(committee(street, committee), street, committee));
            }
        }
        return csv.toString();
    }

    private static String committee(int street, int committee) {
        return "900001%03d%03d".formatted(street, committee);
    }

    void hear(Instance instance, int seconds) {
        IngestOptions options = new IngestOptions(seconds, devices, rate, GATEWAYS, WINDOW, 0, false);
        try (Load load = new Load(options)) {
            load.connect(instance.mqttPort());
            System.out.printf("every device speaks, %,d messages/s …%n", rate);
            load.start();
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
            while (System.nanoTime() < end || load.sentMessages() < devices) {
                LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(5));
                System.out.printf("  %,d answered, %,d behind%n", load.acknowledgedMessages(), load.behind());
            }
            long unanswered = load.finish();
            System.out.printf("%,d sent, %,d unanswered%n", load.sentMessages(), unanswered);
        }
    }

    /** Of how many devices the last values are known; they are written down some seconds after they are in memory. */
    private long known(Instance instance) {
        long limit = System.nanoTime() + PATIENCE_NANOS;
        try (Statement statement = instance.database().createStatement()) {
            long known = 0;
            while (known < devices && System.nanoTime() < limit) {
                try (ResultSet row = statement.executeQuery("select count(*) from device.last where seen > 0")) {
                    row.next();
                    known = row.getLong(1);
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
            }
            return known;
        } catch (SQLException e) {
            throw new IllegalStateException("Expected to look into the database, but " + e.getMessage(), e);
        }
    }

    private static double p95(Officer officer, String page) {
        Durations durations = new Durations();
        officer.time(page);
        officer.time(page);
        for (int i = 0; i < VISITS; i++) {
            durations.add(officer.time(page));
        }
        System.out.printf("%s: p95 %.0f ms%n", page, durations.millis(0.95));
        return durations.millis(0.95);
    }
}
