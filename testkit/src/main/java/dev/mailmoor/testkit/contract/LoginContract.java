package dev.mailmoor.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailmoor.protocol.Endpoint;
import dev.mailmoor.protocol.LoginRequest;
import dev.mailmoor.protocol.MailLogin;
import dev.mailmoor.protocol.Outcome;
import dev.mailmoor.protocol.Protocol;
import dev.mailmoor.protocol.Secret;
import dev.mailmoor.protocol.Timeouts;
import dev.mailmoor.protocol.TlsMode;
import dev.mailmoor.protocol.WireMailLogin;
import dev.mailmoor.protocol.tls.CertificateTrust;
import dev.mailmoor.protocol.tls.TlsClient;
import dev.mailmoor.protocol.tls.TlsEngines;
import dev.mailmoor.protocol.wire.Cidr;
import dev.mailmoor.protocol.wire.NetworkGuard;
import dev.mailmoor.testkit.certificates.CertificateAuthority;
import dev.mailmoor.testkit.certificates.KeyKind;
import dev.mailmoor.testkit.certificates.ServerCertificate;
import dev.mailmoor.testkit.scripted.Script;
import dev.mailmoor.testkit.scripted.ScriptedServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What the contracts share: a trusted server on the loopback, and one user who signs in to it. */
public abstract class LoginContract {
    protected static final String USER = "anna@example.com";
    protected static final String PASSWORD = "c0rrect \"horse\" \\ battery";
    protected static final String QUOTED_PASSWORD = "\"c0rrect \\\"horse\\\" \\\\ battery\"";
    protected static final String PLAIN_MESSAGE = base64("\0" + USER + "\0" + PASSWORD);

    protected static final CertificateAuthority AUTHORITY = CertificateAuthority.create(KeyKind.P_256);
    protected static final ServerCertificate CERTIFICATE = AUTHORITY.issue("localhost", "127.0.0.1");

    private static final Map<Class<?>, TlsEngines> ENGINES = new ConcurrentHashMap<>();
    private static final CertificateTrust TRUST = new CertificateTrust(List.of(AUTHORITY.root()));

    protected static final Timeouts UNHURRIED =
            new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(10));
    protected static final Timeouts HURRIED =
            new Timeouts(Duration.ofMillis(500), Duration.ofMillis(300), Duration.ofSeconds(2));

    /** The engines under test, made to ask {@code trust}. */
    protected abstract TlsEngines engines(CertificateTrust trust);

    protected static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    protected MailLogin login(Timeouts timeouts) {
        // Once for all tests of a class, as in the service: native engines keep memory until they are collected.
        return login(timeouts, TRUST, ENGINES.computeIfAbsent(getClass(), _ -> engines(TRUST)));
    }

    protected MailLogin login(Timeouts timeouts, CertificateTrust trust) {
        return login(timeouts, trust, engines(trust));
    }

    private static MailLogin login(Timeouts timeouts, CertificateTrust trust, TlsEngines engines) {
        NetworkGuard guard = new NetworkGuard(List.of(Cidr.parse("127.0.0.0/8")));
        return new WireMailLogin(guard, new TlsClient(engines, trust), timeouts);
    }

    /** Plays the script in the clear or, for {@link TlsMode#TLS}, behind TLS, and signs in to it. */
    protected Outcome attempt(Protocol protocol, TlsMode mode, Script script) {
        return attempt(protocol, mode, UNHURRIED, script);
    }

    protected Outcome attempt(Protocol protocol, TlsMode mode, Timeouts timeouts, Script script) {
        try (ScriptedServer server =
                mode == TlsMode.TLS ? ScriptedServer.tls(CERTIFICATE, script) : ScriptedServer.plain(script)) {
            Outcome outcome = login(timeouts).attempt(request(protocol, mode, server.port()));
            assertThat(server.faults()).isEmpty();
            assertNoSecretIn(outcome);
            return outcome;
        }
    }

    protected static LoginRequest request(Protocol protocol, TlsMode mode, int port) {
        return new LoginRequest(
                protocol,
                new Endpoint("localhost", port, mode),
                USER,
                Secret.of(PASSWORD),
                protocol == Protocol.SMTP ? Optional.of(USER) : Optional.empty());
    }

    protected static void assertNoSecretIn(Outcome outcome) {
        assertThat(outcome.toString())
                .doesNotContain(PASSWORD)
                .doesNotContain(QUOTED_PASSWORD)
                .doesNotContain(QUOTED_PASSWORD.substring(1, QUOTED_PASSWORD.length() - 1))
                .doesNotContain(base64(PASSWORD))
                .doesNotContain(PLAIN_MESSAGE)
                .doesNotContain(PLAIN_MESSAGE.replace("=", ""));
    }

    protected static void assertRefused(Outcome outcome, String reply) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.reply().text()).isEqualTo(reply));
    }

    protected static void assertBroken(Outcome outcome, Outcome.Breakage breakage) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Broken.class,
                        broken -> assertThat(broken.breakage())
                                .as(broken.detail())
                                .isEqualTo(breakage));
    }

    protected static void assertTlsFailed(Outcome outcome, Outcome.TlsFailure failure) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.TlsFailed.class,
                        failed ->
                                assertThat(failed.failure()).as(failed.detail()).isEqualTo(failure));
    }

    protected static void assertNotOffered(Outcome outcome, Outcome.Missing missing) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.NotOffered.class,
                        notOffered -> assertThat(notOffered.missing())
                                .as(notOffered.detail())
                                .isEqualTo(missing));
    }
}
