package org.chengmai.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.chengmai.detection.ShippedRules;
import org.chengmai.device.Kind;

/** What the devices of a made-up city send, as {@code mix.txt} beside this class says; what it does not name is not sent. */
final class Mix {

    private final List<Sort> sorts;
    private final int shares;

    private Mix(List<Sort> sorts) {
        this.sorts = sorts;
        this.shares = sorts.stream().mapToInt(Sort::share).sum();
    }

    /**
     * How devices of a kind behave.
     *
     * @param number the kind as the engine knows it
     * @param share how many of the city's devices are such, beside the shares of the others
     * @param seconds from message to message
     * @param channels what a message carries, in the order of the kind's channels
     */
    record Sort(int number, Kind kind, int share, int seconds, List<Range> channels) {}

    /** The values of a channel while all is well, and in trouble; NaN is not sent. */
    record Range(double low, double high, double worseLow, double worseHigh) {

        static Range of(String text) {
            String[] halves = text.split("!", 2);
            double[] usual = bounds(halves[0]);
            double[] worse = bounds(halves[halves.length - 1]);
            return new Range(usual[0], usual[1], worse[0], worse[1]);
        }

        private static double[] bounds(String text) {
            if (text.equals("-")) {
                return new double[] {Double.NaN, Double.NaN};
            }
            String[] ends = text.split("\\.\\.", 2);
            return new double[] {Double.parseDouble(ends[0]), Double.parseDouble(ends[ends.length - 1])};
        }

        /** A value of the range, {@code part} from 0 to 1 of the way. */
        double value(boolean isTroubled, double part) {
            return isTroubled ? worseLow + (worseHigh - worseLow) * part : low + (high - low) * part;
        }
    }

    static Mix of(ShippedRules rules) {
        try (InputStream text = Objects.requireNonNull(Mix.class.getResourceAsStream("mix.txt"))) {
            List<Sort> sorts = new String(text.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> sort(line.strip().split("\\s+"), rules))
                    .toList();
            return new Mix(sorts);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Sort sort(String[] words, ShippedRules rules) {
        int number = rules.number(words[0]);
        Kind kind = rules.kinds().get(number);
        Range[] channels = new Range[kind.channels().size()];
        Arrays.fill(channels, Range.of("-"));
        for (String word : Arrays.copyOfRange(words, 3, words.length)) {
            String[] pair = word.split("=", 2);
            channels[kind.channel(pair[0]).orElseThrow().index()] = Range.of(pair[1]);
        }
        return new Sort(number, kind, Integer.parseInt(words[1]), Integer.parseInt(words[2]), List.of(channels));
    }

    List<Sort> sorts() {
        return sorts;
    }

    /** The sort of each device of so many, in the order of the sorts. */
    Sort[] fleet(int devices) {
        Sort[] fleet = new Sort[devices];
        long share = 0;
        int next = 0;
        for (Sort sort : sorts) {
            share += sort.share();
            int end = (int) (share * devices / shares);
            Arrays.fill(fleet, next, end, sort);
            next = end;
        }
        return fleet;
    }
}
