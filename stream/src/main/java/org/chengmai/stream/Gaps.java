package org.chengmai.stream;

import java.util.Arrays;

/**
 * How long a device has been silent by hour of the day, kept in a book of bounded size for each {@code usual gap} of each
 * device: of every hour of the city's calendar the longest gap that began in it. What is usual for an hour of the day is a
 * quantile over the D days before, each with the longest gap that began within an hour of it, so that a routine may come
 * early or late; a day on which none began there does not count, and with fewer than {@value #ENOUGH_DAYS} days it is UNKNOWN.
 *
 * <p>The q-quantile of m gaps in order is the one at ceil(q·m), counted from 1, and the first for q = 0.
 */
final class Gaps {
    static final int ENOUGH_DAYS = 3;

    private static final int SIZE = 0;
    private static final int OLDEST = 1;
    /** The hour and the quantile for which the value has been worked out. */
    private static final int KNOWN_FOR = 2;

    private static final int QUANTILE = 3;
    private static final int VALUE = 4;
    private static final int FIRST = 5;
    private static final int LENGTH = FIRST + 2 * Baselines.HOURS_OF_DAY;
    private static final Pairs HOURS = new Pairs(OLDEST, FIRST);

    private final Shelf books = new Shelf();
    private final long[] longest = new long[Limits.MOST_DAYS];

    /** Notes a gap that began in the hour; hours come in order. Returns the number of the book, which is new for 0. */
    int add(int number, long hour, long gap, long days) {
        int id = number == 0 ? open() : number;
        long[] book = books.get(id);
        int size = (int) book[SIZE];
        if (size > 0 && book[HOURS.place(book, size - 1)] == hour) {
            int place = HOURS.place(book, size - 1) + 1;
            book[place] = Math.max(book[place], gap);
            return id;
        }
        while (book[SIZE] > 0 && book[HOURS.place(book, 0)] < hour - Baselines.HOURS_OF_DAY * (days + 1)) {
            HOURS.dropOldest(book);
            book[SIZE]--;
        }
        size = (int) book[SIZE];
        if (HOURS.isFull(book, size)) {
            book = HOURS.grown(book, size);
            books.put(id, book);
        }
        int place = HOURS.place(book, size);
        book[place] = hour;
        book[place + 1] = gap;
        book[SIZE]++;
        return id;
    }

    /** The usual gap for the hour, no earlier than any that was added; UNKNOWN as a negative number. */
    long usual(int number, long hour, long days, double quantile) {
        if (number == 0) {
            return -1;
        }
        long[] book = books.get(number);
        long bits = Double.doubleToLongBits(quantile);
        if (book[KNOWN_FOR] != hour || book[QUANTILE] != bits) {
            book[VALUE] = work(book, hour, (int) days, quantile);
            book[KNOWN_FOR] = hour;
            book[QUANTILE] = bits;
        }
        return book[VALUE];
    }

    private long work(long[] book, long hour, int days, double quantile) {
        Arrays.fill(longest, 0, days, -1);
        for (int i = 0; i < book[SIZE]; i++) {
            int place = HOURS.place(book, i);
            long ago = hour - book[place] + 1;
            long day = ago / Baselines.HOURS_OF_DAY;
            if (ago % Baselines.HOURS_OF_DAY <= 2 && day >= 1 && day <= days) {
                longest[(int) day - 1] = Math.max(longest[(int) day - 1], book[place + 1]);
            }
        }
        Arrays.sort(longest, 0, days);
        int none = 0;
        while (none < days && longest[none] < 0) {
            none++;
        }
        int found = days - none;
        return found < ENOUGH_DAYS ? -1 : longest[none + Math.max(0, (int) Math.ceil(quantile * found) - 1)];
    }

    /** All that a book holds but what is worked out from it, for a snapshot; nothing for 0. */
    long[] write(int number) {
        if (number == 0) {
            return new long[0];
        }
        long[] book = books.get(number);
        long[] all = HOURS.trimmed(book, (int) book[SIZE]);
        forget(all);
        return all;
    }

    private static void forget(long[] book) {
        book[KNOWN_FOR] = Limits.NONE;
        book[QUANTILE] = 0;
        book[VALUE] = 0;
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

    private int open() {
        int number = books.open(FIRST, LENGTH);
        books.get(number)[KNOWN_FOR] = Limits.NONE;
        return number;
    }
}
