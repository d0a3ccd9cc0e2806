package dev.mailmoor.server.outbound;

import dev.mailmoor.protocol.tls.CertificateRejected;
import dev.mailmoor.protocol.tls.CertificateTrust;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.TrustManager;
import org.apache.hc.client5.http.SchemePortResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/** Makes HTTP clients that keep nothing, follow nothing and believe nobody unasked. */
final class HttpClients {
    private static final Timeout CONNECT = Timeout.ofSeconds(3);
    private static final TimeValue LOOK_AGAIN = TimeValue.ofMilliseconds(500);
    private static final TimeValue OLDEST = TimeValue.ofMinutes(1);
    /** Whoever asks bounds how often; one slow server must not use up what others need. */
    private static final int MOST = 2_000;

    private static final int LONGEST_LINE = 16 * 1024;
    private static final int MOST_HEADERS = 200;
    private static final int HTTP = 80;

    private HttpClients() {}

    static CloseableHttpClient to(Reach reach, GuardedNames.Where where) {
        SchemePortResolver ports = host -> port(host.getSchemeName(), host.getPort(), reach);
        HttpClientConnectionManager connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(new GuardedNames(reach.guard(), where))
                .setSchemePortResolver(ports)
                .setTlsSocketStrategy(ClientTlsStrategyBuilder.create()
                        .setSslContext(context(reach.trust()))
                        .setTlsVersions("TLSv1.3", "TLSv1.2")
                        .setHostVerificationPolicy(HostnameVerificationPolicy.CLIENT)
                        .setHostnameVerifier((host, session) -> names(reach.trust(), host, session))
                        .buildClassic())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(CONNECT)
                        .setSocketTimeout(CONNECT)
                        .setValidateAfterInactivity(LOOK_AGAIN)
                        .setTimeToLive(OLDEST)
                        .build())
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(Http1Config.custom()
                                .setMaxLineLength(LONGEST_LINE)
                                .setMaxHeaderCount(MOST_HEADERS)
                                .build())
                        .build())
                .setMaxConnPerRoute(MOST)
                .setMaxConnTotal(MOST)
                .build();
        return HttpClientBuilder.create()
                .setConnectionManager(connections)
                .setSchemePortResolver(ports)
                .setUserAgent("Mailmoor")
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableAutomaticRetries()
                // A small compressed answer may be a large one.
                .disableContentCompression()
                .build();
    }

    private static int port(String scheme, int given, Reach reach) {
        if (given > 0) {
            return given;
        }
        return "http".equalsIgnoreCase(scheme) ? HTTP : reach.httpsPort();
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
}
