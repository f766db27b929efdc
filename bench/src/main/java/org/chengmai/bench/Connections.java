package org.chengmai.bench;

import java.util.List;
import java.util.Locale;
import org.chengmai.kernel.Options;

/**
 * {@code bench connections}: how much memory each of many MQTT connections costs, whether all are kept alive, and whether all
 * are answered when each sends a reading. The load is a process of its own, so that each side has its own limit of files.
 */
final class Connections {

    private static final int CONNECTIONS = 18_000;
    private static final int READINGS_A_MESSAGE = 3;
    private static final int KEEP_ALIVE_SECONDS = 120;

    private final int connections;

    Connections(String... args) {
        this.connections = Options.read("", List.of("--connections"), List.of(), 0, List.of(args))
                .number("--connections", CONNECTIONS);
    }

    /** Runs it; returns whether everybody was answered and nothing was lost. */
    boolean run() {
        System.out.println("starting an instance of its own …");
        IngestOptions options = new IngestOptions(0, connections, 0, 0, 1, 0, false);
        try (Instance instance = Instance.start(false, folder -> {});
                Load load = new Load(options)) {
            new Officer(instance.port()).furnish(instance, 0, connections);
            Memory before = Memory.of(instance.pid());
            long start = System.nanoTime();
            load.keepAlive(KEEP_ALIVE_SECONDS);
            load.connect(instance.mqttPort());
            double connecting = (System.nanoTime() - start) / 1e9;
            Memory open = Memory.of(instance.pid());
            System.out.printf("%,d connections are open after %.1f s%n", connections, connecting);
            start = System.nanoTime();
            load.pingAll();
            double pinging = (System.nanoTime() - start) / 1e9;
            start = System.nanoTime();
            load.sendOnce();
            long unanswered = load.finish();
            double answering = (System.nanoTime() - start) / 1e9;
            Memory spoken = Memory.of(instance.pid());
            Verdict verdict = Verdict.of(instance.database(), 0);
            long lost = (long) connections * READINGS_A_MESSAGE - verdict.distinct();
            System.out.printf(
                    Locale.ROOT,
                    "{\"bench\":\"connections\",\"connections\":%d,\"connectSeconds\":%.1f,\"pingSeconds\":%.2f,"
                            + "\"answerSeconds\":%.2f,\"unanswered\":%d,\"lost\":%d,\"heapBytesEach\":%d,"
                            + "\"residentBytesEach\":%d,\"kernelBytesEach\":%d,\"heapBytesEachAfterSending\":%d,"
                            + "\"residentBytesEachAfterSending\":%d}%n",
                    connections,
                    connecting,
                    pinging,
                    answering,
                    unanswered,
                    lost,
                    (open.heap() - before.heap()) / connections,
                    (open.resident() - before.resident()) / connections,
                    // Both ends are on this machine.
                    (open.kernel() - before.kernel()) / 2 / connections,
                    (spoken.heap() - before.heap()) / connections,
                    (spoken.resident() - before.resident()) / connections);
            return unanswered == 0 && lost == 0;
        }
    }
}
