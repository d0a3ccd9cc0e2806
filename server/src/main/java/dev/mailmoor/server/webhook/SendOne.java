package dev.mailmoor.server.webhook;

import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.outbound.GuardedHttp;
import dev.mailmoor.server.outbound.WebAnswer;
import dev.mailmoor.server.outbound.WebRequest;
import dev.mailmoor.server.webhook.Result.Attempt;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Makes one delivery once: signs it, posts it, and tells what came of it. */
@Component
class SendOne {
    static final Duration DEADLINE = Duration.ofSeconds(15);
    private static final int KEPT = 1_024;
    private static final int GONE = 410;
    private static final int TOO_MANY = 429;
    private static final int NOT_NOW = 503;

    private final GuardedHttp web;
    private final Clock clock;

    SendOne(GuardedHttp web, Clock clock) {
        this.web = web;
        this.clock = clock;
    }

    Result send(Claim claim, List<Secret> secrets) {
        Instant at = clock.instant();
        long began = System.nanoTime();
        if (secrets.isEmpty()) {
            Attempt none = new Attempt(at, Duration.ZERO, Optional.empty(), "");
            return new Result.NotTaken(none, "its secret cannot be opened here", Optional.empty());
        }
        WebAnswer answer = web.ask(request(claim, at, secrets));
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        return switch (answer) {
            case WebAnswer.Came came -> judge(came, at, took);
            case WebAnswer.Failed failed ->
                new Result.NotTaken(new Attempt(at, took, Optional.empty(), ""), failed.why(), Optional.empty());
        };
    }

    private static WebRequest request(Claim claim, Instant at, List<Secret> secrets) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json");
        headers.putAll(Signature.headers(claim.event().toString(), at, claim.body(), secrets));
        return WebRequest.post(
                URI.create(claim.url()),
                headers,
                claim.body().getBytes(StandardCharsets.UTF_8),
                new WebRequest.Limits(DEADLINE, DEADLINE, KEPT));
    }

    private static Result judge(WebAnswer.Came came, Instant at, Duration took) {
        int status = came.status();
        Attempt attempt = new Attempt(at, took, Optional.of(status), text(came.body()));
        if (status >= 200 && status < 300) {
            return new Result.Taken(attempt);
        }
        if (status == GONE) {
            return new Result.Gone(attempt);
        }
        boolean mayAsk = status == TOO_MANY || status == NOT_NOW;
        return new Result.NotTaken(
                attempt,
                status / 100 == 3 ? "it redirects, which is not followed" : "it answers with status " + status,
                mayAsk ? RetryPace.asked(came.header("Retry-After"), at) : Optional.empty());
    }

    /** Strangers' bytes: nothing that a database or a terminal would stumble over. */
    private static String text(byte[] body) {
        return new String(body, StandardCharsets.UTF_8).replaceAll("[\\p{Cntrl}&&[^\\n\\t]]", "");
    }
}
