package org.chengmai.device.intake;

import org.chengmai.device.store.LogWriter;
import org.jspecify.annotations.Nullable;

/**
 * Where one group of senders (an event loop, all of HTTP) puts its messages and the pump takes them: a parcel that is being
 * filled, and one that is on its way. Full means that the senders wait; it is never emptied by dropping.
 *
 * <p>Thread rule: {@link #add} by the senders, {@link #take} by the pump; {@link #delivered} is called by the pump after the
 * commit and passes the parcel on to where its senders are told.
 */
abstract class Inlet {

    /** A parcel is full from here on; the message that crosses the line still goes in. */
    static final int FULL_ROWS = 16_384;

    static final int FULL_MESSAGES = 16_384;

    /** The most readings that a message of 256 KiB can hold stay below this. */
    static final int LARGEST_MESSAGE = LogWriter.MOST_ROWS - FULL_ROWS;

    private final Pump pump;
    private Parcel filling = new Parcel();
    private @Nullable Parcel spare = new Parcel();

    Inlet(Pump pump) {
        this.pump = pump;
    }

    /** Puts a message in, and whoever waits for it; returns whether there is room for another. */
    final boolean add(Message message, @Nullable Sender sender, int ticket) {
        boolean room;
        synchronized (this) {
            filling.add(message);
            if (sender != null) {
                filling.add(sender, ticket);
            }
            room = hasRoom();
        }
        pump.wake();
        return room;
    }

    final synchronized boolean hasRoom() {
        return filling.rows() < FULL_ROWS && filling.messages < FULL_MESSAGES;
    }

    final synchronized boolean isEmpty() {
        return filling.isEmpty();
    }

    /** What has come in since, when it has at most this many rows; null when there is nothing that fits. */
    final synchronized @Nullable Parcel take(int mostRows) {
        if (filling.isEmpty() || filling.rows() > mostRows) {
            return null;
        }
        Parcel taken = filling;
        filling = spare == null ? new Parcel() : spare;
        spare = null;
        return taken;
    }

    /** Gives an empty parcel back. */
    final synchronized void recycle(Parcel parcel) {
        spare = parcel;
    }

    /** The parcel is committed: tell its senders, in their own thread, then {@link #recycle} it. */
    abstract void delivered(Parcel parcel);
}
