package org.chengmai.device.intake;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttEncoder;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.File;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLException;
import org.chengmai.device.Provisioning;
import org.chengmai.device.model.Registry;
import org.chengmai.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The MQTT listener: 3.1.1 and 5, QoS 0 and 1, plain or TLS, on as many event loops as half the processors. */
@Component
public final class MqttDoor {

    private static final int BACKLOG = 4_096;
    private static final int LONGEST_CLIENT_ID = 256;
    private static final long SWEEP_SECONDS = 5;

    private final MqttSettings settings;
    private final Pump pump;
    private final Registry registry;
    private final AsideGate gate;
    private final IntakeFigures figures;
    private final InstantSource clock;
    private final Provisioning provisioning;
    private final RateLimits limits;
    private final AtomicInteger guests = new AtomicInteger();
    private final Map<EventLoop, Loop> loops = new ConcurrentHashMap<>();
    private final Map<String, MqttSession> clients = new ConcurrentHashMap<>();
    private @Nullable EventLoopGroup group;
    private @Nullable Channel listening;

    MqttDoor(
            MqttSettings settings,
            Pump pump,
            Registry registry,
            AsideGate gate,
            IntakeFigures figures,
            InstantSource clock,
            Provisioning provisioning,
            RateLimits limits) {
        this.settings = settings;
        this.pump = pump;
        this.registry = registry;
        this.gate = gate;
        this.figures = figures;
        this.clock = clock;
        this.provisioning = provisioning;
        this.limits = limits;
    }

    /** Opens the port; it does nothing when it is open. */
    public synchronized void open() {
        if (listening != null) {
            return;
        }
        SslContext tls = tls();
        registry.whenRevoked(() -> loops.values().forEach(Loop::turnOut));
        Transport transport = Transport.best();
        EventLoopGroup opened =
                new MultiThreadIoEventLoopGroup(threads(), new DefaultThreadFactory("mqtt", true), transport.loops());
        group = opened;
        ServerBootstrap server = new ServerBootstrap()
                .group(opened)
                .channel(transport.listening())
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        furnish(channel, tls);
                    }
                });
        try {
            listening = server.bind(settings.port()).syncUninterruptibly().channel();
        } catch (RuntimeException e) {
            opened.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(1, TimeUnit.SECONDS);
            group = null;
            throw new IllegalStateException(
                    "Expected to listen for MQTT on port %d, but %s; choose another with --mqtt-port."
                            .formatted(settings.port(), e.getMessage()),
                    e);
        }
    }

    private static int threads() {
        return Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    }

    private void furnish(SocketChannel channel, @Nullable SslContext tls) {
        Loop loop = loops.computeIfAbsent(channel.eventLoop(), this::newLoop);
        if (tls != null) {
            channel.pipeline().addLast(tls.newHandler(channel.alloc()));
        }
        channel.pipeline()
                .addLast(new MqttDecoder(MqttSession.LARGEST_PACKET, LONGEST_CLIENT_ID))
                .addLast(MqttEncoder.INSTANCE)
                .addLast(new ProvisionGate(channel, registry, provisioning, guests))
                .addLast(new MqttSession(channel, loop, registry, gate, figures, clock, clients));
    }

    private Loop newLoop(EventLoop eventLoop) {
        Loop loop = new Loop(eventLoop, pump, registry, gate, limits);
        pump.add(loop);
        var sweep = eventLoop.scheduleAtFixedRate(
                () -> java.util.List.copyOf(loop.sessions).forEach(MqttSession::closeIfSilent),
                SWEEP_SECONDS,
                SWEEP_SECONDS,
                TimeUnit.SECONDS);
        java.util.Objects.requireNonNull(sweep);
        return loop;
    }

    private @Nullable SslContext tls() {
        String cert = settings.tlsCert();
        String key = settings.tlsKey();
        if (cert == null || cert.isBlank() || key == null || key.isBlank()) {
            return null;
        }
        try {
            return SslContextBuilder.forServer(new File(cert), new File(key)).build();
        } catch (SSLException | IllegalArgumentException e) {
            throw Refusal.badInput(
                    "mqtt.tls",
                    "Expected a PEM certificate in %s and its key in %s, but %s.".formatted(cert, key, e.getMessage()),
                    cert,
                    key);
        }
    }

    /** The port it listens on; 0 while it is closed. */
    public synchronized int port() {
        return listening != null && listening.localAddress() instanceof InetSocketAddress at ? at.getPort() : 0;
    }

    /** Closes the port and every connection. */
    public synchronized void close() {
        EventLoopGroup closing = group;
        if (closing == null) {
            return;
        }
        group = null;
        listening = null;
        closing.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(3, TimeUnit.SECONDS);
        loops.clear();
    }
}
