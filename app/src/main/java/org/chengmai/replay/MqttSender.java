package org.chengmai.replay;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.chengmai.kernel.Refusal;

/**
 * The sending half of MQTT 3.1.1: connects with a token, publishes with QoS 1, waits for acknowledgements, some messages in
 * flight at a time. For one sending thread.
 */
public final class MqttSender implements AutoCloseable {

    private static final int CONNECT = 0x10;
    private static final int CONNACK = 0x20;
    private static final int PUBLISH_QOS1 = 0x32;
    private static final int PUBACK = 0x40;
    private static final int PINGREQ = 0xC0;
    private static final int DISCONNECT = 0xE0;
    private static final int IN_FLIGHT = 64;
    private static final int KEEP_ALIVE_SECONDS = 120;
    private static final int LONGEST_WAIT_SECONDS = 300;

    private final Socket socket;
    private final OutputStream out;
    private final DataInputStream in;
    private final Semaphore free = new Semaphore(IN_FLIGHT);
    private final AtomicLong acknowledged = new AtomicLong();
    private int lastId;

    private MqttSender(Socket socket) throws IOException {
        this.socket = socket;
        this.out = new BufferedOutputStream(socket.getOutputStream(), 1 << 16);
        this.in = new DataInputStream(new java.io.BufferedInputStream(socket.getInputStream()));
    }

    /** Connects with a device's or gateway's token; refused in a sentence when the city is not there or does not know it. */
    public static MqttSender connect(String host, int port, String token) {
        try {
            Socket socket = new Socket(host, port);
            socket.setTcpNoDelay(true);
            MqttSender sender = new MqttSender(socket);
            sender.greet(token);
            Thread.ofVirtual().start(sender::listen);
            return sender;
        } catch (IOException e) {
            throw Refusal.busy(
                    "replay.mqtt", "Expected an MQTT door at %s:%d, but %s.".formatted(host, port, e.getMessage()));
        }
    }

    private void greet(String token) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        string(body, "MQTT");
        body.write(4);
        body.write(0x82);
        body.write(KEEP_ALIVE_SECONDS >> 8);
        body.write(KEEP_ALIVE_SECONDS & 0xFF);
        string(body, "replay-" + ProcessHandle.current().pid());
        string(body, token);
        packet(CONNECT, body.toByteArray());
        out.flush();
        int type = in.readUnsignedByte();
        int length = in.readUnsignedByte();
        in.readUnsignedByte();
        int code = in.readUnsignedByte();
        if (type != CONNACK || length != 2 || code != 0) {
            throw Refusal.forbidden("replay.token", "Expected the token to be known, but the city refused it.");
        }
    }

    private static void string(ByteArrayOutputStream to, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        to.write(bytes.length >> 8);
        to.write(bytes.length & 0xFF);
        to.writeBytes(bytes);
    }

    private void packet(int head, byte[] body) throws IOException {
        out.write(head);
        int rest = body.length;
        do {
            int digit = rest & 0x7F;
            rest >>= 7;
            out.write(rest > 0 ? digit | 0x80 : digit);
        } while (rest > 0);
        out.write(body);
    }

    private void listen() {
        try {
            while (true) {
                int type = in.readUnsignedByte() & 0xF0;
                byte[] body = new byte[length()];
                in.readFully(body);
                if (type == PUBACK) {
                    acknowledged.incrementAndGet();
                    free.release();
                }
            }
        } catch (EOFException | java.net.SocketException end) {
            closeQuietly();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int length() throws IOException {
        int length = 0;
        for (int shift = 0; ; shift += 7) {
            int digit = in.readUnsignedByte();
            length |= (digit & 0x7F) << shift;
            if ((digit & 0x80) == 0) {
                return length;
            }
        }
    }

    /** Sends one message; waits while too many are on their way. */
    public void publish(String topic, String payload) {
        await(1);
        ByteArrayOutputStream body = new ByteArrayOutputStream(payload.length() + 64);
        string(body, topic);
        lastId = lastId % 0xFFFF + 1;
        body.write(lastId >> 8);
        body.write(lastId & 0xFF);
        body.writeBytes(payload.getBytes(StandardCharsets.UTF_8));
        send(PUBLISH_QOS1, body.toByteArray());
    }

    /** Shows that it is alive; for long pauses. */
    void ping() {
        send(PINGREQ, new byte[0]);
    }

    private void send(int head, byte[] body) {
        try {
            packet(head, body);
            out.flush();
        } catch (IOException e) {
            throw lost();
        }
    }

    private void await(int places) {
        try {
            for (int waited = 0; !free.tryAcquire(places, 1, TimeUnit.SECONDS); waited++) {
                if (socket.isClosed() || waited > LONGEST_WAIT_SECONDS) {
                    throw lost();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw lost();
        }
    }

    private Refusal lost() {
        return Refusal.busy(
                "replay.lost",
                "Expected the city to take all messages, but the connection was lost after %d were acknowledged."
                        .formatted(acknowledged.get()));
    }

    /** How many messages are acknowledged: the first ones, for answers come in order. */
    public long acknowledged() {
        return acknowledged.get();
    }

    /** Waits until everything sent is acknowledged. */
    public void flush() {
        await(IN_FLIGHT);
        free.release(IN_FLIGHT);
    }

    @Override
    public void close() {
        try {
            packet(DISCONNECT, new byte[0]);
            out.flush();
        } catch (IOException gone) {
            // the city closed first
        }
        closeQuietly();
    }

    private void closeQuietly() {
        try {
            socket.close();
        } catch (IOException gone) {
            // closed already
        }
    }
}
