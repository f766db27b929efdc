package org.chengmai.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.chengmai.Chengmai;
import org.chengmai.cases.Cases;
import org.chengmai.cases.model.CaseFile;
import org.chengmai.cases.model.Command;
import org.chengmai.cases.model.Outcome;
import org.chengmai.cases.model.Report;
import org.chengmai.cases.model.Severity;
import org.chengmai.identity.Unit;
import org.chengmai.identity.Units;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.Grant;
import org.chengmai.kernel.Point;
import org.chengmai.kernel.Role;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * How many cases a second live their whole life: reported, dispatched, taken, arrived, fed back, verified, closed; seven
 * transactions and nine lines of history each, with audit, live events and webhooks. Starts an instance of its own with
 * PostgreSQL in a temporary folder. Arguments: people at work at once (4), lives of each (500).
 */
public final class CaseLife {

    private static final String PLACE = "310107/310107005/";
    private static final Actor DESK = person(1, Role.DISPATCHER, PLACE, "");
    private static final Actor HAND = person(2, Role.UNIT_HANDLER, "", "bench-unit");
    private static final Actor CHIEF = person(3, Role.COMMANDER, PLACE, "");

    private final Cases cases;

    private CaseLife(Cases cases) {
        this.cases = cases;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException, ExecutionException {
        int people = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 4;
        int lives = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 500;
        Path data = Files.createTempDirectory("chengmai-bench");
        try (ConfigurableApplicationContext city = SpringApplication.run(
                Chengmai.class, "--chengmai.data=" + data, "--server.port=0", "--chengmai.mqtt.port=0")) {
            city.getBean(Units.class).put(Actor.CITY, new Unit("bench-unit", "bench", "", PLACE));
            CaseLife bench = new CaseLife(city.getBean(Cases.class));
            bench.run(people, 100, "warm");
            long start = System.nanoTime();
            long[] nanos = bench.run(people, lives, "measured");
            double seconds = (System.nanoTime() - start) / 1e9;
            Arrays.sort(nanos);
            System.out.printf(
                    "{\"bench\":\"case-life\",\"people\":%d,\"lives\":%d,\"livesPerSecond\":%.1f,\"stepsPerSecond\":%.0f,\"p50Millis\":%.1f,\"p99Millis\":%.1f}%n",
                    people,
                    nanos.length,
                    nanos.length / seconds,
                    7 * nanos.length / seconds,
                    nanos[nanos.length / 2] / 1e6,
                    nanos[(int) (nanos.length * 0.99)] / 1e6);
        }
    }

    private long[] run(int people, int lives, String name) throws InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newFixedThreadPool(people)) {
            List<Future<long[]>> running = IntStream.range(0, people)
                    .mapToObj(person -> threads.submit(() -> lives(name + "-" + person, lives)))
                    .toList();
            long[] all = new long[people * lives];
            for (int person = 0; person < people; person++) {
                System.arraycopy(running.get(person).get(), 0, all, person * lives, lives);
            }
            return all;
        }
    }

    private long[] lives(String name, int lives) {
        long[] nanos = new long[lives];
        for (int i = 0; i < lives; i++) {
            long start = System.nanoTime();
            live(name + "-" + i);
            nanos[i] = System.nanoTime() - start;
        }
        return nanos;
    }

    private void live(String ref) {
        Report report = new Report(
                "bench",
                ref,
                "C-12",
                new Point(121.41, 31.24),
                PLACE,
                "",
                "a question",
                "",
                Severity.MINOR,
                false,
                null,
                null,
                List.of(),
                null,
                null);
        CaseFile file = cases.get(Actor.CITY, cases.report(report));
        file = act(DESK, file, new Command.Assign("bench-unit", null, ""));
        file = act(HAND, file, new Command.Take());
        file = act(HAND, file, new Command.Arrive(null));
        file = act(HAND, file, new Command.FeedBack(Outcome.EXPLAINED, "answered", List.of()));
        file = act(CHIEF, file, new Command.Verify(true, ""));
        act(DESK, file, new Command.Close(""));
    }

    private CaseFile act(Actor actor, CaseFile file, Command command) {
        return cases.act(actor, file.id(), file.version(), command);
    }

    private static Actor person(long account, Role role, String place, String unit) {
        return new Actor(
                account,
                "bench" + account,
                "bench" + account,
                List.of(new Grant(role, place, unit.isEmpty() ? null : unit)));
    }
}
