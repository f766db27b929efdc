package org.chengmai.kernel;

import java.util.List;

/**
 * One page of a longer list.
 *
 * @param number counts from 0
 * @param size the most that a page holds
 * @param total how many there are on all pages
 */
public record Page<T>(List<T> items, int number, int size, long total) {

    public Page {
        items = List.copyOf(items);
    }

    /** How many pages there are; 1 for an empty list. */
    public int pages() {
        return (int) Math.max(1, (total + size - 1) / size);
    }

    public boolean hasNext() {
        return number + 1 < pages();
    }

    public boolean hasPrevious() {
        return number > 0;
    }
}
