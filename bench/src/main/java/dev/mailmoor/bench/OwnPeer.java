package dev.mailmoor.bench;

import com.sun.management.ThreadMXBean;
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
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Our own check, as the service makes it. */
final class OwnPeer implements Peer {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final Timeouts TIMEOUTS =
            new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofSeconds(40));

    private final MailLogin login;
    private final LoginRequest request;

    private OwnPeer(MailLogin login, int port) {
        this.login = login;
        this.request = new LoginRequest(
                Protocol.IMAP,
                new Endpoint("localhost", port, TlsMode.TLS),
                "anna@example.com",
                Secret.of("correct horse"),
                Optional.empty());
    }

    static OwnPeer boringSsl(Stand stand) {
        CertificateTrust trust = trust(stand);
        TlsEngines engines = BoringSslEngines.orTheJdks(trust);
        if (!(engines instanceof BoringSslEngines)) {
            throw new IllegalStateException("BoringSSL does not load: the JDK's TLS would be measured in its name");
        }
        return on(engines, trust, stand);
    }

    static OwnPeer jdkTls(Stand stand) {
        CertificateTrust trust = trust(stand);
        return on(new JdkTlsEngines(trust), trust, stand);
    }

    private static OwnPeer on(TlsEngines engines, CertificateTrust trust, Stand stand) {
        NetworkGuard guard = new NetworkGuard(List.of(Cidr.parse("127.0.0.0/8"), Cidr.parse("::1")));
        return new OwnPeer(
                new WireMailLogin(guard, new TlsClient(engines, trust), TIMEOUTS),
                stand.stub().port());
    }

    static CertificateTrust trust(Stand stand) {
        return trust(stand.authority());
    }

    static CertificateTrust trust(CertificateAuthority authority) {
        return new CertificateTrust(List.of(authority.root()));
    }

    private void check() {
        Outcome outcome = login.attempt(request);
        if (!(outcome instanceof Outcome.SignedIn)) {
            throw new IllegalStateException("the stub server was not signed in to: " + outcome);
        }
    }

    @Override
    public double cpuMillisPerCheck(int checks) {
        return Rounds.cpuMillisPerCheck(this::check, checks);
    }

    /** Bytes on the heap for each check, the thread's own included. */
    double allocatedPerCheck(int checks) {
        long before = THREADS.getTotalThreadAllocatedBytes();
        Rounds.run(this::check, checks);
        return (THREADS.getTotalThreadAllocatedBytes() - before) / (double) checks;
    }
}
