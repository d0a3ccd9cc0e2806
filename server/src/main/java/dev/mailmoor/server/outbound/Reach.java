package dev.mailmoor.server.outbound;

import dev.mailmoor.protocol.tls.CertificateTrust;
import dev.mailmoor.protocol.wire.Cidr;
import dev.mailmoor.protocol.wire.NameService;
import dev.mailmoor.protocol.wire.NetworkGuard;
import java.util.List;

/**
 * How far requests may go.
 *
 * @param allowed blocks of non-public addresses that may be connected to
 * @param httpsPort where a URL names none: 443 but in tests
 */
public record Reach(List<Cidr> allowed, NameService names, CertificateTrust trust, int httpsPort) {
    private static final int HTTPS = 443;

    public static Reach ofTheSystem(List<Cidr> allowed, CertificateTrust trust) {
        return new Reach(allowed, NameService.SYSTEM, trust, HTTPS);
    }

    NetworkGuard guard() {
        return new NetworkGuard(allowed, names);
    }
}
