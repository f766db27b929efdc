package org.chengmai.stream;

/**
 * Where a lift's car is, from the bursts of an accelerometer on it and its switches: double integration from stop to stop by
 * a {@link MotionFilter}, put right at stops.
 *
 * <p><b>Modes.</b> A device is FRESH, and learns from its samples alone, until half a second of quiet ones has shown what its
 * sensor shows at rest; then it STANDS until a quarter of a second of samples is on average off its bias by {@value #DEPARTS}
 * m/s², and MOVES until the samples of the ring are quiet and the velocity is as good as zero. While it stands, samples that
 * are old enough to have nothing to do with a departure teach the bias; at a departure those in the ring are integrated after
 * all, so that nothing of the soft beginning is lost.
 *
 * <p><b>Stops.</b> Going evenly looks like standing, so quiet samples alone make no stop: the velocity must be zero as far as it
 * is known, or small and quiet for longer, or the door is open, or it is quiet for longer than any ride. A burst that ends without a
 * next sample for five seconds ends in a stop, because a car that moves is heard.
 *
 * <p><b>Landings.</b> A car that stands with the level switch on (or, where none was ever heard, with its door open) stands at
 * the nearest landing, when that is beyond doubt; with the base switch on at the base landing. The level switch is worth more
 * than the sum of accelerations: a standing car that is on it is within its reach of the landing, one that is off it is not, and
 * where it changes while the car rides, the car is just before a landing or just behind it.
 *
 * <p><b>Only what is certain is told.</b> No position before the base switch, or a reading of the position from outside, has
 * said where the car is, or when it is known no better than to a metre. A position beyond the ends is told less three
 * standard deviations, an offset less two: noise overruns no landing.
 *
 * <p>One thread. Times in milliseconds, lengths in metres, accelerations in m/s², the offset told in millimetres.
 */
final class LiftMotion {
    private static final long FRESH = 0;
    private static final long STANDS = 1;
    private static final long MOVES = 2;

    static final double DEPARTS = 0.07;
    private static final long DEPARTURE_MILLIS = 250;
    private static final int DEPARTURE_SAMPLES = 8;
    /** A sample this old has nothing to do with a departure that is noticed now. */
    private static final long RING_MILLIS = 700;

    private static final long QUIET_MILLIS = 500;
    private static final int QUIET_SAMPLES = 20;
    private static final double QUIET_DEVIATION = 0.1;
    private static final double QUIET_MEAN = 0.04;
    private static final double STOPPED = 0.04;
    private static final double SLOW = 0.3;
    private static final long SLOW_MILLIS = 1_200;
    private static final long SLOW_AT_LANDING_MILLIS = 300;
    private static final long DOOR_MILLIS = 1_500;
    private static final long LONGEST_RIDE_MILLIS = 60_000;
    /** No lift goes evenly from end to end more slowly, m/s. */
    private static final double SLOWEST = 0.5;

    /** Samples further apart belong to two bursts, or some are lost. */
    private static final long BREAK_MILLIS = 500;

    private static final long BURST_OVER_MILLIS = 5_000;
    private static final long TELL_MILLIS = 200;

    private static final double SAMPLE_VARIANCE = 0.05 * 0.05;
    private static final double BIAS_VARIANCE = 0.02 * 0.02;
    private static final double SCALE_VARIANCE = 0.03 * 0.03;
    private static final double STANDING_VARIANCE = 0.005 * 0.005;
    private static final double LANDING_VARIANCE = 0.015 * 0.015;
    private static final double PASSING_VARIANCE = 0.04 * 0.04;
    /** How late a change of the level switch may be noted. */
    private static final double EDGE_SECONDS = 0.02;

    private static final long CHATTER_MILLIS = 60;
    private static final double NOWHERE = 1e6;
    /** A position is known when its variance is below. */
    private static final double KNOWN = 1;
    /** So much of the way to the next landing may the filter be wrong and still be put right. */
    private static final double BEYOND_DOUBT = 0.35;

    private final MotionFilter filter = new MotionFilter();
    private LiftRow of = new LiftRow(0, 0, -1, -1, -1, -1, -1, -1, -1);
    private long[] cells = {};
    private int row;
    private int at;
    private double position;
    private double speed;
    private double offset;

    /** As of the last {@link #feed} that told; NaN while it is not known, as the offset may be. */
    double position() {
        return position;
    }

    double speed() {
        return speed;
    }

    double offset() {
        return offset;
    }

    /** Takes in a reading of one of its channels; whether there is something to tell. */
    boolean feed(LiftRow layout, long[] ofCells, int ofRow, int channel, long time, double value) {
        of = layout;
        cells = ofCells;
        row = ofRow;
        at = ofRow + layout.first();
        if (!layout.names(channel) || (mode() == FRESH && channel != layout.acceleration())) {
            return false;
        }
        filter.load(cells, at + LiftRow.FILTER);
        boolean tells = false;
        if (channel == layout.acceleration()) {
            tells = sample(time, value * layout.factor(cells, row));
        } else if (channel == layout.position()) {
            filter.set(MotionFilter.POSITION, value, LANDING_VARIANCE);
        } else if (mode() == STANDS) {
            tells = true;
            land();
        } else if (channel == layout.level()) {
            pass(time, value);
        }
        filter.store(cells, at + LiftRow.FILTER);
        if (tells) {
            cells[at + LiftRow.TOLD] = time;
            tell();
        }
        return tells;
    }

    private long mode() {
        return cells[at + LiftRow.MODE];
    }

    private boolean sample(long time, double shown) {
        long last = cells[at + LiftRow.SAMPLED];
        double before = Double.longBitsToDouble(cells[at + LiftRow.SAMPLE]);
        cells[at + LiftRow.SAMPLED] = time;
        cells[at + LiftRow.SAMPLE] = Double.doubleToRawLongBits(shown);
        long modeBefore = mode();
        if (last != Limits.NONE && time - last > BREAK_MILLIS) {
            pause(time - last);
            before = shown;
            last = time;
        }
        if (mode() == MOVES && last != Limits.NONE) {
            filter.move((time - last) / 1000.0, (before + shown) / 2);
        }
        add(time, shown);
        if (mode() == STANDS) {
            departs(time);
        } else if (mode() == MOVES) {
            stops(time);
        } else {
            wakes();
        }
        return mode() != modeBefore || (mode() == MOVES && time - cells[at + LiftRow.TOLD] >= TELL_MILLIS);
    }

    /** Nothing was heard for a while: a standing car stands on, a moving one has stopped unheard or some samples are lost. */
    private void pause(long millis) {
        double seconds = millis / 1000.0;
        if (mode() == STANDS) {
            while (size() > 0) {
                learn();
            }
            filter.loosen(MotionFilter.BIAS, Math.min(MotionFilter.BIAS_WALK * seconds, BIAS_VARIANCE));
        } else if (mode() == MOVES && millis > BURST_OVER_MILLIS) {
            stand();
        } else if (mode() == MOVES) {
            filter.move(seconds, filter.get(MotionFilter.BIAS));
            filter.loosen(MotionFilter.VELOCITY, 1);
            filter.loosen(MotionFilter.POSITION, seconds * seconds);
        }
        cells[at + LiftRow.RING_SIZE] = 0;
        cells[at + LiftRow.QUIET] = Limits.NONE;
    }

    /** The first quiet half second shows what the sensor shows at rest. */
    private void wakes() {
        if (!isWindow() || deviation() > QUIET_DEVIATION) {
            return;
        }
        double mean = mean(0);
        filter.forget(NOWHERE, BIAS_VARIANCE, SCALE_VARIANCE);
        filter.set(MotionFilter.BIAS, mean, SAMPLE_VARIANCE / size());
        stand();
    }

    private void departs(long time) {
        int recent = size();
        while (recent > 0 && time(recent - 1) > time - DEPARTURE_MILLIS) {
            recent--;
        }
        double uncertain = 3 * Math.sqrt(filter.variance(MotionFilter.BIAS));
        if (size() - recent >= DEPARTURE_SAMPLES
                && Math.abs(mean(recent) - filter.get(MotionFilter.BIAS)) > DEPARTS + uncertain) {
            cells[at + LiftRow.MODE] = MOVES;
            cells[at + LiftRow.QUIET] = Limits.NONE;
            for (int i = 1; i < size(); i++) {
                filter.move((time(i) - time(i - 1)) / 1000.0, (value(i - 1) + value(i)) / 2);
            }
            return;
        }
        while (size() > 0 && time(0) < time - RING_MILLIS) {
            learn();
        }
    }

    /** The oldest sample of the ring was taken at rest. */
    private void learn() {
        filter.measure(MotionFilter.BIAS, value(0), SAMPLE_VARIANCE);
        drop();
    }

    private void stops(long time) {
        while (size() > 0 && time(0) < time - RING_MILLIS) {
            drop();
        }
        double uncertain = 3 * Math.sqrt(filter.variance(MotionFilter.BIAS));
        if (!isWindow()
                || deviation() > QUIET_DEVIATION
                || Math.abs(mean(0) - filter.get(MotionFilter.BIAS)) > QUIET_MEAN + uncertain) {
            cells[at + LiftRow.QUIET] = Limits.NONE;
            return;
        }
        if (cells[at + LiftRow.QUIET] == Limits.NONE) {
            cells[at + LiftRow.QUIET] = time;
        }
        long quiet = time - cells[at + LiftRow.QUIET];
        double velocity = Math.abs(filter.get(MotionFilter.VELOCITY));
        boolean isStop = velocity < Math.max(STOPPED, 3 * Math.sqrt(filter.variance(MotionFilter.VELOCITY)))
                || (velocity < SLOW && quiet >= (isAtLanding() ? SLOW_AT_LANDING_MILLIS : SLOW_MILLIS))
                || (of.channel(cells, row, of.door()) == 1 && quiet >= DOOR_MILLIS)
                || quiet >= longestRide();
        if (isStop) {
            stand();
        }
    }

    /** Nobody rides evenly for longer, in milliseconds. */
    private double longestRide() {
        double top = of.landings(cells, row) == 0 ? 0 : of.top(cells, row);
        return LONGEST_RIDE_MILLIS + top / SLOWEST * 1_000;
    }

    /** The car stands: its velocity is zero, and what it seemed to be tells what the ride has got wrong. */
    private void stand() {
        double velocity = filter.get(MotionFilter.VELOCITY);
        double variance = filter.variance(MotionFilter.VELOCITY) + STANDING_VARIANCE;
        if (velocity * velocity <= Math.max(STOPPED * STOPPED, 9 * variance)) {
            filter.measure(MotionFilter.VELOCITY, 0, STANDING_VARIANCE);
        } else {
            filter.loosen(MotionFilter.POSITION, velocity * velocity * (velocity * velocity < SLOW * SLOW ? 2 : 25));
        }
        filter.set(MotionFilter.VELOCITY, 0, 0);
        cells[at + LiftRow.MODE] = STANDS;
        cells[at + LiftRow.LANDED] = 0;
        cells[at + LiftRow.RING_SIZE] = 0;
        land();
    }

    /** Takes in the landing at which a standing car is seen to be. */
    private void land() {
        if (cells[at + LiftRow.LANDED] != 0 || of.landings(cells, row) == 0) {
            return;
        }
        double base = of.baseHeight(cells, row);
        double estimate = filter.get(MotionFilter.POSITION);
        if (of.channel(cells, row, of.base()) == 1 && !Double.isNaN(base)) {
            reach(base, Double.POSITIVE_INFINITY);
        } else if (isAtLanding() && filter.variance(MotionFilter.POSITION) < KNOWN) {
            int nearest = of.nearest(cells, row, estimate);
            double height = of.height(cells, row, nearest);
            boolean isBelow = estimate < height || nearest + 1 == of.landings(cells, row);
            int next = isBelow && nearest > 0 ? nearest - 1 : nearest + 1;
            reach(height, BEYOND_DOUBT * Math.abs(of.height(cells, row, next) - height));
        }
    }

    /** The level switch comes on or goes off at a landing that the car passes: just before it or just behind it. */
    private void pass(long time, double value) {
        boolean isChatter = time - cells[at + LiftRow.EDGE] < CHATTER_MILLIS;
        cells[at + LiftRow.EDGE] = time;
        double velocity = filter.get(MotionFilter.VELOCITY);
        boolean isLost = filter.variance(MotionFilter.POSITION) >= KNOWN || of.landings(cells, row) == 0;
        if (isChatter || isLost || Math.abs(velocity) < SLOW) {
            return;
        }
        double ahead = of.reach(cells, row) * Math.signum(velocity) * (value == 1 ? -1 : 1);
        double estimate = filter.get(MotionFilter.POSITION) - ahead;
        double edge = of.height(cells, row, of.nearest(cells, row, estimate)) + ahead;
        double off = edge - filter.get(MotionFilter.POSITION);
        double variance = PASSING_VARIANCE + velocity * velocity * EDGE_SECONDS * EDGE_SECONDS;
        if (off * off <= 16 * (filter.variance(MotionFilter.POSITION) + variance)) {
            filter.measure(MotionFilter.POSITION, edge, variance);
        }
    }

    private boolean isAtLanding() {
        double level = of.channel(cells, row, of.level());
        return level == 1 || (Double.isNaN(level) && of.channel(cells, row, of.door()) == 1);
    }

    /** The car is seen at a height; how that fits what was thought decides what is learned from it. */
    private void reach(double height, double beyondDoubt) {
        double off = height - filter.get(MotionFilter.POSITION);
        double variance = filter.variance(MotionFilter.POSITION) + LANDING_VARIANCE;
        cells[at + LiftRow.LANDED] = 1;
        if (Math.abs(off) > beyondDoubt) {
            filter.set(MotionFilter.POSITION, filter.get(MotionFilter.POSITION), NOWHERE);
        } else if (off * off <= 9 * variance) {
            filter.measure(MotionFilter.POSITION, height, LANDING_VARIANCE);
        } else {
            filter.set(MotionFilter.POSITION, height, LANDING_VARIANCE);
        }
    }

    private void tell() {
        boolean stands = mode() == STANDS;
        double estimate = filter.get(MotionFilter.POSITION);
        double deviation = Math.sqrt(filter.variance(MotionFilter.POSITION));
        boolean isKnown = deviation * deviation < KNOWN && of.landings(cells, row) > 0;
        speed = Math.abs(filter.get(MotionFilter.VELOCITY));
        position = Double.NaN;
        offset = Double.NaN;
        if (isKnown) {
            double top = of.top(cells, row);
            position = estimate > top
                    ? Math.max(top, estimate - 3 * deviation)
                    : estimate < 0 ? Math.min(0, estimate + 3 * deviation) : estimate;
            double off = estimate - of.height(cells, row, of.nearest(cells, row, estimate));
            offset = Math.signum(off) * Math.max(0, Math.abs(off) - 2 * deviation);
        }
        double level = of.channel(cells, row, of.level());
        double reach = of.reach(cells, row);
        if (stands && level == 1) {
            offset = isKnown ? Math.clamp(offset, -reach, reach) : 0;
        } else if (stands && level == 0) {
            offset = isKnown && offset < 0 ? Math.min(-reach, offset) : Math.max(reach, isKnown ? offset : 0);
        }
        offset *= 1000;
    }

    // the ring of the newest samples

    private int size() {
        return (int) cells[at + LiftRow.RING_SIZE];
    }

    private int place(int i) {
        int place = (int) cells[at + LiftRow.RING_OLDEST] + i;
        return at + LiftRow.RING + 2 * (place >= LiftRow.MOST_SAMPLES ? place - LiftRow.MOST_SAMPLES : place);
    }

    private long time(int i) {
        return cells[place(i)];
    }

    private double value(int i) {
        return Double.longBitsToDouble(cells[place(i) + 1]);
    }

    private void add(long time, double value) {
        if (size() == LiftRow.MOST_SAMPLES) {
            if (mode() == STANDS) {
                learn();
            } else {
                drop();
            }
        }
        int place = place(size());
        cells[place] = time;
        cells[place + 1] = Double.doubleToRawLongBits(value);
        cells[at + LiftRow.RING_SIZE]++;
    }

    private void drop() {
        long oldest = cells[at + LiftRow.RING_OLDEST] + 1;
        cells[at + LiftRow.RING_OLDEST] = oldest == LiftRow.MOST_SAMPLES ? 0 : oldest;
        cells[at + LiftRow.RING_SIZE]--;
    }

    private boolean isWindow() {
        return size() >= QUIET_SAMPLES && time(size() - 1) - time(0) >= QUIET_MILLIS;
    }

    /** The mean of the ring from the i-th sample on. */
    private double mean(int from) {
        double sum = 0;
        for (int i = from; i < size(); i++) {
            sum += value(i);
        }
        return sum / (size() - from);
    }

    private double deviation() {
        double mean = mean(0);
        double sum = 0;
        for (int i = 0; i < size(); i++) {
            sum += (value(i) - mean) * (value(i) - mean);
        }
        return Math.sqrt(sum / size());
    }
}
