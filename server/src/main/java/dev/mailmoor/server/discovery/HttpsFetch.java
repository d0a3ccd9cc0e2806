package dev.mailmoor.server.discovery;

import dev.mailmoor.protocol.tls.CertificateRejected;
import dev.mailmoor.protocol.tls.CertificateTrust;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.TrustManager;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Fetches small documents from strangers by https: each address checked by the network guard, names and certificates
 * verified, a few redirects and only to https, caps on size and time. Keeps no cookies and gives no credentials.
 */
final class HttpsFetch {
    private static final int MOST_BYTES = 256 * 1024;
    private static final int MOST_REDIRECTS = 3;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final Timeout CONNECT = Timeout.ofSeconds(3);
    private static final Duration ALL = Duration.ofSeconds(6);

    private final CloseableHttpClient client;

    HttpsFetch(Network network) {
        HttpClientConnectionManager connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(new GuardedNames(network.guard()))
                .setSchemePortResolver(host -> host.getPort() > 0 ? host.getPort() : network.httpsPort())
                .setTlsSocketStrategy(ClientTlsStrategyBuilder.create()
                        .setSslContext(context(network.trust()))
                        .setTlsVersions("TLSv1.3", "TLSv1.2")
                        .setHostVerificationPolicy(HostnameVerificationPolicy.CLIENT)
                        .setHostnameVerifier((host, session) -> names(network.trust(), host, session))
                        .buildClassic())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(CONNECT)
                        .setSocketTimeout(CONNECT)
                        .build())
                .setMaxConnPerRoute(20)
                .setMaxConnTotal(200)
                .build();
        client = HttpClientBuilder.create()
                .setConnectionManager(connections)
                .setSchemePortResolver(host -> host.getPort() > 0 ? host.getPort() : network.httpsPort())
                .setUserAgent("Mailmoor")
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableAutomaticRetries()
                // A small compressed answer may be a large one.
                .disableContentCompression()
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(CONNECT)
                        .setResponseTimeout(CONNECT)
                        .build())
                .build();
    }

    private static SSLContext context(CertificateTrust trust) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {trust.trustManager()}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK has no TLS", e);
        }
    }

    private static boolean names(CertificateTrust trust, String host, SSLSession session) {
        try {
            trust.verify(session.getPeerCertificates(), host);
            return true;
        } catch (CertificateRejected | SSLPeerUnverifiedException e) {
            return false;
        }
    }

    /** What came. */
    sealed interface Fetched {
        record Document(byte[] bytes) implements Fetched {}

        /** @param why a few plain words */
        record Nothing(String why) implements Fetched {}
    }

    Fetched get(URI place, Deadline deadline) {
        return follow(place, Optional.empty(), deadline.within(ALL));
    }

    Fetched post(URI place, String xml, Deadline deadline) {
        return follow(place, Optional.of(xml), deadline.within(ALL));
    }

    private Fetched follow(URI first, Optional<String> body, Deadline deadline) {
        URI place = first;
        for (int hop = 0; hop <= MOST_REDIRECTS; hop++) {
            Step step = ask(place, body, deadline);
            switch (step) {
                case Step.Done(Fetched fetched) -> {
                    return fetched;
                }
                case Step.Elsewhere(URI next) -> place = next;
            }
        }
        return new Fetched.Nothing("too many redirects");
    }

    private sealed interface Step {
        record Done(Fetched fetched) implements Step {}

        record Elsewhere(URI place) implements Step {}
    }

    private Step ask(URI place, Optional<String> body, Deadline deadline) {
        if (deadline.passed()) {
            return done("no time was left");
        }
        try {
            HttpUriRequestBase request = request(place, body);
            return client.execute(request, response -> read(request, place, response, deadline));
        } catch (TooMuch e) {
            return done("it answers too much");
        } catch (GuardedNames.Refused e) {
            return done("its address is not allowed");
        } catch (UnknownHostException e) {
            return done("no such host");
        } catch (SSLException e) {
            return done("no trustworthy TLS there");
        } catch (IOException | IllegalArgumentException | IllegalStateException e) {
            return done("it does not answer");
        }
    }

    private static HttpUriRequestBase request(URI place, Optional<String> body) {
        if (body.isEmpty()) {
            return new HttpGet(place);
        }
        HttpPost post = new HttpPost(place);
        post.setEntity(new StringEntity(body.get(), ContentType.create("text/xml", StandardCharsets.UTF_8)));
        return post;
    }

    /** What is not wanted is cancelled: else the client would read it to its end, however long that is. */
    private static Step read(HttpUriRequestBase request, URI place, ClassicHttpResponse response, Deadline deadline)
            throws IOException {
        if (REDIRECTS.contains(response.getCode())) {
            request.cancel();
            return elsewhere(place, response.getFirstHeader("Location"));
        }
        HttpEntity entity = response.getEntity();
        if (response.getCode() != 200 || entity == null) {
            request.cancel();
            return done("it answers with status " + response.getCode());
        }
        try {
            return new Step.Done(new Fetched.Document(bytes(entity.getContent(), deadline)));
        } catch (TooMuch e) {
            request.cancel();
            throw e;
        }
    }

    private static final class TooMuch extends IOException {
        private static final long serialVersionUID = 1L;
    }

    private static byte[] bytes(InputStream in, Deadline deadline) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] some = new byte[8_192];
        for (int read = in.read(some); read >= 0; read = in.read(some)) {
            all.write(some, 0, read);
            if (all.size() > MOST_BYTES || deadline.passed()) {
                throw new TooMuch();
            }
        }
        return all.toByteArray();
    }

    private static Step elsewhere(URI place, @Nullable Header location) {
        try {
            URI next = place.resolve(location == null ? "" : location.getValue());
            boolean good =
                    "https".equalsIgnoreCase(next.getScheme()) && next.getHost() != null && next.getUserInfo() == null;
            return good && location != null ? new Step.Elsewhere(next) : done("it redirects to where we do not follow");
        } catch (IllegalArgumentException e) {
            return done("it redirects to nowhere");
        }
    }

    private static Step done(String why) {
        return new Step.Done(new Fetched.Nothing(why));
    }
}
