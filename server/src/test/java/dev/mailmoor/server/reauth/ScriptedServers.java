package dev.mailmoor.server.reauth;

import dev.mailmoor.protocol.LoginRequest;
import dev.mailmoor.protocol.MailLogin;
import dev.mailmoor.protocol.Outcome;
import dev.mailmoor.protocol.Reply;
import dev.mailmoor.protocol.Secret;
import dev.mailmoor.protocol.Stage;
import dev.mailmoor.protocol.Trace;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** Mail servers that exist in a table only: each host takes the secrets it was told to. Hosts without an entry are down. */
final class ScriptedServers implements MailLogin {
    private final Map<String, Predicate<LoginRequest>> hosts = new ConcurrentHashMap<>();
    private final List<LoginRequest> seen = new CopyOnWriteArrayList<>();

    void take(String host, String... secrets) {
        List<Secret> good = List.of(secrets).stream().map(Secret::of).toList();
        hosts.put(host, request -> good.contains(request.secret()));
    }

    void answer(String host, Predicate<LoginRequest> answer) {
        hosts.put(host, answer);
    }

    void stop(String host) {
        hosts.remove(host);
    }

    /** The secrets that a host was sent, in order. */
    List<Secret> sentTo(String host) {
        return seen.stream()
                .filter(request -> request.endpoint().host().equals(host))
                .map(LoginRequest::secret)
                .toList();
    }

    @Override
    public Outcome attempt(LoginRequest request) {
        seen.add(request);
        Predicate<LoginRequest> host = hosts.get(request.endpoint().host());
        if (host == null) {
            return new Outcome.NotConnected(trace(request, Stage.CONNECT), Outcome.ConnectFailure.REFUSED, "refused");
        }
        return host.test(request)
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
