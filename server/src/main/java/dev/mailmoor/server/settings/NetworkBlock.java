package dev.mailmoor.server.settings;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * A CIDR block, IPv4 or IPv6 (RFC 4632, RFC 4291 §2.3).
 *
 * @param bits length of the prefix
 */
public record NetworkBlock(InetAddress network, int bits) {
    /** Reads {@code 10.0.0.0/8}, {@code fd00::/8} or one address; empty when it is neither. Never asks DNS. */
    public static Optional<NetworkBlock> parse(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        try {
            InetAddress network = InetAddress.ofLiteral(address);
            int most = network.getAddress().length * 8;
            int bits = slash < 0 ? most : Integer.parseInt(text.substring(slash + 1));
            return bits < 0 || bits > most ? Optional.empty() : Optional.of(new NetworkBlock(network, bits));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** An IPv4 address written as IPv6 ({@code ::ffff:10.0.0.1}) counts as what it means. */
    public boolean contains(InetAddress address) {
        byte[] mine = plain(network).getAddress();
        byte[] other = plain(address).getAddress();
        if (mine.length != other.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit % 8);
            if ((mine[bit / 8] & mask) != (other[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }

    private static InetAddress plain(InetAddress address) {
        try {
            return InetAddress.getByAddress(address.getAddress());
        } catch (UnknownHostException e) {
            throw new AssertionError("an address has 4 or 16 bytes", e);
        }
    }

    @Override
    public String toString() {
        return network.getHostAddress() + "/" + bits;
    }
}
