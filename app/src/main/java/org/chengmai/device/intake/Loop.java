package org.chengmai.device.intake;

import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import org.chengmai.device.model.Registry;
import org.jspecify.annotations.Nullable;

/**
 * What the sessions of one event loop share: the inlet, the reader of payloads, who is paused. Everything but
 * {@link #delivered} runs on the event loop.
 */
final class Loop extends Inlet {

    final PayloadReader reader;
    final RateLimits limits;
    final Set<MqttSession> sessions = new LinkedHashSet<>();
    byte[] bytes = new byte[8 * 1024];
    private final EventLoop eventLoop;
    private final List<MqttSession> paused = new ArrayList<>();

    Loop(EventLoop eventLoop, Pump pump, Registry registry, AsideGate gate, RateLimits limits) {
        super(pump);
        this.eventLoop = eventLoop;
        this.limits = limits;
        this.reader = new PayloadReader(registry, gate);
    }

    /** Puts the message that {@link #reader} has just read in; a full inlet pauses the session. */
    void put(MqttSession session, @Nullable Sender sender, int ticket) {
        if (!add(reader.message, sender, ticket)) {
            pause(session);
        }
    }

    private void pause(MqttSession session) {
        if (session.pause()) {
            paused.add(session);
        }
    }

    void left(MqttSession session) {
        sessions.remove(session);
        paused.remove(session);
    }

    /** Ends the sessions whose token no longer holds; from any thread. */
    void turnOut() {
        try {
            eventLoop.execute(() -> List.copyOf(sessions).forEach(MqttSession::closeIfSilent));
        } catch (RejectedExecutionException closed) {
            // The door is closed and its sessions are gone.
            return;
        }
    }

    @Override
    void delivered(Parcel parcel) {
        try {
            eventLoop.execute(() -> answer(parcel));
        } catch (RejectedExecutionException closed) {
            // The door is closed and its sessions are gone; nobody waits any more.
            return;
        }
    }

    private void answer(Parcel parcel) {
        parcel.acknowledge();
        recycle(parcel);
        if (!paused.isEmpty() && hasRoom()) {
            List<MqttSession> resumed = List.copyOf(paused);
            paused.clear();
            resumed.forEach(MqttSession::resume);
        }
    }
}
