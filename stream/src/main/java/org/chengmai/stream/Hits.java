package org.chengmai.stream;

/**
 * Rings of times: for each expression {@code N times (X) within T} of each device the newest N moments at which X was hit.
 * A ring has a number from 1; 0 stands for one that is still empty. Rings grow by doubling and are kept for reuse.
 */
final class Hits {
    private static final int SIZE = 0;
    private static final int OLDEST = 1;
    private static final int FIRST = 2;

    private static final int TIMES_AT_FIRST = 4;

    private final Shelf rings = new Shelf();

    /** Adds a time to a ring that keeps the newest {@code most}; returns the ring's number. */
    int add(int number, long time, int most) {
        int id = number == 0 ? rings.open(FIRST, FIRST + TIMES_AT_FIRST) : number;
        long[] ring = rings.get(id);
        int size = (int) ring[SIZE];
        int room = ring.length - FIRST;
        if (size == room && size < most) {
            ring = grown(ring, most);
            rings.put(id, ring);
            room = ring.length - FIRST;
        }
        int oldest = (int) ring[OLDEST];
        int end = oldest + size;
        ring[FIRST + (end >= room ? end - room : end)] = time;
        if (size < most) {
            ring[SIZE] = size + 1L;
        } else {
            ring[OLDEST] = oldest + 1 == room ? 0 : oldest + 1;
        }
        return id;
    }

    int size(int number) {
        return number == 0 ? 0 : (int) rings.get(number)[SIZE];
    }

    long oldest(int number) {
        long[] ring = rings.get(number);
        return ring[FIRST + (int) ring[OLDEST]];
    }

    /** The i-th time, the oldest first. */
    long get(int number, int i) {
        long[] ring = rings.get(number);
        int room = ring.length - FIRST;
        int place = (int) ring[OLDEST] + i;
        return ring[FIRST + (place >= room ? place - room : place)];
    }

    /** Empties the ring; its number may be given to another. */
    void free(int number) {
        rings.free(number);
    }

    void clear() {
        rings.clear();
    }

    private static long[] grown(long[] ring, int most) {
        int room = ring.length - FIRST;
        long[] larger = new long[FIRST + Math.min(2 * room, Math.max(most, room))];
        int oldest = (int) ring[OLDEST];
        for (int i = 0; i < room; i++) {
            larger[FIRST + i] = ring[FIRST + (oldest + i) % room];
        }
        larger[SIZE] = ring[SIZE];
        return larger;
    }
}
