package dev.mailmoor.protocol.wire;

import java.net.InetAddress;

/**
 * A block of addresses in CIDR notation (RFC 4632, RFC 4291 §2.3). An IPv4 block never holds an IPv6 address, nor the
 * other way round.
 */
public record Cidr(InetAddress base, int prefix) {
    public Cidr {
        if (prefix < 0 || prefix > base.getAddress().length * 8) {
            throw new IllegalArgumentException("prefix out of range: /" + prefix);
        }
    }

    /**
     * Reads {@code 10.0.0.0/8}, {@code fd00::/8}, or a single address.
     *
     * @throws IllegalArgumentException with a sentence fit for the operator
     */
    public static Cidr parse(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        try {
            InetAddress base = InetAddress.ofLiteral(address.strip());
            int longest = base.getAddress().length * 8;
            return new Cidr(base, slash < 0 ? longest : Integer.parseInt(text, slash + 1, text.length(), 10));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("not a CIDR block such as 10.0.0.0/8 or fd00::/8: " + text, e);
        }
    }

    public boolean contains(InetAddress address) {
        return contains(address.getAddress());
    }

    boolean contains(byte[] candidate) {
        byte[] wanted = base.getAddress();
        if (candidate.length != wanted.length) {
            return false;
        }
        int whole = prefix / 8;
        for (int i = 0; i < whole; i++) {
            if (candidate[i] != wanted[i]) {
                return false;
            }
        }
        int mask = 0xFF00 >> (prefix % 8) & 0xFF;
        return mask == 0 || (candidate[whole] & mask) == (wanted[whole] & mask);
    }

    @Override
    public String toString() {
        return base.getHostAddress() + "/" + prefix;
    }
}
