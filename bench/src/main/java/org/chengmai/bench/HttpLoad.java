package org.chengmai.bench;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.chengmai.device.intake.Transport;
import org.jspecify.annotations.Nullable;

/** Many HTTP connections on one event loop, each with one request in flight: every answer calls for the next request. */
final class HttpLoad implements AutoCloseable {

    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final Transport transport = Transport.best();
    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, transport.loops());
    private final HttpRequests requests;
    private final List<HttpLine> lines = new ArrayList<>();
    private final AtomicInteger connected = new AtomicInteger();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicLong answers = new AtomicLong();
    private final AtomicLong readings = new AtomicLong();
    private final Durations durations = new Durations();
    private volatile boolean sending;
    private volatile boolean measuring;
    private volatile boolean ending;
    private volatile @Nullable String fault;

    HttpLoad(HttpRequests requests) {
        this.requests = requests;
    }

    HttpRequests requests() {
        return requests;
    }

    /** Opens the connections; returns when all are there. */
    void connect(int port, int connections) {
        for (int i = 0; i < connections; i++) {
            HttpLine line = new HttpLine(this, i);
            lines.add(line);
            int opened = i + 1;
            new Bootstrap()
                    .group(group)
                    .channel(transport.connecting())
                    .option(ChannelOption.TCP_NODELAY, true)
                    .handler(line)
                    .connect("127.0.0.1", port)
                    .addListener(done -> {
                        if (!done.isSuccess()) {
                            fail(String.valueOf(done.cause()));
                        }
                    });
            await(() -> connected.get() == opened);
        }
    }

    void start() {
        sending = true;
        waiting.set(lines.size());
        group.next().execute(() -> lines.forEach(HttpLine::send));
    }

    /** From now on answers are timed. */
    void measure() {
        measuring = true;
    }

    /** An answer is there; returns whether another request is to follow. */
    boolean answered(int ofReadings, long tookNanos) {
        answers.incrementAndGet();
        readings.addAndGet(ofReadings);
        if (measuring) {
            durations.add(tookNanos);
        }
        if (!sending) {
            waiting.decrementAndGet();
        }
        return sending;
    }

    long answers() {
        return answers.get();
    }

    long readings() {
        return readings.get();
    }

    /** Sends no more, waits for the answers still missing and gives how long the answers took. */
    Durations finish() {
        sending = false;
        await(() -> waiting.get() == 0);
        return durations;
    }

    void connected() {
        connected.incrementAndGet();
    }

    void fail(String sentence) {
        if (!ending) {
            fault = sentence;
        }
    }

    private void await(java.util.function.BooleanSupplier wanted) {
        long limit = System.nanoTime() + LIMIT_NANOS;
        while (!wanted.getAsBoolean()) {
            check();
            if (System.nanoTime() > limit) {
                throw new IllegalStateException("Expected an answer on every connection, but waited in vain.");
            }
            LockSupport.parkNanos(100_000);
        }
    }

    void check() {
        String wrong = fault;
        if (wrong != null) {
            throw new IllegalStateException(wrong);
        }
    }

    @Override
    public void close() {
        ending = true;
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(3, TimeUnit.SECONDS);
    }
}
