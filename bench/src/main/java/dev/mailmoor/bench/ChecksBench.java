package dev.mailmoor.bench;

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
import dev.mailmoor.protocol.tls.JdkTlsEngines;
import dev.mailmoor.protocol.tls.TlsClient;
import dev.mailmoor.protocol.tls.TlsEngines;
import dev.mailmoor.protocol.wire.Cidr;
import dev.mailmoor.protocol.wire.NetworkGuard;
import dev.mailmoor.server.probe.BoringSslEngines;
import dev.mailmoor.testkit.certificates.CertificateAuthority;
import dev.mailmoor.testkit.certificates.KeyKind;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/** What one check costs: connect, TLS 1.3 with an RSA-2048 chain, greeting, login, EXAMINE, logout. */
final class ChecksBench {
    private static final Timeouts TIMEOUTS =
            new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofSeconds(40));

    private ChecksBench() {}

    static void run(boolean quick) throws IOException, InterruptedException {
        CertificateAuthority authority = CertificateAuthority.create(KeyKind.RSA_2048);
        try (StubServer stub =
                StubServer.start(authority, StubServer.Tickets.NONE).orElse(null)) {
            if (stub == null) {
                return;
            }
            CertificateTrust trust = new CertificateTrust(List.of(authority.root()));
            Contestants contestants = new Contestants(
                    ours(BoringSslEngines.orTheJdks(trust), trust, stub.port()),
                    ours(new JdkTlsEngines(trust), trust, stub.port()),
                    new AngusPeer(sockets(trust), stub.port())::check);
            measure(contestants, quick ? new Effort(500, 3, 200) : new Effort(30_000, 10, 2_000));
        }
    }

    private static void measure(Contestants who, Effort effort) {
        System.out.printf("Warming up with %,d checks each…%n", effort.warmUp);
        Rounds.run(who.boring, effort.warmUp);
        Rounds.run(who.jdk, effort.warmUp);
        Rounds.run(who.angus, effort.warmUp);
        double[][] cpu = new double[3][effort.rounds];
        for (int round = 0; round < effort.rounds; round++) {
            cpu[0][round] = Rounds.cpuMillisPerCheck(who.boring, effort.checks);
            cpu[1][round] = Rounds.cpuMillisPerCheck(who.jdk, effort.checks);
            cpu[2][round] = Rounds.cpuMillisPerCheck(who.angus, effort.checks);
        }
        double angus = median(cpu[2]);
        System.out.printf(
                "CPU-milliseconds of this process for each check; median of %d interleaved rounds of %,d%n",
                effort.rounds, effort.checks);
        tell("Mailmoor, BoringSSL", median(cpu[0]), angus);
        tell("Mailmoor, JDK TLS", median(cpu[1]), angus);
        tell("Angus Mail, JDK TLS", angus, angus);
    }

    private static void tell(String who, double millis, double angus) {
        System.out.printf("  %-22s %6.3f   %4.2f of Angus%n", who, millis, millis / angus);
    }

    private static Runnable ours(TlsEngines engines, CertificateTrust trust, int port) {
        NetworkGuard guard = new NetworkGuard(List.of(Cidr.parse("127.0.0.0/8"), Cidr.parse("::1")));
        MailLogin login = new WireMailLogin(guard, new TlsClient(engines, trust), TIMEOUTS);
        LoginRequest request = new LoginRequest(
                Protocol.IMAP,
                new Endpoint("localhost", port, TlsMode.TLS),
                "anna@example.com",
                Secret.of("correct horse"),
                Optional.empty());
        return () -> {
            Outcome outcome = login.attempt(request);
            if (!(outcome instanceof Outcome.SignedIn)) {
                throw new IllegalStateException("the stub server was not signed in to: " + outcome);
            }
        };
    }

    private static javax.net.ssl.SSLSocketFactory sockets(CertificateTrust trust) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {trust.trustManager()}, null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no TLS", e);
        }
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private record Contestants(Runnable boring, Runnable jdk, Runnable angus) {}

    private record Effort(int warmUp, int rounds, int checks) {}
}
