package dev.mailmoor.server.api;

import dev.mailmoor.protocol.LoginRequest;
import dev.mailmoor.protocol.MailLogin;
import dev.mailmoor.protocol.Outcome;
import dev.mailmoor.protocol.Reply;
import dev.mailmoor.protocol.Stage;
import dev.mailmoor.protocol.Trace;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Mail servers that exist in a table only: each user name has a password; some hosts are down, and some make one wait. */
final class TableServers implements MailLogin {
    final Map<String, String> passwords = new ConcurrentHashMap<>();
    final Set<String> down = ConcurrentHashMap.newKeySet();
    final Map<String, CountDownLatch> gates = new ConcurrentHashMap<>();
    final AtomicInteger logins = new AtomicInteger();

    @Override
    public Outcome attempt(LoginRequest request) {
        logins.incrementAndGet();
        String host = request.endpoint().host();
        CountDownLatch gate = gates.get(host);
        if (gate != null) {
            try {
                gate.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        if (down.contains(host)) {
            return new Outcome.NotConnected(trace(request, Stage.CONNECT), Outcome.ConnectFailure.REFUSED, "refused");
        }
        String password = passwords.getOrDefault(request.username(), "");
        return request.secret().reveal(password::equals)
                ? new Outcome.SignedIn(trace(request, Stage.SELECT))
                : new Outcome.Refused(
                        trace(request, Stage.AUTH), new Reply("NO [AUTHENTICATIONFAILED] Invalid credentials"));
    }

    private static Trace trace(LoginRequest request, Stage stage) {
        return new Trace(
                request.protocol(),
                request.endpoint(),
                stage,
                Optional.of("PLAIN"),
                Optional.empty(),
                List.of("C: AUTH PLAIN ‹secret›"),
                Duration.ofMillis(5));
    }
}
