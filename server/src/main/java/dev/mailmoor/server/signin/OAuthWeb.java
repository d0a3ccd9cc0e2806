package dev.mailmoor.server.signin;

import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import dev.mailmoor.server.outbound.GuardedHttp;
import dev.mailmoor.server.outbound.WebAnswer;
import dev.mailmoor.server.outbound.WebRequest;
import dev.mailmoor.server.signin.TokenTrouble.Kind;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Carries Nimbus' requests to OAuth servers, behind the network guard, under deadlines and caps. */
@Component
class OAuthWeb {
    private static final WebRequest.Limits LIMITS =
            new WebRequest.Limits(Duration.ofSeconds(10), Duration.ofSeconds(8), 512 * 1024);

    private final GuardedHttp http;

    OAuthWeb(GuardedHttp http) {
        this.http = http;
    }

    /** What came, with a status below 500 and other than 429; or why nothing that could be read. */
    sealed interface Reply {
        record Came(HTTPResponse response) implements Reply {}

        record Nothing(TokenTrouble.NoAnswer why) implements Reply {}
    }

    Reply get(URI place) {
        return reply(place, http.ask(WebRequest.get(place, LIMITS)));
    }

    Reply send(HTTPRequest request) {
        Map<String, String> headers = new HashMap<>();
        request.getHeaderMap().forEach((name, values) -> headers.put(name, String.join(", ", values)));
        headers.put("Accept", "application/json");
        String body = request.getBody();
        byte[] bytes = body == null ? new byte[0] : body.getBytes(StandardCharsets.UTF_8);
        return reply(
                request.getURI(),
                http.ask(new WebRequest(request.getMethod().name(), request.getURI(), headers, bytes, LIMITS)));
    }

    private static Reply reply(URI place, WebAnswer answer) {
        return switch (answer) {
            case WebAnswer.Failed failed -> nothing(place, kind(failed.failure()), failed.why());
            case WebAnswer.Came came -> came(place, came);
        };
    }

    private static Reply came(URI place, WebAnswer.Came came) {
        if (came.status() == 429) {
            return nothing(place, Kind.TOO_MANY_REQUESTS, "it answers with status 429");
        }
        if (came.status() >= 500 || came.extent() == WebAnswer.Extent.CUT) {
            return nothing(
                    place,
                    Kind.IN_TROUBLE,
                    came.status() >= 500 ? "it answers with status " + came.status() : "it answers too much");
        }
        HTTPResponse response = new HTTPResponse(came.status());
        came.header("content-type").ifPresent(type -> response.setHeader("Content-Type", type));
        response.setBody(new String(came.body(), StandardCharsets.UTF_8));
        return new Reply.Came(response);
    }

    static Reply nothing(URI place, Kind kind, String detail) {
        return new Reply.Nothing(new TokenTrouble.NoAnswer(String.valueOf(place.getHost()), kind, detail));
    }

    private static Kind kind(WebAnswer.Failure failure) {
        return switch (failure) {
            case NOT_ALLOWED -> Kind.ADDRESS_NOT_ALLOWED;
            case NO_SUCH_HOST -> Kind.HOST_NOT_FOUND;
            case NO_TRUST -> Kind.NO_TRUST;
            case TOO_SLOW -> Kind.TIMED_OUT;
            case NO_ANSWER -> Kind.NOT_REACHED;
        };
    }
}
