package dev.mailmoor.protocol.wire;

import java.net.IDN;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/**
 * Decides which addresses may be connected to. A name is resolved once, every address it has is checked, and the caller
 * connects to the checked addresses, never to the name. One special address among public ones is enough to refuse: a
 * name that mixes them is an attempt to get inside.
 */
public final class NetworkGuard {
    /** Ports that mail is served on: outside of the allowed networks no others are connected to. */
    public static final Set<Integer> MAIL_PORTS = Set.of(25, 110, 143, 465, 587, 993, 995, 2525);

    private static final int MOST_ADDRESSES = 16;

    private final List<Cidr> allowedNetworks;
    private final Set<Integer> publicPorts;
    private final NameLookup names;

    /** A guard for mail servers. */
    public NetworkGuard(List<Cidr> allowedNetworks) {
        this(allowedNetworks, MAIL_PORTS, NameService.SYSTEM);
    }

    /**
     * @param allowedNetworks blocks in which every address and port is allowed
     * @param publicPorts ports allowed at public addresses
     */
    public NetworkGuard(List<Cidr> allowedNetworks, Set<Integer> publicPorts, NameService service) {
        this.allowedNetworks = List.copyOf(allowedNetworks);
        this.publicPorts = Set.copyOf(publicPorts);
        this.names = new NameLookup(service);
    }

    /** Resolves and checks. Blocks for at most {@code within}. */
    public Resolution resolve(String host, int port, Duration within) {
        if (host.isBlank()) {
            return new Resolution.NotFound("no host was given");
        }
        Optional<InetAddress> literal = literal(host);
        if (literal.isPresent()) {
            return check(List.of(literal.get()), port);
        }
        try {
            return check(names.find(ascii(host), within), port);
        } catch (UnknownHostException e) {
            return unknown(host, e);
        } catch (TimeoutException e) {
            return new Resolution.NameServiceFailed("the name service did not answer for " + host + " in time");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Resolution.NameServiceFailed("interrupted while looking up " + host);
        } catch (IllegalArgumentException e) {
            return new Resolution.NotFound(host + " is not a host name");
        }
    }

    /**
     * As it stands in DNS: without the root's dot, international labels in their ASCII form (RFC 5891).
     *
     * @throws IllegalArgumentException when it is no name
     */
    public static String ascii(String host) {
        String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        return IDN.toASCII(name, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
    }

    /** The address that {@code host} is, rather than names. Most hosts are told to be names without a costly exception. */
    public static Optional<InetAddress> literal(String host) {
        if (host.isEmpty()) {
            return Optional.empty();
        }
        if (host.indexOf(':') < 0 && !Character.isDigit(host.charAt(host.length() - 1))) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.ofLiteral(host));
        } catch (IllegalArgumentException notALiteral) {
            return Optional.empty();
        }
    }

    private Resolution check(List<InetAddress> addresses, int port) {
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
        if (!allAllowed && !publicPorts.contains(port)) {
            return new Resolution.Forbidden("port " + port + " is not allowed outside of the allowed networks");
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
