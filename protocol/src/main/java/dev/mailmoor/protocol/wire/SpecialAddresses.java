package dev.mailmoor.protocol.wire;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * Which addresses are not of the public internet (RFC 6890 and the IANA special-purpose registries). IPv6 is refused
 * unless it is global unicast, so that a block assigned tomorrow is refused today. Addresses that carry an IPv4 address
 * inside (compatible, 6to4, NAT64, Teredo) are refused whole: what they lead to is decided by somebody else's gateway.
 */
final class SpecialAddresses {
    private static final Cidr GLOBAL_UNICAST = Cidr.parse("2000::/3");

    private static final List<Block> BLOCKS = List.of(
            new Block("0.0.0.0/8", "unspecified"),
            new Block("10.0.0.0/8", "private"),
            new Block("100.64.0.0/10", "shared by a carrier"),
            new Block("127.0.0.0/8", "loopback"),
            // Also 169.254.169.254, where clouds hand out credentials.
            new Block("169.254.0.0/16", "link-local"),
            new Block("172.16.0.0/12", "private"),
            new Block("192.0.0.0/24", "special"),
            new Block("192.0.2.0/24", "documentation"),
            // AS112 and AMT: reachable, but nobody's mail is there.
            new Block("192.31.196.0/24", "special"),
            new Block("192.52.193.0/24", "special"),
            new Block("192.88.99.0/24", "6to4"),
            new Block("192.168.0.0/16", "private"),
            new Block("192.175.48.0/24", "special"),
            new Block("198.18.0.0/15", "benchmarking"),
            new Block("198.51.100.0/24", "documentation"),
            new Block("203.0.113.0/24", "documentation"),
            new Block("224.0.0.0/4", "multicast"),
            new Block("240.0.0.0/4", "reserved or broadcast"),
            // Azure's host agent, though the address looks public.
            new Block("168.63.129.16/32", "cloud metadata"),
            new Block("2001::/23", "special or Teredo"),
            new Block("2001:db8::/32", "documentation"),
            new Block("2002::/16", "6to4"),
            new Block("2620:4f:8000::/48", "special"),
            new Block("3fff::/20", "documentation"));

    private SpecialAddresses() {}

    /** The kind of a special address in a word or two; empty for a public one. */
    static Optional<String> kindOf(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length == 16 && !GLOBAL_UNICAST.contains(bytes)) {
            return Optional.of(kindOutsideGlobalUnicast(address));
        }
        for (Block block : BLOCKS) {
            if (block.cidr.contains(bytes)) {
                return Optional.of(block.kind);
            }
        }
        return Optional.empty();
    }

    private static String kindOutsideGlobalUnicast(InetAddress address) {
        if (address.isLoopbackAddress()) {
            return "loopback";
        }
        if (address.isLinkLocalAddress()) {
            return "link-local";
        }
        if (address.isMulticastAddress()) {
            return "multicast";
        }
        return (address.getAddress()[0] & 0xFE) == 0xFC ? "private" : "special";
    }

    private record Block(Cidr cidr, String kind) {
        Block(String cidr, String kind) {
            this(Cidr.parse(cidr), kind);
        }
    }
}
