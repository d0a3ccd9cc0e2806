package dev.mailmoor.protocol.pop3;

import dev.mailmoor.protocol.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;

/** APOP (RFC 1939 §7): the password signs the timestamp in the greeting, and does not itself travel. */
record Apop(String timestamp) {
    /** Of a greeting; empty when there is nothing in it that has the form of a message's id (RFC 5322 §3.6.4). */
    static Optional<Apop> in(String greeting) {
        int open = greeting.indexOf('<');
        int close = greeting.indexOf('>', open + 1);
        if (open < 0 || close < 0) {
            return Optional.empty();
        }
        String timestamp = greeting.substring(open, close + 1);
        int at = timestamp.indexOf('@');
        boolean wellFormed =
                at > 1 && at < timestamp.length() - 2 && timestamp.chars().allMatch(c -> c > ' ' && c < 127);
        return wellFormed ? Optional.of(new Apop(timestamp)) : Optional.empty();
    }

    String digest(Secret password) {
        try {
            MessageDigest md5 = MessageDigest.getInstance("MD5");
            md5.update(timestamp.getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(password.open(md5::digest));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }
}
