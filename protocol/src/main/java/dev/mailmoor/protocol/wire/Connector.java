package dev.mailmoor.protocol.wire;

import dev.mailmoor.protocol.Endpoint;
import dev.mailmoor.protocol.Outcome.ConnectFailure;
import dev.mailmoor.protocol.TlsMode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;

/** Connects to the addresses that the network guard checked, one after the other, until one answers. */
final class Connector {
    private final NetworkGuard guard;
    private final Watchdog.Watch watch;
    private final long deadline;

    Connector(NetworkGuard guard, Watchdog.Watch watch, long deadline) {
        this.guard = guard;
        this.watch = watch;
        this.deadline = deadline;
    }

    SocketChannel connect(Endpoint endpoint, Purpose purpose) throws AttemptEnded {
        Duration left = Duration.ofNanos(Math.max(1, deadline - System.nanoTime()));
        return switch (guard.resolve(endpoint.host(), endpoint.port(), purpose, left)) {
            case Resolution.Allowed allowed -> connect(allowed, endpoint.security());
            case Resolution.Forbidden forbidden ->
                throw AttemptEnded.notConnected(ConnectFailure.ADDRESS_NOT_ALLOWED, forbidden.detail());
            case Resolution.NotFound notFound ->
                throw AttemptEnded.notConnected(ConnectFailure.HOST_NOT_FOUND, notFound.detail());
            case Resolution.NameServiceFailed failed ->
                throw AttemptEnded.notConnected(ConnectFailure.NAME_SERVICE_FAILED, failed.detail());
        };
    }

    private SocketChannel connect(Resolution.Allowed allowed, TlsMode security) throws AttemptEnded {
        if (security == TlsMode.NONE && !allowed.onAllowedNetwork()) {
            throw AttemptEnded.notConnected(
                    ConnectFailure.ADDRESS_NOT_ALLOWED,
                    "a connection without TLS is not allowed outside of the allowed networks");
        }
        List<InetSocketAddress> addresses = allowed.addresses();
        AttemptEnded failure = AttemptEnded.notConnected(ConnectFailure.TIMED_OUT, "no time was left to connect");
        for (int i = 0; i < addresses.size(); i++) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                break;
            }
            SocketChannel channel = open();
            // A silent address must not use up the time of those behind it.
            watch.over(channel, System.nanoTime() + left / (addresses.size() - i));
            try {
                channel.connect(addresses.get(i));
                return channel;
            } catch (IOException e) {
                Watchdog.closeQuietly(channel);
                failure = failure(e);
            }
        }
        throw failure;
    }

    private static SocketChannel open() throws AttemptEnded {
        try {
            return SocketLink.open();
        } catch (IOException e) {
            throw AttemptEnded.notConnected(ConnectFailure.UNREACHABLE, "no socket could be opened here");
        }
    }

    private AttemptEnded failure(IOException e) {
        if (watch.expired()) {
            return AttemptEnded.notConnected(ConnectFailure.TIMED_OUT, "the server did not answer in time");
        }
        String message = String.valueOf(e.getMessage());
        if (e instanceof ConnectException && message.contains("refused")) {
            return AttemptEnded.notConnected(ConnectFailure.REFUSED, "the server refused the connection");
        }
        if (message.contains("timed out")) {
            return AttemptEnded.notConnected(ConnectFailure.TIMED_OUT, "the server did not answer in time");
        }
        return AttemptEnded.notConnected(ConnectFailure.UNREACHABLE, "the server cannot be reached: " + message);
    }
}
