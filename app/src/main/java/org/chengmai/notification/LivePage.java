package org.chengmai.notification;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.chengmai.kernel.Act;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.Reach;

/**
 * One open page that listens: its topics, how far its person reaches, a bounded queue, and a virtual thread that carries
 * the queue to the browser. It ends after half an hour; the browser comes back and is asked again who it is.
 */
public final class LivePage {

    /** What carries text to the browser; {@code send} may block. */
    public interface Wire {
        void send(String text) throws IOException;

        void end();
    }

    private static final int QUEUE = 256;
    private static final long HEARTBEAT_SECONDS = 15;
    private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(30);
    private static final String HEARTBEAT = ": still here\n\n";

    /** Which right opens a topic; any one is enough. */
    private static final Map<String, List<Act>> RIGHTS = Map.of(
            "case", List.of(Act.SEE_CASES, Act.HANDLE_CASE),
            "alarm", List.of(Act.SEE_CASES, Act.SEE_DEVICES),
            "device", List.of(Act.SEE_DEVICES));

    private final long number;
    private final long account;
    private final Map<String, List<Reach>> reaches;
    private final Set<String> topics;
    private final Wire wire;
    private final Consumer<LivePage> onEnd;
    private final BlockingQueue<String> queue = new ArrayBlockingQueue<>(QUEUE);
    private volatile boolean open = true;

    LivePage(long number, Actor actor, Set<String> topics, Wire wire, Consumer<LivePage> onEnd) {
        this.number = number;
        this.account = actor.account();
        this.topics = topics;
        this.wire = wire;
        this.onEnd = onEnd;
        this.reaches = topics.stream()
                .collect(java.util.stream.Collectors.toMap(
                        t -> t, t -> rights(t).map(actor::reach).toList()));
    }

    private static Stream<Act> rights(String topic) {
        return RIGHTS.getOrDefault(topic, List.of()).stream();
    }

    long number() {
        return number;
    }

    long account() {
        return account;
    }

    boolean wants(LiveEvent event) {
        if (!topics.contains(event.topic())) {
            return false;
        }
        return event.account() != 0
                ? event.account() == account
                : reaches.getOrDefault(event.topic(), List.of()).stream()
                        .anyMatch(r -> r.covers(event.place(), event.unit()));
    }

    /** False when the queue is full: the browser does not keep up. */
    boolean offer(String text) {
        return !open || queue.offer(text);
    }

    void start() {
        Thread.ofVirtual().name("live-" + number).start(this::carry);
    }

    private void carry() {
        long end = System.nanoTime() + LONGEST_NANOS;
        try {
            wire.send("retry: 2000\n\n");
            while (open && System.nanoTime() < end) {
                String text = queue.poll(HEARTBEAT_SECONDS, TimeUnit.SECONDS);
                if (open) {
                    wire.send(text == null ? HEARTBEAT : text);
                }
            }
        } catch (IOException | IllegalStateException gone) {
            open = false; // the browser left; nothing is lost that the page will not load again
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            onEnd.accept(this);
            wire.end();
        }
    }

    /** Ends the stream; what waits in the queue is dropped. */
    public void close() {
        open = false;
        onEnd.accept(this);
        queue.clear();
        queue.offer(HEARTBEAT);
    }
}
