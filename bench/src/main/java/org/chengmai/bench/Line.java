package org.chengmai.bench;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One connection of the load: sends for its devices in turn, never more in flight than its window, and checks that answers
 * come in the order of the questions. After a break it sends again what was not answered, as a device with a memory does.
 * Lives on the load's event loop.
 */
@Sharable
final class Line extends ChannelInboundHandlerAdapter {

    private static final int PINGREQ = 0xC000;
    private static final int PINGRESP = 0xD000;

    private final Load load;
    private final String token;
    private final int firstDevice;
    private final int devices;
    private final int window;
    private final int[] sentDevice;
    private final long[] sentAt;
    private final boolean[] sentDamp;
    private int oldest;
    private int inFlight;
    private int turn;
    private int nextId = 1;
    private int awaitedId = 1;
    private long halfAnswer;
    private int halfBytes;
    private boolean welcome;
    private @Nullable Channel channel;

    Line(Load load, String token, int firstDevice, int devices, int window) {
        this.load = load;
        this.token = token;
        this.firstDevice = firstDevice;
        this.devices = devices;
        this.window = window;
        this.sentDevice = new int[window];
        this.sentAt = new long[window];
        this.sentDamp = new boolean[window];
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        channel = context.channel();
        byte[] user = token.getBytes(StandardCharsets.US_ASCII);
        byte[] client = ("bench-" + firstDevice).getBytes(StandardCharsets.US_ASCII);
        ByteBuf connect = context.alloc().buffer();
        connect.writeByte(0x10).writeByte(10 + 2 + client.length + 2 + user.length);
        connect.writeShort(4).writeBytes("MQTT".getBytes(StandardCharsets.US_ASCII));
        connect.writeByte(4).writeByte(0x82).writeShort(load.keepAliveSeconds());
        connect.writeShort(client.length).writeBytes(client);
        connect.writeShort(user.length).writeBytes(user);
        flush(connect);
    }

    boolean hasRoom() {
        return welcome && inFlight < window && open().isWritable();
    }

    /** Sends one message that was due at this time; there must be room. */
    void send(long atMillis) {
        ByteBuf to = buffer();
        write(to, atMillis);
        flush(to);
    }

    /** Sends as many as there is room for. */
    void fill(long atMillis) {
        if (hasRoom()) {
            ByteBuf to = buffer();
            while (hasRoom()) {
                write(to, atMillis);
            }
            flush(to);
        }
    }

    private void write(ByteBuf to, long atMillis) {
        int device = firstDevice + turn;
        turn = turn + 1 == devices ? 0 : turn + 1;
        int place = (oldest + inFlight) % window;
        sentDevice[place] = device;
        sentAt[place] = load.timeOf(device, atMillis);
        sentDamp[place] = load.isDamp(device);
        inFlight++;
        write(to, place);
    }

    private void write(ByteBuf to, int place) {
        load.payload(sentDevice[place], to, nextId, sentAt[place], sentDamp[place]);
        nextId = nextId == 0xFFFF ? 1 : nextId + 1;
    }

    private void sendAgain() {
        if (inFlight > 0) {
            ByteBuf to = buffer();
            for (int i = 0; i < inFlight; i++) {
                write(to, (oldest + i) % window);
            }
            flush(to);
        }
    }

    void ping() {
        flush(buffer().writeShort(PINGREQ));
    }

    private void flush(ByteBuf written) {
        Channel to = open();
        // Without a future: what fails comes to exceptionCaught.
        java.util.Objects.requireNonNull(to.writeAndFlush(written, to.voidPromise()));
    }

    private ByteBuf buffer() {
        return open().alloc().buffer(256);
    }

    private Channel open() {
        return java.util.Objects.requireNonNull(channel);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        int answered = 0;
        while (bytes.isReadable()) {
            halfAnswer = (halfAnswer << 8) | bytes.readUnsignedByte();
            halfBytes++;
            if (halfBytes == 2 && halfAnswer == PINGRESP) {
                load.ponged();
                halfBytes = 0;
                halfAnswer = 0;
            } else if (halfBytes == 4) {
                answered += answer((int) halfAnswer) ? 1 : 0;
                halfBytes = 0;
                halfAnswer = 0;
            }
        }
        bytes.release();
        if (answered > 0) {
            load.acknowledged(this, answered);
        }
    }

    private boolean answer(int packet) {
        if (packet == 0x20020000) {
            welcome = true;
            load.welcomed();
            sendAgain();
            return false;
        }
        if (packet != (0x40020000 | awaitedId)) {
            load.fail("Expected an answer to %d, but got %08x.".formatted(awaitedId, packet));
            return false;
        }
        awaitedId = awaitedId == 0xFFFF ? 1 : awaitedId + 1;
        oldest = (oldest + 1) % window;
        inFlight--;
        return true;
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        welcome = false;
        nextId = 1;
        awaitedId = 1;
        halfBytes = 0;
        load.gone(this);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        load.broken(cause);
        java.util.Objects.requireNonNull(context.close());
    }
}
