package dev.mailmoor.protocol.wire;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/**
 * Decides which addresses may be connected to. A name is resolved once, every address it has is checked, and the caller
 * connects to the checked addresses, never to the name. One special address among public ones is enough to refuse: a
 * name that mixes them is an attempt to get inside.
 */
public final class NetworkGuard {
    private static final int MOST_ADDRESSES = 16;

    private final List<Cidr> allowedNetworks;
    private final NameLookup names;

    /** @param allowedNetworks blocks in which every address and port is allowed */
    public NetworkGuard(List<Cidr> allowedNetworks) {
        this(allowedNetworks, NameService.SYSTEM);
    }

    public NetworkGuard(List<Cidr> allowedNetworks, NameService service) {
        this.allowedNetworks = List.copyOf(allowedNetworks);
        this.names = new NameLookup(service);
    }

    /**
     * Resolves and checks. Blocks for at most {@code within}.
     *
     * @param host a name, or an address without brackets
     */
    public Resolution resolve(String host, int port, Purpose purpose, Duration within) {
        Optional<InetAddress> literal = literal(host);
        if (literal.isPresent()) {
            return check(List.of(literal.get()), port, purpose);
        }
        if (isMisspeltAddress(host)) {
            return new Resolution.Forbidden(
                    "an address is written in its usual way only, like 192.0.2.1 or 2001:db8::1");
        }
        try {
            String ascii = ascii(host);
            Optional<InetAddress> written = literal(ascii);
            if (written.isPresent()) {
                return check(List.of(written.get()), port, purpose);
            }
            return check(names.find(HostText.checkedName(ascii), within), port, purpose);
        } catch (UnknownHostException e) {
            return unknown(host, e);
        } catch (TimeoutException e) {
            return new Resolution.NameServiceFailed("the name service did not answer for " + host + " in time");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Resolution.NameServiceFailed("interrupted while looking up " + host);
        } catch (IllegalArgumentException e) {
            return new Resolution.NotFound(host.isBlank() ? "no host was given" : host + " is not a host name");
        }
    }

    /**
     * Resolves and checks where an {@code http} or {@code https} URL leads; whoever follows a redirect asks again.
     *
     * @param url absolute; its host may be an IPv6 address in brackets
     */
    public Resolution resolve(URI url, Duration within) {
        boolean secure = "https".equalsIgnoreCase(url.getScheme());
        if (!secure && !"http".equalsIgnoreCase(url.getScheme())) {
            return new Resolution.Forbidden("only http and https are spoken");
        }
        if (url.getHost() == null || url.getRawUserInfo() != null) {
            return new Resolution.NotFound("the URL names no host, or a user beside it");
        }
        String host = url.getHost();
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        int port = url.getPort() < 0 ? secure ? 443 : 80 : url.getPort();
        return resolve(bracketed ? host.substring(1, host.length() - 1) : host, port, Purpose.WEB, within);
    }

    /**
     * As it stands in DNS: lower case, without the root's dot, international labels in their ASCII form (RFC 5891).
     *
     * @throws IllegalArgumentException when it is no name
     */
    public static String ascii(String host) {
        return HostText.ascii(host);
    }

    /** The address that {@code host} is, rather than names. */
    public static Optional<InetAddress> literal(String host) {
        return HostText.literal(host);
    }

    /**
     * Whether {@code host} is an address in another than its one spelling ({@code 0x7f.1}, {@code fe80::1%eth0}), which is
     * never connected to.
     */
    public static boolean isMisspeltAddress(String host) {
        return HostText.isMisspeltAddress(host);
    }

    private Resolution check(List<InetAddress> addresses, int port, Purpose purpose) {
        List<InetAddress> looked = addresses.subList(0, Math.min(addresses.size(), MOST_ADDRESSES));
        boolean allAllowed = true;
        for (InetAddress address : looked) {
            if (isAllowed(address)) {
                continue;
            }
            allAllowed = false;
            Optional<String> special = SpecialAddresses.kindOf(address);
            if (special.isPresent()) {
                return new Resolution.Forbidden("the host has an address that is not public (" + special.get()
                        + ") and not in the allowed networks");
            }
        }
        if (!allAllowed && !purpose.isServedOn(port)) {
            return new Resolution.Forbidden("port " + port + " is not one of " + purpose
                    + ", and others are not allowed outside of the allowed networks");
        }
        return new Resolution.Allowed(
                looked.stream().map(a -> new InetSocketAddress(a, port)).toList(), allAllowed);
    }

    private boolean isAllowed(InetAddress address) {
        for (Cidr block : allowedNetworks) {
            if (block.contains(address)) {
                return true;
            }
        }
        return false;
    }

    private static Resolution unknown(String host, UnknownHostException e) {
        String message = String.valueOf(e.getMessage());
        if (message.contains("Temporary failure") || message.contains("try again")) {
            return new Resolution.NameServiceFailed("the name service did not answer for " + host);
        }
        return new Resolution.NotFound("no address is known for " + host);
    }
}
