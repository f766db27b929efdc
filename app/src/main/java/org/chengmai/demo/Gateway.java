package org.chengmai.demo;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * A gateway that speaks for many devices: one MQTT 3.1.1 connection, QoS 1, in the ThingsBoard shape
 * {@code v1/gateway/telemetry}. Publishing waits for the acknowledgement. Used by one thread; a broken connection is opened
 * again by the next message.
 */
final class Gateway implements AutoCloseable {

    private static final String TOPIC = "v1/gateway/telemetry";
    private static final int PATIENCE_MILLIS = 20_000;
    private static final int CONNECT = 0x10;
    private static final int CONNACK = 0x20;
    private static final int PUBLISH_QOS_1 = 0x32;
    private static final int PUBACK = 0x40;
    private static final int DISCONNECT = 0xE0;
    private static final int MOST_IDS = 0xFFFF;

    private final int port;
    private final String token;
    private final String client;
    private Socket socket = new Socket();
    private int lastId;

    Gateway(int port, String token, String client) {
        this.port = port;
        this.token = token;
        this.client = client;
    }

    /**
     * Sends one JSON message and waits until the city has committed it.
     *
     * @throws IOException when the city is not there or did not acknowledge; the message may be sent again
     */
    void publish(String json) throws IOException {
        try {
            if (!socket.isConnected() || socket.isClosed()) {
                connect();
            }
            lastId = lastId % MOST_IDS + 1;
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(body);
            writeText(out, TOPIC);
            out.writeShort(lastId);
            out.write(json.getBytes(StandardCharsets.UTF_8));
            send(PUBLISH_QOS_1, body.toByteArray());
            await(PUBACK);
        } catch (IOException broken) {
            socket.close();
            throw broken;
        }
    }

    private void connect() throws IOException {
        socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(body);
        writeText(out, "MQTT");
        out.writeByte(4);
        out.writeByte(0b1000_0010);
        out.writeShort(0);
        writeText(out, client);
        writeText(out, token);
        send(CONNECT, body.toByteArray());
        byte[] answer = await(CONNACK);
        if (answer.length < 2 || answer[1] != 0) {
            throw new IOException("Expected gateway %s to be let in, but the city refused it.".formatted(client));
        }
    }

    private void send(int type, byte[] body) throws IOException {
        ByteArrayOutputStream packet = new ByteArrayOutputStream();
        packet.write(type);
        int left = body.length;
        do {
            packet.write(left > 0x7F ? (left & 0x7F) | 0x80 : left);
            left >>>= 7;
        } while (left > 0);
        packet.write(body);
        OutputStream out = socket.getOutputStream();
        out.write(packet.toByteArray());
        out.flush();
    }

    private byte[] await(int type) throws IOException {
        DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 1));
        while (true) {
            int got = in.readUnsignedByte() & 0xF0;
            byte[] body = readBody(in);
            if (got == type) {
                return body;
            }
        }
    }

    private static byte[] readBody(DataInputStream in) throws IOException {
        int length = 0;
        int shift = 0;
        int digit;
        do {
            digit = in.readUnsignedByte();
            length |= (digit & 0x7F) << shift;
            shift += 7;
        } while (digit > 0x7F);
        byte[] body = new byte[length];
        in.readFully(body);
        return body;
    }

    private static void writeText(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeShort(bytes.length);
        out.write(bytes);
    }

    @Override
    public void close() throws IOException {
        if (socket.isConnected() && !socket.isClosed()) {
            send(DISCONNECT, new byte[0]);
        }
        socket.close();
    }
}
