package org.chengmai.bench;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.nio.charset.StandardCharsets;

/**
 * One connection of the load: sends for its devices in turn, never more in flight than its window, and checks that answers
 * come in the order of the questions. Lives on the load's event loop.
 */
final class Line extends ChannelInboundHandlerAdapter {

    private final Load load;
    private final String token;
    private final int firstDevice;
    private final int devices;
    private final int window;
    private int turn;
    private int nextId = 1;
    private int awaitedId = 1;
    private int inFlight;
    private long halfAnswer;
    private int halfBytes;
    private boolean welcome;
    private Channel channel;

    Line(Load load, String token, int firstDevice, int devices, int window, Channel channel) {
        this.load = load;
        this.token = token;
        this.firstDevice = firstDevice;
        this.devices = devices;
        this.window = window;
        this.channel = channel;
    }

    boolean welcome() {
        return welcome;
    }

    int inFlight() {
        return inFlight;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        channel = context.channel();
        byte[] user = token.getBytes(StandardCharsets.US_ASCII);
        byte[] client = ("bench-" + firstDevice).getBytes(StandardCharsets.US_ASCII);
        ByteBuf connect = context.alloc().buffer();
        connect.writeByte(0x10).writeByte(10 + 2 + client.length + 2 + user.length);
        connect.writeShort(4).writeBytes("MQTT".getBytes(StandardCharsets.US_ASCII));
        connect.writeByte(4).writeByte(0x82).writeShort(0);
        connect.writeShort(client.length).writeBytes(client);
        connect.writeShort(user.length).writeBytes(user);
        load.sent(context.writeAndFlush(connect));
    }

    /** Writes one message without flushing; false when the window is full. */
    boolean send(ByteBuf to, long atMillis) {
        if (!welcome || inFlight >= window) {
            return false;
        }
        int device = firstDevice + turn;
        turn = turn + 1 == devices ? 0 : turn + 1;
        load.payload(device, to, nextId, atMillis);
        nextId = nextId == 0xFFFF ? 1 : nextId + 1;
        inFlight++;
        return true;
    }

    void flush(ByteBuf written) {
        load.sent(channel.writeAndFlush(written));
    }

    ByteBuf buffer() {
        return channel.alloc().buffer(256);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        int answered = 0;
        while (bytes.isReadable()) {
            halfAnswer = (halfAnswer << 8) | bytes.readUnsignedByte();
            if (++halfBytes == 4) {
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
            return false;
        }
        if (packet != (0x40020000 | awaitedId)) {
            load.fail("Expected an answer to %d, but got %08x.".formatted(awaitedId, packet));
            return false;
        }
        awaitedId = awaitedId == 0xFFFF ? 1 : awaitedId + 1;
        inFlight--;
        return true;
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        load.gone();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        load.fail(cause.toString());
    }
}
