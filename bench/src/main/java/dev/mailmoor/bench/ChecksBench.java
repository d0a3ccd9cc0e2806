package dev.mailmoor.bench;

import dev.mailmoor.testkit.certificates.CertificateAuthority;
import dev.mailmoor.testkit.certificates.KeyKind;
import java.io.IOException;

/**
 * What one check costs beside its peers: connect, TLS 1.3, greeting, login, EXAMINE, logout; with RSA-2048 and P-256
 * chains, whole handshakes and resumed ones.
 */
final class ChecksBench {
    private ChecksBench() {}

    static void run(boolean quick) throws IOException, InterruptedException {
        Contest.Effort effort =
                quick ? new Contest.Effort(300, 100, 3, 100) : new Contest.Effort(25_000, 3_000, 9, 500);
        CertificateAuthority rsa = CertificateAuthority.create(KeyKind.RSA_2048);
        boolean ran = hold("RSA-2048 chain, whole handshakes", rsa, StubServer.Tickets.NONE, effort);
        if (ran) {
            Contest.Effort warm = effort.warmAlready();
            CertificateAuthority p256 = CertificateAuthority.create(KeyKind.P_256);
            hold("P-256 chain, whole handshakes", p256, StubServer.Tickets.NONE, warm);
            hold("RSA-2048 chain, resumed where a client can", rsa, StubServer.Tickets.TWO, warm);
        }
    }

    private static boolean hold(
            String what, CertificateAuthority authority, StubServer.Tickets tickets, Contest.Effort effort)
            throws IOException, InterruptedException {
        try (Stand stand = Stand.set(authority, tickets).orElse(null)) {
            if (stand == null) {
                return false;
            }
            try (Contest contest = new Contest(stand, tickets, effort, Contest.Field.ALL)) {
                System.out.printf("%n%s (%s)%n", what, Machine.now());
                contest.run();
                System.out.printf("  (%s)%n", Machine.now());
            }
            return true;
        }
    }
}
