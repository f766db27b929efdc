package org.chengmai.device.intake;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttSubscribeMessage;
import io.netty.handler.codec.mqtt.MqttUnsubscribeMessage;
import io.netty.handler.codec.mqtt.MqttVersion;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.chengmai.device.ProvisionAnswer;
import org.chengmai.device.Provisioning;
import org.chengmai.device.model.Registry;

/**
 * What stands before a session until the first packet: a device that comes as {@value #USER} asks for its token and is served
 * here, as ThingsBoard does it; whoever else comes goes on to the session, and the gate is gone. Lives on its event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a write that fails closes the channel
final class ProvisionGate extends ChannelInboundHandlerAdapter {

    static final String USER = "provision";
    static final String RESPONSE = "/provision/response";
    private static final String REQUEST = "/provision/request";
    private static final int MOST_GUESTS = 1_000;
    private static final int MOST_REQUESTS = 5;
    private static final long LONGEST_SECONDS = 60;

    private final SocketChannel channel;
    private final Registry registry;
    private final Provisioning provisioning;
    private final AtomicInteger guests;
    private boolean guest;
    private boolean five;
    private boolean asking;
    private int requests;

    /** @param guests how many are being served at all gates */
    ProvisionGate(SocketChannel channel, Registry registry, Provisioning provisioning, AtomicInteger guests) {
        this.channel = channel;
        this.registry = registry;
        this.provisioning = provisioning;
        this.guests = guests;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object packet) {
        if (guest) {
            try {
                take(packet);
            } finally {
                ReferenceCountUtil.release(packet);
            }
        } else if (packet instanceof MqttConnectMessage connect && asks(connect)) {
            welcome(context, connect);
        } else {
            context.pipeline().remove(this);
            context.fireChannelRead(packet);
        }
    }

    private boolean asks(MqttConnectMessage connect) {
        return USER.equals(connect.payload().userName()) && registry.byToken(USER) == null;
    }

    private void welcome(ChannelHandlerContext context, MqttConnectMessage connect) {
        guest = true;
        // The session learns that this connection is none of its own.
        context.fireChannelInactive();
        context.pipeline().remove(MqttSession.class);
        five = connect.variableHeader().version() == MqttVersion.MQTT_5.protocolLevel();
        boolean room = guests.incrementAndGet() <= MOST_GUESTS;
        channel.closeFuture().addListener(closed -> guests.decrementAndGet());
        if (!room) {
            channel.writeAndFlush(MqttAnswers.refused(
                    five
                            ? MqttConnectReturnCode.CONNECTION_REFUSED_SERVER_UNAVAILABLE_5
                            : MqttConnectReturnCode.CONNECTION_REFUSED_SERVER_UNAVAILABLE));
            channel.close();
            return;
        }
        var end = channel.eventLoop().schedule((Runnable) channel::close, LONGEST_SECONDS, TimeUnit.SECONDS);
        channel.closeFuture().addListener(closed -> end.cancel(false));
        String assigned =
                connect.payload().clientIdentifier().isEmpty() ? channel.id().asShortText() : "";
        channel.writeAndFlush(MqttAnswers.connected(five, assigned));
    }

    private void take(Object packet) {
        if (!(packet instanceof MqttMessage message) || message.decoderResult().isFailure()) {
            channel.close();
            return;
        }
        switch (message.fixedHeader().messageType()) {
            case PUBLISH -> ask((MqttPublishMessage) message);
            case SUBSCRIBE -> channel.writeAndFlush(MqttAnswers.granted((MqttSubscribeMessage) message, five));
            case UNSUBSCRIBE -> channel.writeAndFlush(MqttAnswers.unsubscribed((MqttUnsubscribeMessage) message, five));
            case PINGREQ -> channel.writeAndFlush(MqttMessage.PINGRESP);
            default -> channel.close();
        }
    }

    private void ask(MqttPublishMessage message) {
        MqttQoS qos = message.fixedHeader().qosLevel();
        requests++;
        if (asking
                || requests > MOST_REQUESTS
                || qos == MqttQoS.EXACTLY_ONCE
                || !REQUEST.equals(message.variableHeader().topicName())) {
            channel.close();
            return;
        }
        asking = true;
        byte[] body = new byte[message.payload().readableBytes()];
        message.payload().readBytes(body);
        int ticket = qos == MqttQoS.AT_MOST_ONCE ? 0 : message.variableHeader().packetId();
        String from = channel.remoteAddress() == null
                ? ""
                : channel.remoteAddress().getAddress().getHostAddress();
        Thread.ofVirtual().start(() -> {
            ProvisionAnswer answer = provisioning.ask(body, from);
            channel.eventLoop().execute(() -> tell(answer, ticket));
        });
    }

    private void tell(ProvisionAnswer answer, int ticket) {
        asking = false;
        if (ticket != 0) {
            channel.write(MqttMessageBuilders.pubAck().packetId(ticket).build());
        }
        channel.writeAndFlush(MqttMessageBuilders.publish()
                .topicName(RESPONSE)
                .qos(MqttQoS.AT_MOST_ONCE)
                .payload(Unpooled.wrappedBuffer(answer.json()))
                .build());
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        channel.close();
    }
}
