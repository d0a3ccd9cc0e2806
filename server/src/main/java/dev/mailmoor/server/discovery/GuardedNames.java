package dev.mailmoor.server.discovery;

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
    private final NetworkGuard guard;

    GuardedNames(NetworkGuard guard) {
        this.guard = guard;
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
            case Resolution.Allowed allowed -> allowed.addresses();
            case Resolution.Forbidden forbidden -> throw new Refused(forbidden.detail());
            case Resolution.NotFound missing -> throw new UnknownHostException(missing.detail());
            case Resolution.NameServiceFailed failed -> throw new UnknownHostException(failed.detail());
        };
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
