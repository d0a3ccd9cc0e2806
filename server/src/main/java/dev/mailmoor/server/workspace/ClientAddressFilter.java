package dev.mailmoor.server.workspace;

import dev.mailmoor.protocol.wire.Cidr;
import dev.mailmoor.server.settings.Settings;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Finds the address a request really came from. Forwarded headers count only from trusted proxies, read from the right: the
 * last address that is not a trusted proxy's is the client's, whatever a client wrote further left. Host names are never
 * taken from headers; links are built from the configured public URL.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class ClientAddressFilter extends OncePerRequestFilter {
    private static final int MOST_HOPS = 20;

    private final List<Cidr> trusted;

    ClientAddressFilter(Settings settings) {
        this.trusted = settings.web().trustedProxies();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(isTrusted(request.getRemoteAddr()) ? forwarded(request) : request, response);
    }

    private HttpServletRequest forwarded(HttpServletRequest request) {
        boolean https = "https".equalsIgnoreCase(last(request, "X-Forwarded-Proto"));
        return new Forwarded(request, client(request), https || request.isSecure());
    }

    private String client(HttpServletRequest request) {
        String address = request.getRemoteAddr();
        List<String> hops = hops(request);
        for (int hop = hops.size() - 1; hop >= 0 && isTrusted(address); hop--) {
            Optional<InetAddress> before = parse(hops.get(hop));
            if (before.isEmpty()) {
                break;
            }
            address = before.get().getHostAddress();
        }
        return address;
    }

    private static List<String> hops(HttpServletRequest request) {
        List<String> hops = new ArrayList<>();
        for (String line : Collections.list(request.getHeaders("X-Forwarded-For"))) {
            for (String hop : line.split(",", -1)) {
                hops.add(hop.strip());
            }
        }
        return hops.subList(Math.max(0, hops.size() - MOST_HOPS), hops.size());
    }

    private static String last(HttpServletRequest request, String header) {
        List<String> lines = Collections.list(request.getHeaders(header));
        if (lines.isEmpty()) {
            return "";
        }
        String line = lines.getLast();
        return line.substring(line.lastIndexOf(',') + 1).strip();
    }

    private boolean isTrusted(String address) {
        return !trusted.isEmpty()
                && parse(address)
                        .filter(parsed -> trusted.stream().anyMatch(block -> block.contains(parsed)))
                        .isPresent();
    }

    private static Optional<InetAddress> parse(String address) {
        try {
            return Optional.of(InetAddress.ofLiteral(address));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The request as the proxy got it. */
    private static final class Forwarded extends HttpServletRequestWrapper {
        private final String client;
        private final boolean https;

        Forwarded(HttpServletRequest request, String client, boolean https) {
            super(request);
            this.client = client;
            this.https = https;
        }

        @Override
        public String getRemoteAddr() {
            return client;
        }

        @Override
        public String getRemoteHost() {
            return client;
        }

        @Override
        public boolean isSecure() {
            return https;
        }

        /** The proxy's port, as far as the Host header tells; ours is nobody's business. */
        @Override
        public int getServerPort() {
            String host = getHeader("Host");
            boolean named = host != null && host.lastIndexOf(':') > host.lastIndexOf(']');
            return named || !https ? super.getServerPort() : 443;
        }

        @Override
        public String getScheme() {
            return https ? "https" : "http";
        }
    }
}
