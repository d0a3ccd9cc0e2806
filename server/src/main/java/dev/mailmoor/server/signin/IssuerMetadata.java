package dev.mailmoor.server.signin;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import dev.mailmoor.server.signin.TokenTrouble.Kind;
import java.net.URI;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** What OAuth servers publish of themselves (OpenID Connect Discovery 1.0 §4), remembered for an hour. */
@Component
class IssuerMetadata {
    private static final long MEMORY_NANOS = Duration.ofHours(1).toNanos();
    private static final int MOST_REMEMBERED = 1_000;

    private final OAuthWeb web;
    private final Map<URI, Remembered> remembered = new ConcurrentHashMap<>();

    IssuerMetadata(OAuthWeb web) {
        this.web = web;
    }

    private record Remembered(OIDCProviderMetadata metadata, long until) {}

    /** What came of looking. */
    sealed interface Found {
        record Known(OIDCProviderMetadata metadata) implements Found {}

        record Unknown(TokenTrouble.NoAnswer why) implements Found {}
    }

    Found of(OAuthClient client) {
        URI issuer = client.issuer();
        return Optional.ofNullable(remembered.get(issuer))
                .filter(one -> one.until - System.nanoTime() > 0)
                .<Found>map(one -> new Found.Known(one.metadata))
                .orElseGet(() -> look(client));
    }

    private Found look(OAuthClient client) {
        String base = client.issuer().toString();
        URI place = URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base)
                + "/.well-known/openid-configuration");
        return switch (web.get(place)) {
            case OAuthWeb.Reply.Nothing(TokenTrouble.NoAnswer why) -> new Found.Unknown(why);
            case OAuthWeb.Reply.Came came -> read(client, came);
        };
    }

    private Found read(OAuthClient client, OAuthWeb.Reply.Came came) {
        if (came.response().getStatusCode() != 200) {
            return unknown(client, "it answers with status " + came.response().getStatusCode());
        }
        try {
            Optional<OIDCProviderMetadata> metadata =
                    read(client.issuer(), came.response().getBody());
            metadata.ifPresent(known -> remember(client.issuer(), known));
            return metadata.<Found>map(Found.Known::new)
                    .orElseGet(() -> unknown(client, "what it publishes is not of this issuer"));
        } catch (ParseException e) {
            return unknown(client, "what it publishes of itself cannot be read");
        }
    }

    /** Empty when it is another issuer's, or does not say enough. */
    static Optional<OIDCProviderMetadata> read(URI issuer, String published) throws ParseException {
        OIDCProviderMetadata metadata = OIDCProviderMetadata.parse(Issuers.readable(published));
        return Optional.of(metadata)
                .filter(one -> one.getTokenEndpointURI() != null && one.getJWKSetURI() != null)
                .filter(one -> Issuers.same(issuer.toString(), one.getIssuer().getValue()));
    }

    /** Nobody can fill it for good: what is over goes, and then what is over first. */
    void remember(URI issuer, OIDCProviderMetadata metadata) {
        long now = System.nanoTime();
        remembered.values().removeIf(one -> one.until - now <= 0);
        if (remembered.size() >= MOST_REMEMBERED) {
            remembered.entrySet().stream()
                    .min(Comparator.comparingLong(one -> one.getValue().until - now))
                    .ifPresent(oldest -> remembered.remove(oldest.getKey()));
        }
        remembered.put(issuer, new Remembered(metadata, now + MEMORY_NANOS));
    }

    boolean remembers(URI issuer) {
        return remembered.containsKey(issuer);
    }

    private static Found unknown(OAuthClient client, String detail) {
        return new Found.Unknown(new TokenTrouble.NoAnswer(client.issuer().getHost(), Kind.IN_TROUBLE, detail));
    }
}
