package dev.mailmoor.protocol.sasl;

import dev.mailmoor.protocol.Credentials;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * SCRAM (RFC 5802, RFC 7677): both sides prove that they know the password, and neither shows it. With {@code -PLUS} the
 * proof holds for this TLS connection only.
 *
 * @param name as servers list it
 * @param hash of the JDK's name
 */
record Scram(String name, String hash, boolean binds) implements Mechanism {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int NONCE_BYTES = 18;

    @Override
    public boolean reveals() {
        return false;
    }

    @Override
    public Exchange begin(Credentials credentials, Surroundings surroundings) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        return begin(credentials, surroundings, Base64.getEncoder().encodeToString(nonce));
    }

    Exchange begin(Credentials credentials, Surroundings surroundings, String nonce) {
        if (credentials.secret().reveal(SaslPrep::prepare).isEmpty()) {
            throw new IllegalArgumentException("it is empty");
        }
        String name = SaslPrep.prepare(credentials.username());
        if (name.isEmpty()) {
            throw new IllegalArgumentException("it is empty");
        }
        String safe = name.replace("=", "=3D").replace(",", "=2C");
        Binding binding = new Binding(flag(surroundings), data(surroundings));
        return new ScramExchange(new Hmac(hash), credentials.secret(), binding, "n=" + safe + ",r=" + nonce);
    }

    /**
     * RFC 5802 §6: "y" says that we could bind but saw no offer, so that a server whose offer was cut out on the way
     * notices; "n" that we cannot.
     */
    private String flag(Surroundings surroundings) {
        if (binds) {
            return "p=" + surroundings.binding().orElseThrow().type();
        }
        return surroundings.binding().isPresent() && !surroundings.bindingOffered() ? "y" : "n";
    }

    private byte[] data(Surroundings surroundings) {
        return binds ? surroundings.binding().orElseThrow().data() : new byte[0];
    }

    /** The GS2 header's flag, and what it binds to. */
    record Binding(
            String flag,
            @SuppressWarnings("ArrayRecordComponent") byte[] data) {
        String header() {
            return flag + ",,";
        }
    }
}
