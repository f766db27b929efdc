package org.chengmai.device.model;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.chengmai.device.Device;
import org.jspecify.annotations.Nullable;

/**
 * Devices by a text of theirs that no other has, such as the id: their numbers in one array by open addressing, 8 to 32 bytes a
 * device. What a device said once and says no longer finds nobody. Written by one thread at a time, read by any without locks.
 */
final class TextIndex {

    private static final int FREE = 0;
    private static final int LEAST = 2048;
    private static final int GROWTH = 4;
    private static final int MIX = 0x9E3779B9;

    private final Function<Device, String> text;
    private final IntFunction<@Nullable Device> roll;
    private volatile AtomicIntegerArray table = new AtomicIntegerArray(LEAST);
    private int used;

    TextIndex(Function<Device, String> text, IntFunction<@Nullable Device> roll) {
        this.text = text;
        this.roll = roll;
    }

    @Nullable
    Device find(String wanted) {
        AtomicIntegerArray all = table;
        int mask = all.length() - 1;
        int at = place(wanted, mask);
        for (int entry = all.get(at); entry != FREE; entry = all.get(at)) {
            Device device = roll.apply(entry - 1);
            if (device != null && text.apply(device).equals(wanted)) {
                return device;
            }
            at = (at + 1) & mask;
        }
        return null;
    }

    /** Puts a device in that stands in the roll already. */
    void put(Device device) {
        if (2 * (used + 1) > table.length()) {
            grow();
        }
        used += put(table, device) ? 1 : 0;
    }

    /** Returns whether it took a free place. */
    private boolean put(AtomicIntegerArray into, Device device) {
        int mask = into.length() - 1;
        int at = place(text.apply(device), mask);
        int wanted = device.no() + 1;
        for (int entry = into.get(at); entry != FREE; entry = into.get(at)) {
            if (entry == wanted) {
                return false;
            }
            at = (at + 1) & mask;
        }
        into.set(at, wanted);
        return true;
    }

    private void grow() {
        AtomicIntegerArray old = table;
        AtomicIntegerArray larger = new AtomicIntegerArray(GROWTH * old.length());
        int taken = 0;
        for (int i = 0; i < old.length(); i++) {
            Device device = old.get(i) == FREE ? null : roll.apply(old.get(i) - 1);
            taken += device != null && put(larger, device) ? 1 : 0;
        }
        used = taken;
        table = larger;
    }

    private static int place(String text, int mask) {
        int mixed = text.hashCode() * MIX;
        return (mixed ^ mixed >>> 16) & mask;
    }
}
