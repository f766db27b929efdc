package org.chengmai.bench;

import java.util.Arrays;
import java.util.List;
import org.chengmai.kernel.Refusal;

/** The benchmarks by name; the last line that each prints is one JSON object. */
public final class Bench {

    private Bench() {}

    public static void main(String[] args) {
        try {
            String name = args.length == 0 ? "" : args[0];
            String[] rest = args.length == 0 ? args : Arrays.copyOfRange(args, 1, args.length);
            boolean good = switch (name) {
                case "ingest" -> new Ingest(IngestOptions.parse(rest)).run();
                case "detect" -> new Detect(DetectOptions.parse(rest)).run();
                case "silence" ->
                    List.of(rest).contains(SilenceCommitted.WHOLE)
                            ? new SilenceCommitted(rest).run()
                            : new Silence(SilenceOptions.parse(rest)).run();
                case "lifts" -> new Lifts(rest).run();
                case "store" -> new Store(StoreOptions.parse(rest)).run();
                case "http" -> new Http(rest).run();
                case "overload" -> new Overload(rest).run();
                case "connections" -> new Connections(rest).run();
                case "devices" -> new ManyDevices(rest).run();
                default ->
                    throw Refusal.badInput(
                            "bench.unknown",
                            "Expected the benchmark %s, but got '%s'."
                                    .formatted(
                                            "connections, detect, devices, http, ingest, lifts, overload, silence or store",
                                            name),
                            name);
            };
            System.exit(good ? 0 : 1);
        } catch (Refusal refusal) {
            System.err.println("bench: " + refusal.sentence());
            System.exit(2);
        }
    }
}
