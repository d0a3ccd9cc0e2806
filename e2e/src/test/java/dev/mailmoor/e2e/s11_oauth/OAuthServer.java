package dev.mailmoor.e2e.s11_oauth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.RSAKey;
import dev.mailmoor.testkit.hosts.TokenIssuer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.OAuth2Config;
import no.nav.security.mock.oauth2.http.OAuth2HttpRequest;
import no.nav.security.mock.oauth2.http.OAuth2HttpResponse;
import no.nav.security.mock.oauth2.http.Route;
import okhttp3.Headers;

/** mock-oauth2-server with a page to sign in at, refresh tokens that rotate, and troubles on demand. */
final class OAuthServer implements AutoCloseable {
    static final String CLIENT = "mailmoor";
    private static final String ISSUER = "moor";

    private final MockOAuth2Server server;
    private final Trouble trouble = new Trouble();

    OAuthServer() {
        server = new MockOAuth2Server(new OAuth2Config(true, null, null, true), trouble);
        try {
            server.start(InetAddress.getByName("127.0.0.1"), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** By its address: the name {@code localhost} has another one that is not allowed. */
    String issuer() {
        return "http://127.0.0.1:"
                + URI.create(server.issuerUrl(ISSUER).toString()).getPort() + "/" + ISSUER;
    }

    TokenIssuer forMailHost() {
        RSAKey key = (RSAKey) server.getConfig()
                .getTokenProvider()
                .publicJwkSet(ISSUER)
                .getKeys()
                .getFirst();
        try {
            return new TokenIssuer(issuer(), key.getKeyID(), key.toPublicKey(), CLIENT);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    void says(int status, String type, String body) {
        trouble.answer = Optional.of(new OAuth2HttpResponse(Headers.of("Content-Type", type), status, body, null));
    }

    void worksAgain() {
        trouble.answer = Optional.empty();
    }

    /** The bodies of the requests to the token endpoint. */
    List<String> asked() {
        return List.copyOf(trouble.asked);
    }

    @Override
    public void close() {
        server.shutdown();
    }

    /** Stands before the token endpoint, and lets requests pass while all is well. */
    private static final class Trouble implements Route {
        private final List<String> asked = new CopyOnWriteArrayList<>();
        private volatile Optional<OAuth2HttpResponse> answer = Optional.empty();

        @Override
        public boolean match(OAuth2HttpRequest request) {
            boolean token = request.getUrl().encodedPath().endsWith("/token");
            if (token) {
                asked.add(String.valueOf(request.getBody()));
            }
            return token && answer.isPresent();
        }

        @Override
        public OAuth2HttpResponse invoke(OAuth2HttpRequest request) {
            return answer.orElseThrow();
        }
    }
}
