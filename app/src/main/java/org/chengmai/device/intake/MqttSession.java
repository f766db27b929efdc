package org.chengmai.device.intake;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageIdVariableHeader;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttSubscribeMessage;
import io.netty.handler.codec.mqtt.MqttUnacceptableProtocolVersionException;
import io.netty.handler.codec.mqtt.MqttUnsubscribeMessage;
import io.netty.handler.codec.mqtt.MqttVersion;
import io.netty.util.ReferenceCountUtil;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.chengmai.device.AsideReason;
import org.chengmai.device.Device;
import org.chengmai.device.model.KeptAside;
import org.chengmai.device.model.Registry;
import org.chengmai.device.model.Words;
import org.jspecify.annotations.Nullable;

/**
 * One MQTT connection. Lives on its event loop.
 *
 * <p>Choices: QoS 2 is refused in version 5 (Maximum QoS 1 is announced); in 3.1.1 it is taken as at least once, PUBREC after
 * the commit, because a reading that comes twice counts once. No session outlives its connection. A second connection with
 * the same token and client id takes the first one's place. Retained messages and wills are taken and mean nothing.
 */
// Futures: a write that fails closes the channel, and that is heard in channelInactive. References: the roll replaces a
// device as a whole, so "the same object" asks "unchanged" at the price of one comparison a message.
@SuppressWarnings({"FutureReturnValueIgnored", "ReferenceEquality"})
final class MqttSession extends ChannelInboundHandlerAdapter implements Sender {

    static final int LARGEST_PACKET = 256 * 1024;

    private static final String TELEMETRY = "v1/devices/me/telemetry";
    private static final String GATEWAY_TELEMETRY = "v1/gateway/telemetry";

    /** Taken and acknowledged: nothing in the city needs them. */
    private static final java.util.Set<String> HEARD = java.util.Set.of(
            "v1/devices/me/attributes", "v1/gateway/connect", "v1/gateway/disconnect", "v1/gateway/attributes");

    private static final int QOS2_TICKET = 1 << 16;
    private static final long CONNECT_LIMIT_MILLIS = 10_000;
    private static final int PUBACK = 0x40;
    private static final int PUBREC = 0x50;

    private final SocketChannel channel;
    private final Loop loop;
    private final Registry registry;
    private final AsideGate gate;
    private final IntakeFigures figures;
    private final InstantSource clock;
    private final Map<String, MqttSession> clients;
    private @Nullable Device device;
    private String clientKey = "";
    private boolean five;
    private boolean paused;
    private boolean ending;
    private long heardMillis;
    private long silenceMillis = CONNECT_LIMIT_MILLIS;
    private @Nullable ByteBuf answers;
    private @Nullable Hold hold;

    MqttSession(
            SocketChannel channel,
            Loop loop,
            Registry registry,
            AsideGate gate,
            IntakeFigures figures,
            InstantSource clock,
            Map<String, MqttSession> clients) {
        this.channel = channel;
        this.loop = loop;
        this.registry = registry;
        this.gate = gate;
        this.figures = figures;
        this.clock = clock;
        this.clients = clients;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        heardMillis = clock.millis();
        loop.sessions.add(this);
        figures.connected();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        loop.left(this);
        figures.disconnected();
        clients.remove(clientKey, this);
        if (answers != null) {
            answers.release();
            answers = null;
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object packet) {
        try {
            heardMillis = clock.millis();
            if (!ending && packet instanceof MqttMessage message) {
                if (message.decoderResult().isFailure()) {
                    undecodable(message);
                } else {
                    take(message);
                }
            }
        } finally {
            ReferenceCountUtil.release(packet);
        }
    }

    private void take(MqttMessage message) {
        if (device == null && !(message instanceof MqttConnectMessage)) {
            channel.close();
            return;
        }
        switch (message.fixedHeader().messageType()) {
            case CONNECT -> connect((MqttConnectMessage) message);
            case PUBLISH -> publish((MqttPublishMessage) message);
            case SUBSCRIBE -> channel.writeAndFlush(MqttAnswers.granted((MqttSubscribeMessage) message, five));
            case UNSUBSCRIBE -> channel.writeAndFlush(MqttAnswers.unsubscribed((MqttUnsubscribeMessage) message, five));
            case PINGREQ -> channel.writeAndFlush(MqttMessage.PINGRESP);
            case PUBREL ->
                channel.writeAndFlush(
                        MqttAnswers.complete(((MqttMessageIdVariableHeader) message.variableHeader()).messageId()));
            case DISCONNECT -> channel.close();
            default -> end(MqttAnswers.PROTOCOL_ERROR);
        }
    }

    private void connect(MqttConnectMessage message) {
        five = message.variableHeader().version() == MqttVersion.MQTT_5.protocolLevel();
        if (device != null) {
            end(MqttAnswers.PROTOCOL_ERROR);
            return;
        }
        String token = message.payload().userName();
        Device known = token == null ? null : registry.byToken(token);
        if (known == null || !known.enabled()) {
            refuse(token);
            return;
        }
        device = known;
        String clientId = message.payload().clientIdentifier();
        String assigned = clientId.isEmpty() ? channel.id().asShortText() : "";
        clientKey = token + '\n' + clientId + assigned;
        MqttSession before = clients.put(clientKey, this);
        if (before != null) {
            before.channel.eventLoop().execute(() -> before.end(MqttAnswers.TAKEN_OVER));
        }
        int keepAlive = message.variableHeader().keepAliveTimeSeconds();
        silenceMillis = keepAlive == 0 ? Long.MAX_VALUE : keepAlive * 1_500L;
        channel.writeAndFlush(MqttAnswers.connected(five, assigned));
    }

    private void refuse(@Nullable String token) {
        AsideReason reason = AsideReason.UNKNOWN_TOKEN;
        String from = channel.remoteAddress() == null
                ? ""
                : channel.remoteAddress().getAddress().getHostAddress();
        long now = clock.millis();
        loop.reader.message.clear();
        if (gate.admits(reason, from, "", now)) {
            String shown = token == null ? "" : token.substring(0, Math.min(3, token.length())) + "…";
            loop.reader.message.aside.add(new KeptAside(now, reason, from, "", "CONNECT", shown, 0, false));
            loop.put(this, null, 0);
        }
        channel.writeAndFlush(MqttAnswers.refused(
                        five
                                ? MqttConnectReturnCode.CONNECTION_REFUSED_NOT_AUTHORIZED_5
                                : MqttConnectReturnCode.CONNECTION_REFUSED_NOT_AUTHORIZED))
                .addListener(ChannelFutureListener.CLOSE);
    }

    private void publish(MqttPublishMessage message) {
        int qos = message.fixedHeader().qosLevel().value();
        int ticket = message.variableHeader().packetId();
        if (five && qos == 2) {
            end(MqttAnswers.QOS_NOT_SUPPORTED);
            return;
        }
        String topic = message.variableHeader().topicName();
        if (topic.isEmpty()) {
            end(MqttAnswers.TOPIC_ALIAS_INVALID);
            return;
        }
        Device sender = current();
        if (sender == null) {
            end(MqttAnswers.NOT_AUTHORISED);
            return;
        }
        read(sender, topic, message.payload());
        figures.message();
        loop.put(this, qos == 0 ? null : this, qos == 2 ? ticket | QOS2_TICKET : ticket);
        long over = loop.limits.take(sender, heardMillis);
        if (over > 0) {
            slowDown(over);
        }
    }

    /** The message is taken; the next is read when the device has room again. */
    private void slowDown(long millis) {
        Hold holding = hold;
        if (holding == null) {
            holding = new Hold(channel.eventLoop(), clock, this::listen);
            hold = holding;
        }
        holding.until(clock.millis() + millis);
        listen();
    }

    private boolean isHeld() {
        return hold != null && hold.on();
    }

    /** Reads on, unless the inlet is full, the device is beyond its limit or the client does not read its answers. */
    private void listen() {
        if (!ending) {
            heardMillis = clock.millis();
            channel.config().setAutoRead(!paused && !isHeld() && channel.isWritable());
        }
    }

    /** The device as it is in the roll now; null when its token no longer holds. */
    private @Nullable Device current() {
        Device before = device;
        Device now = before == null ? null : registry.byNo(before.no());
        if (now != before && now != null && before != null) {
            now = now.enabled() && now.token().equals(before.token()) ? now : null;
            device = now == null ? before : now;
        }
        return now;
    }

    private void read(Device sender, String topic, ByteBuf payload) {
        int size = payload.readableBytes();
        if (size > loop.bytes.length) {
            loop.bytes = new byte[Integer.highestOneBit(size) * 2];
        }
        payload.readBytes(loop.bytes, 0, size);
        PayloadReader reader = loop.reader;
        switch (topic) {
            case TELEMETRY -> reader.telemetry(sender, loop.bytes, size, topic, heardMillis);
            case GATEWAY_TELEMETRY -> {
                if (isGateway(sender)) {
                    reader.gateway(sender, loop.bytes, size, topic, heardMillis);
                } else {
                    reader.refuse(AsideReason.OUT_OF_REACH, sender, loop.bytes, size, topic, heardMillis);
                }
            }
            default -> {
                if (HEARD.contains(topic)) {
                    reader.message.clear();
                } else {
                    reader.refuse(AsideReason.UNKNOWN_TOPIC, sender, loop.bytes, size, topic, heardMillis);
                }
            }
        }
    }

    private boolean isGateway(Device sender) {
        Words words = registry.find(sender.kind());
        return words != null && words.kind().gateway();
    }

    private void undecodable(MqttMessage message) {
        Throwable cause = message.decoderResult().cause();
        if (cause instanceof TooLongFrameException) {
            tooLarge(message);
        } else if (cause instanceof MqttUnacceptableProtocolVersionException) {
            channel.writeAndFlush(
                            MqttAnswers.refused(MqttConnectReturnCode.CONNECTION_REFUSED_UNACCEPTABLE_PROTOCOL_VERSION))
                    .addListener(ChannelFutureListener.CLOSE);
        } else {
            end(MqttAnswers.MALFORMED);
        }
    }

    private void tooLarge(MqttMessage message) {
        Device sender = current();
        if (sender != null) {
            int size = message.fixedHeader() == null ? 0 : message.fixedHeader().remainingLength();
            String topic = message.variableHeader() instanceof io.netty.handler.codec.mqtt.MqttPublishVariableHeader h
                    ? h.topicName()
                    : "";
            long now = clock.millis();
            loop.reader.message.clear();
            if (gate.admits(AsideReason.TOO_LARGE, sender.id(), sender.place(), now)) {
                loop.reader.message.aside.add(
                        new KeptAside(now, AsideReason.TOO_LARGE, sender.id(), sender.place(), topic, "", size, false));
                loop.put(this, null, 0);
            }
        }
        end(MqttAnswers.PACKET_TOO_LARGE);
    }

    /**
     * Says why (version 5 alone has words for it) and closes. What still comes in is read and thrown away for a moment, or
     * the reset of the connection would overtake the farewell.
     */
    private void end(byte reason) {
        if (ending) {
            return;
        }
        ending = true;
        if (!five || device == null) {
            channel.close();
            return;
        }
        channel.config().setAutoRead(true);
        channel.writeAndFlush(MqttAnswers.disconnect(reason)).addListener(done -> channel.shutdownOutput());
        var closing = channel.eventLoop().schedule((Runnable) channel::close, 1, TimeUnit.SECONDS);
        channel.closeFuture().addListener(done -> closing.cancel(false));
    }

    /** Stops reading; returns false when it had stopped already. */
    boolean pause() {
        if (paused || ending) {
            return false;
        }
        paused = true;
        channel.config().setAutoRead(false);
        return true;
    }

    void resume() {
        paused = false;
        listen();
    }

    /** A client that does not read its answers is not read either. */
    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (!paused && !ending) {
            channel.config().setAutoRead(!isHeld() && channel.isWritable());
        }
    }

    void closeIfSilent() {
        if (device != null && current() == null) {
            end(MqttAnswers.NOT_AUTHORISED);
        } else if (!paused && !isHeld() && clock.millis() - heardMillis > silenceMillis) {
            end(MqttAnswers.KEEP_ALIVE_TIMEOUT);
        }
    }

    @Override
    public void committed(int ticket) {
        if (!channel.isActive()) {
            return;
        }
        ByteBuf to = answers;
        if (to == null) {
            to = channel.alloc().ioBuffer(256);
            answers = to;
        }
        to.writeByte(ticket >= QOS2_TICKET ? PUBREC : PUBACK).writeByte(2).writeShort(ticket & 0xFFFF);
    }

    @Override
    public void flush() {
        ByteBuf said = answers;
        if (said != null) {
            answers = null;
            channel.writeAndFlush(said);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        // Resets and broken TLS are the network's daily bread.
        Channel gone = context.channel();
        gone.close();
    }
}
