package org.chengmai.bench.peers;

import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.kie.api.KieBase;

/**
 * The same rules on the same readings in Chengmai's engine, in Flink and in Drools, one after the other in this process: the
 * median of several rounds of each after one that does not count, whether all told the same, and how many times faster ours
 * is. The last line is one JSON object.
 */
public final class Peers {
    private static final int MESSAGES = 1_000_000;
    private static final int DROOLS_MESSAGES = 50_000;
    private static final int OWN_ROUNDS = 7;
    private static final int ROUNDS = 3;

    private final StringBuilder json = new StringBuilder("{\"bench\":\"peers\"");
    private boolean agreed = true;

    private Peers() {}

    public static void main(String[] args) throws Exception {
        Peers peers = new Peers();
        peers.run();
        System.exit(peers.agreed ? 0 : 1);
    }

    private void run() throws Exception {
        Input input = Input.of(MESSAGES);
        Input halved = input.halved();
        Input part = input.first(DROOLS_MESSAGES);
        System.out.printf(
                "%,d readings of %,d devices; four rules: a limit, a limit for 2 min, silent for 5 min, 3 within 5 min%n",
                input.size, Input.DEVICES);
        Told expected = OwnRun.run(input).told();
        double own = median("chengmai", OWN_ROUNDS, expected, true, () -> OwnRun.run(input));
        double one = median("flink1", ROUNDS, expected, true, () -> FlinkRun.run(input, 1));
        double two = median("flink2", ROUNDS, expected, true, () -> FlinkRun.run(halved, 2));
        KieBase rules = DroolsRun.compile();
        Told expectedOfPart = OwnRun.run(part).told();
        double drools = median("drools", ROUNDS, expectedOfPart, false, () -> DroolsRun.run(rules, part));
        tell("timesFlink1", own / one, "%.1f");
        tell("timesFlink2", own / two, "%.1f");
        tell("timesDrools", own / drools, "%.0f");
        System.out.println(json.append(",\"agreed\":").append(agreed).append('}'));
    }

    private double median(String name, int rounds, Told expected, boolean withEnds, Callable<Round> engine)
            throws Exception {
        double[] speeds = new double[rounds];
        for (int round = -1; round < rounds; round++) {
            Round done = engine.call();
            boolean same =
                    done.told().raisedAs(expected) && (!withEnds || done.told().clearedAs(expected));
            agreed &= same;
            if (round >= 0) {
                speeds[round] = done.readingsPerSecond();
            } else {
                System.out.printf("%-10s %s%s%n", name, done.told(), same ? "" : ", but expected " + expected);
            }
        }
        Arrays.sort(speeds);
        tell(name + "ReadingsPerSecond", speeds[rounds / 2], "%.0f");
        return speeds[rounds / 2];
    }

    private void tell(String name, double value, String format) {
        String text = String.format(Locale.ROOT, format, value);
        System.out.printf("%-28s %s%n", name, text);
        json.append(",\"").append(name).append("\":").append(text);
    }
}
