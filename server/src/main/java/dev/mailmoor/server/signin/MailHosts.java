package dev.mailmoor.server.signin;

import dev.mailmoor.protocol.wire.NetworkGuard;
import dev.mailmoor.server.provider.Providers;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import org.apache.hc.client5.http.psl.PublicSuffixMatcher;
import org.apache.hc.client5.http.psl.PublicSuffixMatcherLoader;
import org.springframework.stereotype.Component;

/**
 * Which mail servers a client's tokens may go to: those set for it, else its provider's own, which are the known ones and
 * those in the issuer's own domain.
 */
@Component
class MailHosts {
    private static final PublicSuffixMatcher SUFFIXES = PublicSuffixMatcherLoader.getDefault();

    private final Providers providers;

    MailHosts(Providers providers) {
        this.providers = providers;
    }

    boolean mayReceive(OAuthClient client, String mailHost) {
        String host = plain(mailHost);
        if (!client.hosts().isEmpty()) {
            return client.hosts().stream().map(MailHosts::plain).anyMatch(host::equals);
        }
        boolean known = client.provider()
                .mailProviders()
                .contains(providers.byHost(host).id());
        return known || inDomainOf(client.issuer().getHost(), host);
    }

    private static boolean inDomainOf(String issuer, String host) {
        String home = plain(issuer);
        if (home.equals(host) || isThisMachine(home) && isThisMachine(host)) {
            return true;
        }
        return registered(home)
                .filter(domain -> registered(host).filter(domain::equals).isPresent())
                .isPresent();
    }

    /** What somebody registered, {@code example.co.uk} for one; empty for addresses and names without a domain. */
    private static Optional<String> registered(String host) {
        return NetworkGuard.literal(host).isPresent()
                ? Optional.empty()
                : Optional.ofNullable(SUFFIXES.getDomainRoot(host));
    }

    private static boolean isThisMachine(String host) {
        return host.equals("localhost")
                || NetworkGuard.literal(host)
                        .filter(InetAddress::isLoopbackAddress)
                        .isPresent();
    }

    private static String plain(String host) {
        String lower = host.strip().toLowerCase(Locale.ROOT);
        String bare = lower.startsWith("[") && lower.endsWith("]") ? lower.substring(1, lower.length() - 1) : lower;
        return bare.endsWith(".") ? bare.substring(0, bare.length() - 1) : bare;
    }
}
