package dev.mailmoor.server.discovery;

import dev.mailmoor.protocol.autoconfig.NameRecords;
import dev.mailmoor.protocol.tls.CertificateTrust;
import dev.mailmoor.protocol.wire.Cidr;
import dev.mailmoor.protocol.wire.NameService;
import dev.mailmoor.protocol.wire.NetworkGuard;
import dev.mailmoor.server.outbound.GuardedHttp;
import dev.mailmoor.server.outbound.Reach;
import java.util.List;

/**
 * How discovery gets out.
 *
 * @param allowed blocks of non-public addresses that may be connected to
 * @param httpsPort 443 but in tests
 */
public record Network(
        List<Cidr> allowed, NameService names, NameRecords records, CertificateTrust trust, int httpsPort) {
    private static final int HTTPS = 443;

    public static Network ofTheSystem(List<Cidr> allowed, CertificateTrust trust, NameRecords records) {
        return new Network(allowed, NameService.SYSTEM, records, trust, HTTPS);
    }

    /** It lives as long as discovery does. */
    GuardedHttp web() {
        return new GuardedHttp(new Reach(allowed, names, trust, httpsPort));
    }

    NetworkGuard guard() {
        return new NetworkGuard(allowed, names);
    }
}
