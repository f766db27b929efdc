package org.chengmai.device.intake;

import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;

/**
 * How sockets are waited for and read: Linux's epoll called directly where its library loads, Java's selector elsewhere.
 *
 * @param loops what an event loop waits with
 * @param listening the channel of a port
 * @param connecting the channel of a connection that is opened from here
 */
public record Transport(
        IoHandlerFactory loops,
        Class<? extends ServerSocketChannel> listening,
        Class<? extends SocketChannel> connecting) {

    /** The fastest one that works on this machine. */
    public static Transport best() {
        return Epoll.isAvailable()
                ? new Transport(EpollIoHandler.newFactory(), EpollServerSocketChannel.class, EpollSocketChannel.class)
                : new Transport(NioIoHandler.newFactory(), NioServerSocketChannel.class, NioSocketChannel.class);
    }
}
