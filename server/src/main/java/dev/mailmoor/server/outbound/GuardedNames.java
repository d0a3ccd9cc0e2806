package dev.mailmoor.server.outbound;

import dev.mailmoor.protocol.wire.NetworkGuard;
import dev.mailmoor.protocol.wire.Purpose;
import dev.mailmoor.protocol.wire.Resolution;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import org.apache.hc.client5.http.DnsResolver;

/** Lets the HTTP client connect to nothing but addresses that the network guard checked. */
final class GuardedNames implements DnsResolver {
    private static final Duration WITHIN = Duration.ofSeconds(3);
    /** Each that does not answer costs the time of a connection. */
    private static final int MOST_TRIED = 4;

    private final NetworkGuard guard;
    private final Where where;

    /** Where a connection may lead. */
    enum Where {
        PUBLIC_AND_ALLOWED,
        ONLY_ALLOWED
    }

    GuardedNames(NetworkGuard guard, Where where) {
        this.guard = guard;
        this.where = where;
    }

    /** The guard said no. */
    static final class Refused extends UnknownHostException {
        private static final long serialVersionUID = 1L;

        Refused(String detail) {
            super(detail);
        }
    }

    @Override
    public List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException {
        return switch (guard.resolve(host, port, Purpose.WEB, WITHIN)) {
            case Resolution.Allowed allowed -> mayBeUsed(allowed);
            case Resolution.Forbidden forbidden -> throw new Refused(forbidden.detail());
            case Resolution.NotFound missing -> throw new UnknownHostException(missing.detail());
            case Resolution.NameServiceFailed failed -> throw new UnknownHostException(failed.detail());
        };
    }

    private List<InetSocketAddress> mayBeUsed(Resolution.Allowed allowed) throws Refused {
        if (where == Where.ONLY_ALLOWED && !allowed.onAllowedNetwork()) {
            throw new Refused("https is needed outside of the allowed networks");
        }
        return allowed.addresses().stream().limit(MOST_TRIED).toList();
    }

    /** Without a port nothing can be checked. */
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        throw new Refused("no port to check");
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }
}
