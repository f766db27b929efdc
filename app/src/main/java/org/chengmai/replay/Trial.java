package org.chengmai.replay;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.chengmai.detection.Backtest;
import org.chengmai.kernel.CityTime;
import org.chengmai.kernel.Options;
import org.chengmai.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/** {@code backtest}: has a running city try a scene on its stored readings, and prints what came of it. */
public final class Trial {

    static final String USAGE = """
            ./chengmai backtest SCENE [--from TIME] [--to TIME] [--data DIR] [--alarms N]
              SCENE        id of a scene of the city, or a file with the text of one
              --from, --to the time to look at, like "2026-11-01 08:00" or 2026-11-01; else the last 24 hours
              --data DIR   data folder of the running city (else data, then data/demo)
              --alarms N   how many alarms to print (else 20)
            """;

    private static final Duration USUAL = Duration.ofHours(24);
    private static final long ASK_MILLIS = 250;

    /** What is asked of the city; {@code text} null takes the text that the city has under {@code scene}. */
    public record Wish(String scene, @Nullable String text, String from, String to) {}

    private static final int ALARMS = 20;

    private final PrintStream out;
    private final String scene;
    private final String from;
    private final String to;
    private final @Nullable Path data;
    private final int alarms;

    private Trial(List<String> args, PrintStream out) {
        Options line = Options.read(USAGE, List.of("--from", "--to", "--data", "--alarms"), List.of(), 1, args);
        String asked = line.word(0);
        if (asked == null) {
            throw line.wrong("Expected a SCENE.");
        }
        this.out = out;
        scene = asked;
        from = line.value("--from", CityTime.minute(Instant.now().minus(USUAL)));
        to = line.value("--to", CityTime.minute(Instant.now().plusSeconds(60)));
        String folder = line.value("--data");
        data = folder == null ? null : Path.of(folder);
        alarms = line.number("--alarms", ALARMS);
    }

    /** Runs {@code backtest} with the words after it. */
    public static void main(String[] args) {
        try {
            new Trial(List.of(args), System.out).run();
        } catch (Refusal refusal) {
            System.err.println("chengmai backtest: " + refusal.sentence());
            System.exit(2);
        }
    }

    private void run() {
        CityDoor city = CityDoor.of(data);
        Backtest state = city.post("/api/v1/backtest", new Wish(scene, text(), from, to), Backtest.class);
        while (state.status() == Backtest.Status.WAITING || state.status() == Backtest.Status.RUNNING) {
            out.printf("%3d %%  %,d readings%n", state.percent(), state.readings());
            pause();
            state = city.get("/api/v1/backtest/" + state.id(), Backtest.class);
        }
        show(state);
    }

    private static void pause() {
        try {
            Thread.sleep(ASK_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refusal.busy("replay.stopped", "Expected to wait for the trial, but was interrupted.");
        }
    }

    private @Nullable String text() {
        Path file = Path.of(scene);
        if (!Files.isRegularFile(file)) {
            return null;
        }
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw Refusal.badInput("replay.file", "Expected to read %s, but %s.".formatted(file, e.getMessage()));
        }
    }

    private void show(Backtest state) {
        Backtest.Result result = state.result();
        if (result == null) {
            throw Refusal.busy("replay.failed", "Expected the trial to end, but it is " + state.status() + ".");
        }
        out.printf(
                "%s %s: %,d readings of %,d devices in %.1f s%n",
                state.scene(),
                state.name().en(),
                state.readings(),
                result.devices(),
                state.took().toMillis() / 1000.0);
        out.printf(
                "the trial raises %d, %d were raised; both %d, new %d, gone %d%n",
                result.tried(), result.earnest(), result.both(), result.onlyTried(), result.onlyEarnest());
        result.rules()
                .forEach(r -> out.printf("  rule %-16s trial %6d  raised %6d%n", r.rule(), r.tried(), r.earnest()));
        result.alarms().stream()
                .limit(alarms)
                .forEach(a -> out.printf(
                        "  %s  %-7s %s%n",
                        CityTime.second(a.raisedAt()),
                        word(a.match()),
                        a.title().zh()));
        if (result.alarms().size() > alarms) {
            out.printf("  … and more%n");
        }
    }

    private static String word(Backtest.Match match) {
        return switch (match) {
            case BOTH -> "both";
            case TRIED -> "new";
            case EARNEST -> "gone";
        };
    }
}
