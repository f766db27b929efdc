package org.chengmai.bench;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.chengmai.device.intake.Transport;
import org.jspecify.annotations.Nullable;

/**
 * Many MQTT connections on one event loop. With a rate, messages are due evenly over the second and carry the time at which
 * they were due, so that a late sender counts against the result; without one, every answer calls for the next message.
 *
 * <p>Each device is damp (humidity 99, which the bench's rule raises an alarm for) in one message out of many and dry in
 * the next, so every damp message is one alarm.
 */
final class Load implements AutoCloseable {

    private static final Transport TRANSPORT = Transport.best();
    private static final int TICK_MILLIS = 2;
    private static final int CONNECTS_AT_ONCE = 200;
    private static final long COME_BACK_MILLIS = 1_000;
    private static final double ALARMS_A_SECOND = 25;
    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final IngestOptions options;
    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, TRANSPORT.loops());
    private final List<Line> lines = new ArrayList<>();
    private final Payload[] payloads;
    private final long[] lastAt;
    private final boolean[] damp;
    private final AtomicInteger welcomed = new AtomicInteger();
    private final AtomicInteger pongs = new AtomicInteger();
    private final AtomicLong sentMessages = new AtomicLong();
    private final AtomicLong acknowledgedMessages = new AtomicLong();
    private final AtomicLong dampMessages = new AtomicLong();
    private volatile @Nullable String fault;
    private volatile boolean sending;
    private volatile boolean ending;
    private long untilDamp;
    private long dampEvery = 200;
    private long dueMessages;
    private long startNanos;
    private long startMillis;
    private int cursor;
    private int keepAliveSeconds;
    private int port;

    Load(IngestOptions options) {
        this.options = options;
        this.payloads = new Payload[options.devices()];
        for (int i = 0; i < payloads.length; i++) {
            payloads[i] = new Payload(Ingest.deviceId(i), options.gateways() > 0);
        }
        this.lastAt = new long[options.devices()];
        this.damp = new boolean[options.devices()];
    }

    /** After how long without a word a connection may be closed; before {@link #connect}. */
    void keepAlive(int seconds) {
        keepAliveSeconds = seconds;
    }

    int keepAliveSeconds() {
        return keepAliveSeconds;
    }

    /** Asks on every connection whether the other side is there; returns when all have answered. */
    void pingAll() {
        int n = lines.size();
        group.next().execute(() -> lines.forEach(Line::ping));
        await(() -> pongs.get() == n);
    }

    void ponged() {
        pongs.incrementAndGet();
    }

    /** Sends on every connection as many as its window holds, once; {@link #finish} waits for the answers. */
    void sendOnce() {
        long before = sentMessages.get();
        group.next().execute(() -> lines.forEach(line -> line.fill(System.currentTimeMillis())));
        await(() -> sentMessages.get() >= before + lines.size());
    }

    /** Opens every connection; returns when all are welcome. */
    void connect(int serverPort) {
        port = serverPort;
        int n = options.connections();
        for (int i = 0; i < n; i++) {
            lines.add(line(i));
        }
        for (int i = 0; i < n; i++) {
            connect(lines.get(i));
            int opened = i + 1;
            await(() -> welcomed.get() >= opened - CONNECTS_AT_ONCE);
        }
        await(() -> welcomed.get() == n);
    }

    private void connect(Line line) {
        ChannelFuture connecting = new Bootstrap()
                .group(group)
                .channel(TRANSPORT.connecting())
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(line)
                .connect("127.0.0.1", port);
        connecting.addListener(done -> {
            if (!done.isSuccess()) {
                broken(done.cause());
                comeBack(line);
            }
        });
    }

    /** Connects again after a while of its own, so that not all come at once. */
    private void comeBack(Line line) {
        if (!ending && fault == null) {
            long pause = COME_BACK_MILLIS / 10 + ThreadLocalRandom.current().nextLong(COME_BACK_MILLIS);
            var again = group.next().schedule(() -> connect(line), pause, TimeUnit.MILLISECONDS);
            java.util.Objects.requireNonNull(again);
        }
    }

    private Line line(int i) {
        int n = options.connections();
        if (options.gateways() == 0) {
            return new Line(this, Ingest.token(i), i, 1, options.window());
        }
        int first = (int) ((long) options.devices() * i / n);
        int next = (int) ((long) options.devices() * (i + 1) / n);
        return new Line(this, Ingest.gatewayToken(i), first, next - first, options.window());
    }

    private void await(java.util.function.BooleanSupplier wanted) {
        long limit = System.nanoTime() + LIMIT_NANOS;
        while (!wanted.getAsBoolean()) {
            check();
            if (System.nanoTime() > limit) {
                throw new IllegalStateException("Expected every connection to be welcome, but waited in vain.");
            }
            LockSupport.parkNanos(100_000);
        }
    }

    private void check() {
        String wrong = fault;
        if (wrong != null) {
            throw new IllegalStateException(wrong);
        }
    }

    void start() {
        startNanos = System.nanoTime();
        startMillis = System.currentTimeMillis();
        sending = true;
        if (options.rate() > 0) {
            dampEvery = Math.max(20, (long) (options.rate() / ALARMS_A_SECOND));
            var ticking = group.next().scheduleAtFixedRate(this::tick, 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
            java.util.Objects.requireNonNull(ticking);
        } else {
            dampEvery = 1_000;
            group.next().execute(() -> lines.forEach(line -> line.fill(System.currentTimeMillis())));
        }
    }

    /** Sends what is due since the last tick, connection by connection. */
    private void tick() {
        if (!sending) {
            return;
        }
        double seconds = (System.nanoTime() - startNanos) / 1e9;
        long due = (long) (seconds * options.rate());
        int full = 0;
        while (dueMessages < due && full < lines.size()) {
            Line line = lines.get(cursor);
            cursor = cursor + 1 == lines.size() ? 0 : cursor + 1;
            if (line.hasRoom()) {
                line.send(startMillis + dueMessages * 1000 / options.rate());
                dueMessages++;
                full = 0;
            } else {
                full++;
            }
        }
    }

    /** The time of a device's next message. Times of a device grow strictly, so that each reading can be told apart. */
    long timeOf(int device, long atMillis) {
        long at = Math.max(atMillis, lastAt[device] + 1);
        lastAt[device] = at;
        return at;
    }

    /** Whether the device's next message raises an alarm. */
    boolean isDamp(int device) {
        boolean nowDamp = !damp[device] && --untilDamp <= 0;
        if (nowDamp) {
            untilDamp = dampEvery;
            dampMessages.getAndIncrement();
        }
        damp[device] = nowDamp;
        sentMessages.getAndIncrement();
        return nowDamp;
    }

    void payload(int device, ByteBuf to, int packetId, long atMillis, boolean isDamp) {
        payloads[device].write(to, packetId, atMillis, isDamp);
    }

    void acknowledged(Line line, int n) {
        acknowledgedMessages.getAndAdd(n);
        if (sending && options.rate() == 0) {
            line.fill(System.currentTimeMillis());
        }
    }

    void welcomed() {
        welcomed.incrementAndGet();
    }

    /** A connection is closed: expected while the program is killed, else a fault. */
    void gone(Line line) {
        if (options.kills() == 0 && !ending) {
            fail("A connection was closed by the other side.");
        }
        comeBack(line);
    }

    void broken(Throwable cause) {
        if (options.kills() == 0 && !ending) {
            fail(cause.toString());
        }
    }

    void fail(String sentence) {
        fault = sentence;
        sending = false;
    }

    long sentMessages() {
        return sentMessages.get();
    }

    long acknowledgedMessages() {
        check();
        return acknowledgedMessages.get();
    }

    /** Messages that each raise one alarm. */
    long dampMessages() {
        return dampMessages.get();
    }

    /** How many messages are later than due. */
    long behind() {
        return options.rate() == 0
                ? 0
                : Math.max(0, (long) ((System.nanoTime() - startNanos) / 1e9 * options.rate()) - sentMessages.get());
    }

    /** Sends no more and waits for the answers still missing; returns how many never came. */
    long finish() {
        sending = false;
        long limit = System.nanoTime() + LIMIT_NANOS;
        while (acknowledgedMessages.get() < sentMessages.get() && System.nanoTime() < limit && fault == null) {
            LockSupport.parkNanos(1_000_000);
        }
        return sentMessages.get() - acknowledgedMessages.get();
    }

    @Override
    public void close() {
        ending = true;
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(3, TimeUnit.SECONDS);
    }
}
