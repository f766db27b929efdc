package org.chengmai.bench;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/** One device's MQTT PUBLISH, QoS 1, laid out once; packet id, time and humidity are written into it each time. */
final class Payload {

    private static final String PLAIN_TOPIC = "v1/devices/me/telemetry";
    private static final String GATEWAY_TOPIC = "v1/gateway/telemetry";
    private static final int TIME_DIGITS = 13;

    private final byte[] bytes;
    private final int packetIdAt;
    private final int timeAt;
    private final int humidityAt;

    Payload(String device, boolean throughGateway) {
        String body = "{\"ts\":1000000000000,\"values\":{\"smoke\":0,\"temperature\":21.5,\"humidity\":40}}";
        String text = throughGateway ? "{\"%s\":[%s]}".formatted(device, body) : body;
        byte[] topic = (throughGateway ? GATEWAY_TOPIC : PLAIN_TOPIC).getBytes(StandardCharsets.US_ASCII);
        byte[] payload = text.getBytes(StandardCharsets.US_ASCII);
        int length = 2 + topic.length + 2 + payload.length;
        int head = length < 128 ? 2 : 3;
        bytes = new byte[head + length];
        bytes[0] = 0x32;
        if (head == 2) {
            bytes[1] = (byte) length;
        } else {
            bytes[1] = (byte) ((length & 127) | 128);
            bytes[2] = (byte) (length >> 7);
        }
        bytes[head + 1] = (byte) topic.length;
        System.arraycopy(topic, 0, bytes, head + 2, topic.length);
        packetIdAt = head + 2 + topic.length;
        System.arraycopy(payload, 0, bytes, packetIdAt + 2, payload.length);
        timeAt = packetIdAt + 2 + text.indexOf("1000000000000");
        humidityAt = packetIdAt + 2 + text.indexOf(":40}") + 1;
    }

    void write(ByteBuf to, int packetId, long atMillis, boolean damp) {
        bytes[packetIdAt] = (byte) (packetId >> 8);
        bytes[packetIdAt + 1] = (byte) packetId;
        long rest = atMillis;
        for (int i = TIME_DIGITS - 1; i >= 0; i--) {
            bytes[timeAt + i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        bytes[humidityAt] = (byte) (damp ? '9' : '4');
        bytes[humidityAt + 1] = (byte) (damp ? '9' : '0');
        to.writeBytes(bytes);
    }
}
