package org.chengmai.cases.model;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which cases a list shows; starts from {@link #ALL} and narrows.
 *
 * @param statuses any of these; empty is any
 * @param place this place and below; empty is anywhere
 * @param words in number, title, words or address
 * @param mine only what lies with the caller: given to the account, or to its unit and not to somebody else there
 * @param size lines a page, 1 to 500
 */
public record Filter(
        Set<Status> statuses,
        @Nullable String matter,
        @Nullable String source,
        String place,
        @Nullable String unit,
        boolean overdue,
        String words,
        boolean mine,
        Order order,
        int size) {

    /** What comes first. */
    public enum Order {
        NEWEST,
        /** The worst first, then what is due soonest. */
        URGENT
    }

    public static final Filter ALL = new Filter(Set.of(), null, null, "", null, false, "", false, Order.NEWEST, 50);

    /** Everything that is not over. */
    public static final Filter OPEN = ALL.status(EnumSet.range(Status.REPORTED, Status.VERIFIED));

    public Filter {
        statuses = Set.copyOf(statuses);
        size = Math.clamp(size, 1, 500);
    }

    public Filter status(Set<Status> some) {
        return new Filter(some, matter, source, place, unit, overdue, words, mine, order, size);
    }

    public Filter matter(@Nullable String one) {
        return new Filter(statuses, one, source, place, unit, overdue, words, mine, order, size);
    }

    public Filter source(@Nullable String one) {
        return new Filter(statuses, matter, one, place, unit, overdue, words, mine, order, size);
    }

    public Filter place(String below) {
        return new Filter(statuses, matter, source, below, unit, overdue, words, mine, order, size);
    }

    public Filter unit(@Nullable String one) {
        return new Filter(statuses, matter, source, place, one, overdue, words, mine, order, size);
    }

    public Filter overdue(boolean only) {
        return new Filter(statuses, matter, source, place, unit, only, words, mine, order, size);
    }

    public Filter words(String some) {
        return new Filter(statuses, matter, source, place, unit, overdue, some, mine, order, size);
    }

    public Filter mine(boolean only) {
        return new Filter(statuses, matter, source, place, unit, overdue, words, only, order, size);
    }

    public Filter order(Order by) {
        return new Filter(statuses, matter, source, place, unit, overdue, words, mine, by, size);
    }

    public Filter size(int lines) {
        return new Filter(statuses, matter, source, place, unit, overdue, words, mine, order, lines);
    }
}
