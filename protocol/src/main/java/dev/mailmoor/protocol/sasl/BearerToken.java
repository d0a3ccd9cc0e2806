package dev.mailmoor.protocol.sasl;

import dev.mailmoor.protocol.Credentials;
import dev.mailmoor.protocol.Outcome.Breakage;
import dev.mailmoor.protocol.TokenRefusal;
import dev.mailmoor.protocol.wire.AttemptEnded;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Sign-in with an OAuth 2 access token. A server that does not take it says why in a challenge; once that is answered the
 * real refusal comes.
 *
 * @param head what stands before the token
 * @param afterError the answer to that challenge
 */
record BearerToken(String name, BiFunction<String, Surroundings, String> head, String afterError) implements Mechanism {
    private static final String SEPARATOR = "\u0001";

    /** RFC 7628 §3.1. */
    static final BearerToken OAUTHBEARER = new BearerToken(
            "OAUTHBEARER",
            (username, surroundings) -> "n,a=" + username.replace("=", "=3D").replace(",", "=2C") + "," + SEPARATOR
                    + "host=" + surroundings.server().host() + SEPARATOR + "port="
                    + surroundings.server().port() + SEPARATOR,
            SEPARATOR);

    /** Google, "OAuth 2.0 Mechanism"; Microsoft, "Authenticate an IMAP, POP or SMTP connection using OAuth". */
    static final BearerToken XOAUTH2 =
            new BearerToken("XOAUTH2", (username, surroundings) -> "user=" + username + SEPARATOR, "");

    @Override
    public Credentials.Kind kind() {
        return Credentials.Kind.BEARER_TOKEN;
    }

    @Override
    public Exchange begin(Credentials credentials, Surroundings surroundings) {
        return new Exchange() {
            private Optional<TokenRefusal> refusal = Optional.empty();

            @Override
            public Optional<byte[]> first() {
                return Optional.of(message(credentials, surroundings));
            }

            @Override
            public byte[] answer(byte[] challenge) throws AttemptEnded {
                if (refusal.isPresent()) {
                    throw AttemptEnded.broken(Breakage.GARBLED, "the server goes on after it refused the token");
                }
                refusal = Optional.of(TokenChallenge.read(new String(challenge, StandardCharsets.UTF_8)));
                return afterError.getBytes(StandardCharsets.US_ASCII);
            }

            @Override
            public Optional<TokenRefusal> tokenRefusal() {
                return refusal;
            }

            @Override
            public void accepted() throws AttemptEnded {
                if (refusal.isPresent()) {
                    throw AttemptEnded.broken(
                            Breakage.GARBLED, "the server refused the token and accepted the sign-in all the same");
                }
            }
        };
    }

    private byte[] message(Credentials credentials, Surroundings surroundings) {
        String before = head.apply(credentials.username(), surroundings) + "auth=Bearer ";
        byte[] start = before.getBytes(StandardCharsets.UTF_8);
        return credentials.secret().open(token -> {
            byte[] message = new byte[start.length + token.length + 2];
            System.arraycopy(start, 0, message, 0, start.length);
            System.arraycopy(token, 0, message, start.length, token.length);
            message[message.length - 2] = 1;
            message[message.length - 1] = 1;
            return message;
        });
    }
}
