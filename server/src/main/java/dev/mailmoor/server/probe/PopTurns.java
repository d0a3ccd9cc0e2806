package dev.mailmoor.server.probe;

import dev.mailmoor.protocol.LoginRequest;
import dev.mailmoor.protocol.MailLogin;
import dev.mailmoor.protocol.Outcome;
import dev.mailmoor.protocol.Protocol;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * One POP3 session at a time for each mailbox (RFC 1939 §4 locks it): somebody's test waits for the check that goes on, or
 * the server would refuse it as in use. Other processes are not waited for; what they hold is told as in use, and changes
 * nothing.
 */
final class PopTurns {
    /** A session takes less as a rule; after that the server itself may say that the mailbox is in use. */
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private final ConcurrentMap<String, Turn> turns = new ConcurrentHashMap<>();

    /** @param takers who have the turn or wait for it */
    private record Turn(Semaphore free, int takers) {}

    Outcome taking(LoginRequest request, MailLogin login) {
        if (request.protocol() != Protocol.POP3) {
            return login.attempt(request);
        }
        String mailbox = request.endpoint().host().toLowerCase(Locale.ROOT) + "\n" + request.username();
        Semaphore free = join(mailbox);
        boolean taken = await(free);
        try {
            return login.attempt(request);
        } finally {
            if (taken) {
                free.release();
            }
            leave(mailbox);
        }
    }

    private Semaphore join(String mailbox) {
        return turns.merge(
                        mailbox,
                        new Turn(new Semaphore(1, true), 1),
                        (turn, first) -> new Turn(turn.free, turn.takers + first.takers))
                .free();
    }

    private void leave(String mailbox) {
        turns.computeIfPresent(mailbox, (_, turn) -> turn.takers == 1 ? null : new Turn(turn.free, turn.takers - 1));
    }

    private static boolean await(Semaphore free) {
        try {
            return free.tryAcquire(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            // The attempt notices it, and ends at once.
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
