package org.chengmai.device;

/**
 * Which devices a list shows; empty fields ask for all.
 *
 * @param words part of the id or the name
 * @param kind id of a kind
 * @param place path: only what lies at or below it
 * @param state word of a {@link Condition}, or empty
 */
public record DeviceFilter(String words, String kind, String place, String state) {

    public static final DeviceFilter ALL = new DeviceFilter("", "", "", "");

    /** Whether devices of this kind in this place fit, words and state apart. */
    boolean holds(String deviceKind, String devicePlace) {
        return devicePlace.startsWith(place) && (kind.isEmpty() || deviceKind.equals(kind));
    }
}
