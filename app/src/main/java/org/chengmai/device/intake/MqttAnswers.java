package org.chengmai.device.intake;

import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttFixedHeader;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttMessageIdVariableHeader;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttReasonCodeAndPropertiesVariableHeader;
import io.netty.handler.codec.mqtt.MqttSubAckMessage;
import io.netty.handler.codec.mqtt.MqttSubAckPayload;
import io.netty.handler.codec.mqtt.MqttSubscribeMessage;
import io.netty.handler.codec.mqtt.MqttUnsubAckMessage;
import io.netty.handler.codec.mqtt.MqttUnsubAckPayload;
import io.netty.handler.codec.mqtt.MqttUnsubscribeMessage;
import java.util.List;
import java.util.Set;

/** What the city says to MQTT clients. Reason codes are those of MQTT 5.0, section 2.4. */
final class MqttAnswers {

    static final byte MALFORMED = (byte) 0x81;
    static final byte PROTOCOL_ERROR = (byte) 0x82;
    static final byte NOT_AUTHORISED = (byte) 0x87;
    static final byte KEEP_ALIVE_TIMEOUT = (byte) 0x8D;
    static final byte TAKEN_OVER = (byte) 0x8E;
    static final byte TOPIC_ALIAS_INVALID = (byte) 0x94;
    static final byte PACKET_TOO_LARGE = (byte) 0x95;
    static final byte QOS_NOT_SUPPORTED = (byte) 0x9B;

    private static final int FILTER_INVALID = 0x8F;
    private static final int FAILURE = 0x80;

    /** Filters that ThingsBoard's clients subscribe to. Nothing is sent on them yet. */
    private static final Set<String> FILTERS = Set.of(
            "v1/devices/me/attributes",
            "v1/devices/me/attributes/response/+",
            "v1/devices/me/rpc/request/+",
            "v1/devices/me/rpc/response/+",
            "v1/gateway/attributes",
            "v1/gateway/attributes/response",
            "v1/gateway/rpc",
            ProvisionGate.RESPONSE);

    private MqttAnswers() {}

    static MqttConnAckMessage connected(boolean five, String assignedClientId) {
        MqttProperties properties = MqttProperties.NO_PROPERTIES;
        if (five) {
            properties = new MqttProperties();
            number(properties, MqttProperties.SESSION_EXPIRY_INTERVAL, 0);
            number(properties, MqttProperties.MAXIMUM_QOS, 1);
            number(properties, MqttProperties.MAXIMUM_PACKET_SIZE, MqttSession.LARGEST_PACKET);
            number(properties, MqttProperties.TOPIC_ALIAS_MAXIMUM, 0);
            number(properties, MqttProperties.SUBSCRIPTION_IDENTIFIER_AVAILABLE, 0);
            number(properties, MqttProperties.SHARED_SUBSCRIPTION_AVAILABLE, 0);
            if (!assignedClientId.isEmpty()) {
                properties.add(
                        new MqttProperties.StringProperty(MqttProperties.ASSIGNED_CLIENT_IDENTIFIER, assignedClientId));
            }
        }
        return MqttMessageBuilders.connAck()
                .returnCode(MqttConnectReturnCode.CONNECTION_ACCEPTED)
                .sessionPresent(false)
                .properties(properties)
                .build();
    }

    private static void number(MqttProperties properties, int id, int value) {
        properties.add(new MqttProperties.IntegerProperty(id, value));
    }

    static MqttConnAckMessage refused(MqttConnectReturnCode code) {
        return MqttMessageBuilders.connAck()
                .returnCode(code)
                .sessionPresent(false)
                .build();
    }

    static MqttSubAckMessage granted(MqttSubscribeMessage message, boolean five) {
        int[] codes = message.payload().topicSubscriptions().stream()
                .mapToInt(s -> FILTERS.contains(s.topicFilter())
                        ? Math.min(1, s.qualityOfService().value())
                        : five ? FILTER_INVALID : FAILURE)
                .toArray();
        return new MqttSubAckMessage(
                header(MqttMessageType.SUBACK), message.idAndPropertiesVariableHeader(), new MqttSubAckPayload(codes));
    }

    static MqttUnsubAckMessage unsubscribed(MqttUnsubscribeMessage message, boolean five) {
        List<Short> codes =
                message.payload().topics().stream().map(t -> (short) 0).toList();
        return new MqttUnsubAckMessage(
                header(MqttMessageType.UNSUBACK),
                message.idAndPropertiesVariableHeader(),
                five ? new MqttUnsubAckPayload(codes) : new MqttUnsubAckPayload(List.of()));
    }

    static MqttMessage complete(int packetId) {
        return new MqttMessage(header(MqttMessageType.PUBCOMP), MqttMessageIdVariableHeader.from(packetId));
    }

    static MqttMessage disconnect(byte reason) {
        return new MqttMessage(
                header(MqttMessageType.DISCONNECT),
                new MqttReasonCodeAndPropertiesVariableHeader(reason, MqttProperties.NO_PROPERTIES));
    }

    private static MqttFixedHeader header(MqttMessageType type) {
        return new MqttFixedHeader(type, false, MqttQoS.AT_MOST_ONCE, false, 0);
    }
}
