package dev.mailmoor.protocol.sasl;

import dev.mailmoor.protocol.Outcome.Breakage;
import dev.mailmoor.protocol.Secret;
import dev.mailmoor.protocol.wire.AttemptEnded;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/** One run of SCRAM (RFC 5802 §5). */
final class ScramExchange implements Exchange {
    /** RFC 7677 §4: with fewer, somebody in between could find the password from the proof. */
    private static final int FEWEST_ITERATIONS = 4_096;

    /** What OWASP's password storage cheat sheet asks of PBKDF2: no honest server needs more, and each one costs us. */
    private static final int MOST_ITERATIONS = 600_000;

    private final Hmac hmac;
    private final Secret password;
    private final Scram.Binding binding;
    private final String clientFirst;
    private State state = State.BEGUN;
    private byte[] expectedSignature = new byte[0];
    private boolean boundInVain;

    private enum State {
        BEGUN,
        PROOF_SENT,
        SERVER_REFUSED,
        SERVER_PROVED
    }

    /** @param clientFirst the first message without its GS2 header */
    ScramExchange(Hmac hmac, Secret password, Scram.Binding binding, String clientFirst) {
        this.hmac = hmac;
        this.password = password;
        this.binding = binding;
        this.clientFirst = clientFirst;
    }

    @Override
    public Optional<byte[]> first() {
        return Optional.of(utf8(binding.header() + clientFirst));
    }

    @Override
    public byte[] answer(byte[] challenge) throws AttemptEnded {
        String message = new String(challenge, StandardCharsets.UTF_8);
        return switch (state) {
            case BEGUN -> proof(message);
            case PROOF_SENT -> concluded(message);
            case SERVER_REFUSED, SERVER_PROVED -> throw garbled("the server goes on after the end of SCRAM");
        };
    }

    private byte[] proof(String message) throws AttemptEnded {
        ScramServerFirst server = ScramServerFirst.read(message, clientFirst.substring(clientFirst.indexOf(",r=") + 3));
        if (server.iterations() < FEWEST_ITERATIONS || server.iterations() > MOST_ITERATIONS) {
            throw AttemptEnded.broken(
                    server.iterations() < FEWEST_ITERATIONS ? Breakage.GARBLED : Breakage.TOO_MUCH,
                    "the server asks for " + server.iterations() + " iterations of SCRAM's hash");
        }
        String bare = "c=" + base64(bound()) + ",r=" + server.nonce();
        byte[] authMessage = utf8(clientFirst + "," + message + "," + bare);
        byte[] salted = password.reveal(
                text -> hmac.stretched(utf8(SaslPrep.prepare(text)), server.salt(), (int) server.iterations()));
        byte[] clientKey = hmac.of(salted, utf8("Client Key"));
        byte[] proof = hmac.of(hmac.hashOf(clientKey), authMessage);
        for (int i = 0; i < proof.length; i++) {
            proof[i] ^= clientKey[i];
        }
        expectedSignature = hmac.of(hmac.of(salted, utf8("Server Key")), authMessage);
        Arrays.fill(salted, (byte) 0);
        Arrays.fill(clientKey, (byte) 0);
        state = State.PROOF_SENT;
        return utf8(bare + ",p=" + base64(proof));
    }

    private byte[] bound() {
        byte[] header = utf8(binding.header());
        byte[] bound = Arrays.copyOf(header, header.length + binding.data().length);
        System.arraycopy(binding.data(), 0, bound, header.length, binding.data().length);
        return bound;
    }

    private byte[] concluded(String message) throws AttemptEnded {
        if (message.startsWith("e=")) {
            return refused(message.substring(2));
        }
        if (!message.startsWith("v=") || !MessageDigest.isEqual(expectedSignature, signature(message))) {
            throw AttemptEnded.serverNotProved("the server's signature does not show that it knows the password");
        }
        state = State.SERVER_PROVED;
        return new byte[0];
    }

    /** RFC 5802 §7. The refusal itself follows, with words; but some reasons have nothing to do with the password. */
    private byte[] refused(String error) throws AttemptEnded {
        if (error.startsWith("channel-bindings-dont-match")
                || error.startsWith("server-does-support-channel-binding")) {
            throw AttemptEnded.serverNotProved(
                    "the server sees another TLS connection than ours: somebody may stand in between");
        }
        boundInVain = error.startsWith("unsupported-channel-binding-type")
                || error.startsWith("channel-binding-not-supported");
        state = State.SERVER_REFUSED;
        return new byte[0];
    }

    private static byte[] signature(String message) {
        int end = message.indexOf(',');
        try {
            return Base64.getDecoder().decode(message.substring(2, end < 0 ? message.length() : end));
        } catch (IllegalArgumentException notBase64) {
            return new byte[0];
        }
    }

    @Override
    public void accepted() throws AttemptEnded {
        if (state != State.SERVER_PROVED) {
            throw AttemptEnded.serverNotProved("the server accepts without showing that it knows the password");
        }
    }

    @Override
    public boolean hasShownSecret() {
        return state != State.BEGUN && !boundInVain;
    }

    private static AttemptEnded garbled(String detail) {
        return AttemptEnded.broken(Breakage.GARBLED, detail);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
