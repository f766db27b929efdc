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

    /** Whether a device fits, its state apart. */
    boolean holds(Device device) {
        return device.place().startsWith(place)
                && (kind.isEmpty() || device.kind().equals(kind))
                && (words.isEmpty()
                        || device.id().contains(words)
                        || device.name().contains(words));
    }
}
