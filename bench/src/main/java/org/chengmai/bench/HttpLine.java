package org.chengmai.bench;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One HTTP connection of the load, kept alive: a request, its answer, the next request. Lives on the load's event loop. */
final class HttpLine extends ChannelInboundHandlerAdapter {

    private static final ByteBuf END_OF_HEAD = Unpooled.copiedBuffer("\r\n\r\n", StandardCharsets.US_ASCII);
    private static final String LENGTH = "content-length: ";
    private static final String LAST_CHUNK = "\r\n0\r\n\r\n";

    private final HttpLoad load;
    private final int number;
    private long sentNanos;
    private int readings;
    private @Nullable ByteBuf held;
    private @Nullable Channel channel;

    HttpLine(HttpLoad load, int number) {
        this.load = load;
        this.number = number;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        channel = context.channel();
        load.connected();
    }

    /** Sends the next request. */
    void send() {
        Channel to = java.util.Objects.requireNonNull(channel);
        ByteBuf request = to.alloc().buffer(512);
        readings = load.requests().write(request, number);
        sentNanos = System.nanoTime();
        // Without a future: what fails comes to exceptionCaught.
        java.util.Objects.requireNonNull(to.writeAndFlush(request, to.voidPromise()));
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf all = gathered(context, (ByteBuf) message);
        held = null;
        if (!whole(all)) {
            held = all;
            return;
        }
        boolean good = all.getByte(9) == '2' && all.getByte(10) == '0';
        if (!good) {
            load.fail("Expected 200, but got " + all.toString(StandardCharsets.UTF_8));
        }
        all.release();
        if (good && load.answered(readings, System.nanoTime() - sentNanos)) {
            send();
        }
    }

    private ByteBuf gathered(ChannelHandlerContext context, ByteBuf more) {
        ByteBuf before = held;
        if (before == null && more.isWritable()) {
            return more;
        }
        ByteBuf all = before == null ? context.alloc().buffer(more.readableBytes() * 2) : before;
        all.writeBytes(more);
        more.release();
        return all;
    }

    /** Whether an answer has come in to its end. */
    private static boolean whole(ByteBuf answer) {
        int end = ByteBufUtil.indexOf(END_OF_HEAD, answer);
        if (end < 0) {
            return false;
        }
        String head = answer.toString(answer.readerIndex(), end, StandardCharsets.US_ASCII)
                .toLowerCase(Locale.ROOT);
        int length = head.indexOf(LENGTH);
        if (length < 0) {
            return answer.toString(StandardCharsets.US_ASCII).endsWith(LAST_CHUNK);
        }
        int from = length + LENGTH.length();
        int to = head.indexOf('\r', from);
        int body = Integer.parseInt(head, from, to < 0 ? head.length() : to, 10);
        return answer.readableBytes() >= end + END_OF_HEAD.readableBytes() + body;
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        load.fail("A connection was closed by the other side.");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        load.fail(cause.toString());
        java.util.Objects.requireNonNull(context.close());
    }
}
