package dev.mailmoor.server.discovery;

import dev.mailmoor.protocol.Endpoint;
import dev.mailmoor.protocol.autoconfig.FoundServer;
import dev.mailmoor.protocol.wire.NetworkGuard;
import dev.mailmoor.protocol.wire.Purpose;
import dev.mailmoor.protocol.wire.Resolution;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;

/** Tells whether something listens at a guessed place. Nothing is said there: the login itself tells what it is. */
final class Listeners {
    private static final Duration WITHIN = Duration.ofSeconds(3);
    private static final int MOST_ADDRESSES = 2;

    private final NetworkGuard guard;

    Listeners(NetworkGuard guard) {
        this.guard = guard;
    }

    boolean at(FoundServer guess, Deadline deadline) {
        Endpoint endpoint = guess.endpoint();
        Deadline own = deadline.within(WITHIN);
        return guard.resolve(endpoint.host(), endpoint.port(), Purpose.of(guess.protocol()), own.left())
                        instanceof Resolution.Allowed allowed
                && answers(allowed.addresses(), own);
    }

    private static boolean answers(List<InetSocketAddress> addresses, Deadline deadline) {
        for (InetSocketAddress address : addresses.subList(0, Math.min(MOST_ADDRESSES, addresses.size()))) {
            try (Socket socket = new Socket()) {
                socket.connect(address, (int) deadline.left().toMillis());
                return true;
            } catch (IOException e) {
                // Nobody there; perhaps at the next address.
            }
        }
        return false;
    }
}
