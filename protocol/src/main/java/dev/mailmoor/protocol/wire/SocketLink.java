package dev.mailmoor.protocol.wire;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** A TCP connection that takes a limited number of bytes. */
final class SocketLink implements Link {
    private final SocketChannel channel;
    private long bytesLeft;

    SocketLink(SocketChannel channel, long mostBytes) {
        this.channel = channel;
        this.bytesLeft = mostBytes;
    }

    static SocketChannel open() throws IOException {
        SocketChannel channel = SocketChannel.open();
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        return channel;
    }

    InetSocketAddress localAddress() throws IOException {
        return (InetSocketAddress) channel.getLocalAddress();
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        int count = channel.read(into);
        bytesLeft -= count;
        if (bytesLeft < 0) {
            throw new TooMuchException("the server sent more bytes than a sign-in can need");
        }
        return count;
    }

    @Override
    public void write(ByteBuffer from) throws IOException {
        while (from.hasRemaining()) {
            channel.write(from);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
