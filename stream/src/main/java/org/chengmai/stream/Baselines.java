package org.chengmai.stream;

import java.util.Arrays;

/**
 * What is usual for a device at an hour of the day, kept in a book of bounded size for each baseline of each device. An hour
 * of the city's calendar is closed by the first reading of a later one; of its readings at most 64 count, evenly thinned: every
 * s-th from the first on, s the least power of two that suffices. A closed hour stands in the book by its quartiles, as
 * 32-bit numbers. Usual is the median of the quartiles of the same hour of day of the D days before, spread 1.4826
 * times the median of their distances from it, both for the hour of the newest reading, which they are meant to be compared
 * with, and both UNKNOWN while fewer than 3 of these days have the hour.
 *
 * <p>The k-th quartile of n readings in order is the one at (k(n-1)+2)/4, the median of m numbers the one at (m-1)/2.
 */
final class Baselines {
    static final int ENOUGH_DAYS = 3;
    static final int HOURS_OF_DAY = 24;
    static final int MOST_OF_HOUR = 64;
    static final double SPREAD_OF_DISTANCE = 1.4826;

    /** The hour that is being collected: its day times 24 and its hour of day. */
    private static final int HOUR = 0;
    /** Readings of that hour so far, how many of them are kept, and that each so-manieth is. */
    private static final int COUNT = 1;

    private static final int KEPT = 2;
    private static final int STRIDE = 3;
    /** The hour for which usual and spread have been worked out. */
    private static final int KNOWN_FOR = 4;

    private static final int USUAL = 5;
    private static final int SPREAD = 6;
    /** Closed hours in the book, and the place of the oldest. */
    private static final int CLOSED = 7;

    private static final int OLDEST = 8;
    private static final int FIRST_KEPT = 9;
    static final int FIRST_CLOSED = FIRST_KEPT + MOST_OF_HOUR;

    private static final int LENGTH = FIRST_CLOSED + 2 * HOURS_OF_DAY;
    private static final Pairs HOURS = new Pairs(OLDEST, FIRST_CLOSED);

    private final Shelf books = new Shelf();
    private final double[] ordered = new double[3 * Limits.MOST_DAYS];

    /**
     * Takes in a reading of the hour, which closes an earlier hour; one that is no finite number is none. Returns the number
     * of the book, which is new for 0.
     */
    int feed(int number, long hour, long days, double value) {
        if (!Double.isFinite(value)) {
            return number;
        }
        int id = number == 0 ? open(hour) : number;
        roll(id, hour, days);
        long[] book = books.get(id);
        if (book[COUNT] % book[STRIDE] == 0) {
            if (book[KEPT] == MOST_OF_HOUR) {
                thin(book);
            }
            if (book[COUNT] % book[STRIDE] == 0) {
                book[FIRST_KEPT + (int) book[KEPT]++] = Double.doubleToRawLongBits(value);
            }
        }
        book[COUNT]++;
        return id;
    }

    private static void thin(long[] book) {
        for (int i = 0; i < MOST_OF_HOUR / 2; i++) {
            book[FIRST_KEPT + i] = book[FIRST_KEPT + 2 * i];
        }
        book[KEPT] = MOST_OF_HOUR / 2;
        book[STRIDE] *= 2;
    }

    /** Closes the hour that is being collected when the given one is later; hours older than so many days leave. */
    private void roll(int number, long hour, long days) {
        if (books.get(number)[HOUR] >= hour) {
            return;
        }
        long[] book = books.get(number);
        int kept = (int) book[KEPT];
        if (kept > 0) {
            for (int i = 0; i < kept; i++) {
                ordered[i] = Double.longBitsToDouble(book[FIRST_KEPT + i]);
            }
            Arrays.sort(ordered, 0, kept);
            while (book[CLOSED] > 0 && closedHour(book, 0) + HOURS_OF_DAY * (days + 1) < hour) {
                dropOldest(book);
            }
            close(number, book[HOUR], quartile(kept, 1), quartile(kept, 2), quartile(kept, 3));
            book = books.get(number);
        }
        book[HOUR] = hour;
        book[COUNT] = 0;
        book[KEPT] = 0;
        book[STRIDE] = 1;
    }

    private float quartile(int kept, int k) {
        return (float) ordered[(k * (kept - 1) + 2) / 4];
    }

    private void close(int number, long hour, float lower, float middle, float upper) {
        long[] book = books.get(number);
        int closed = (int) book[CLOSED];
        if (HOURS.isFull(book, closed)) {
            book = HOURS.grown(book, closed);
            books.put(number, book);
        }
        book[CLOSED]++;
        int place = HOURS.place(book, closed);
        book[place] = pair(hour, lower);
        book[place + 1] = pair(Float.floatToRawIntBits(middle), upper);
    }

    private static long pair(long high, float low) {
        return (high << 32) | (Float.floatToRawIntBits(low) & 0xffff_ffffL);
    }

    /** Usual or spread at the hour of the newest reading. */
    double value(int number, long days, boolean isSpread) {
        if (number == 0) {
            return Evaluation.UNKNOWN;
        }
        long[] book = books.get(number);
        long hour = book[HOUR];
        if (book[KNOWN_FOR] != hour) {
            work(book, hour, days);
            book[KNOWN_FOR] = hour;
        }
        return Double.longBitsToDouble(book[isSpread ? SPREAD : USUAL]);
    }

    private void work(long[] book, long hour, long days) {
        int found = 0;
        int closed = (int) book[CLOSED];
        for (long ago = days; ago > 0 && closed > 0; ago--) {
            long wanted = hour - ago * HOURS_OF_DAY;
            int i = placeOf(wanted, book, closed);
            if (i < closed && closedHour(book, i) == wanted) {
                int place = HOURS.place(book, i);
                ordered[found++] = Float.intBitsToFloat((int) book[place]);
                ordered[found++] = Float.intBitsToFloat((int) (book[place + 1] >> 32));
                ordered[found++] = Float.intBitsToFloat((int) book[place + 1]);
            }
        }
        double usual = Evaluation.UNKNOWN;
        double spread = Evaluation.UNKNOWN;
        if (found >= 3 * ENOUGH_DAYS) {
            Arrays.sort(ordered, 0, found);
            usual = ordered[(found - 1) / 2];
            for (int i = 0; i < found; i++) {
                ordered[i] = Math.abs(ordered[i] - usual);
            }
            Arrays.sort(ordered, 0, found);
            spread = SPREAD_OF_DISTANCE * ordered[(found - 1) / 2];
        }
        book[USUAL] = Double.doubleToRawLongBits(usual);
        book[SPREAD] = Double.doubleToRawLongBits(spread);
    }

    /** Which closed hour is the first that is not earlier: as many from the end as hours have passed since, or after that. */
    private static int placeOf(long wanted, long[] book, int closed) {
        int i = Math.clamp(closed - 1 - (closedHour(book, closed - 1) - wanted), 0, closed);
        while (i < closed && closedHour(book, i) < wanted) {
            i++;
        }
        return i;
    }

    /** All that a book holds but what is worked out from it, for a snapshot; nothing for 0. */
    long[] write(int number) {
        if (number == 0) {
            return new long[0];
        }
        long[] book = books.get(number);
        long[] all = HOURS.trimmed(book, (int) book[CLOSED]);
        forget(all);
        return all;
    }

    private static void forget(long[] book) {
        book[KNOWN_FOR] = Limits.NONE;
        book[USUAL] = 0;
        book[SPREAD] = 0;
    }

    /** A new book from what {@link #write} gave; its number. */
    int read(long[] all) {
        if (all.length == 0) {
            return 0;
        }
        int number = books.copy(all, LENGTH);
        forget(books.get(number));
        return number;
    }

    void free(int number) {
        books.free(number);
    }

    void clear() {
        books.clear();
    }

    private int open(long hour) {
        int number = books.open(FIRST_CLOSED, LENGTH);
        long[] book = books.get(number);
        book[HOUR] = hour;
        book[STRIDE] = 1;
        book[KNOWN_FOR] = Limits.NONE;
        return number;
    }

    private static long closedHour(long[] book, int i) {
        return book[HOURS.place(book, i)] >> 32;
    }

    private static void dropOldest(long[] book) {
        HOURS.dropOldest(book);
        book[CLOSED]--;
    }
}
