package dev.mailmoor.protocol.sasl;

import dev.mailmoor.protocol.Credentials;
import dev.mailmoor.protocol.Outcome.Breakage;
import dev.mailmoor.protocol.wire.AttemptEnded;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** PLAIN (RFC 4616): name and password in one message, both in UTF-8. */
final class Plain implements Mechanism {
    @Override
    public String name() {
        return "PLAIN";
    }

    @Override
    public Exchange begin(Credentials credentials, Surroundings surroundings) {
        return new Exchange() {
            @Override
            public Optional<byte[]> first() {
                return Optional.of(message(credentials));
            }

            @Override
            public byte[] answer(byte[] challenge) throws AttemptEnded {
                throw AttemptEnded.broken(Breakage.GARBLED, "the server asks for more than PLAIN has to say");
            }
        };
    }

    private static byte[] message(Credentials credentials) {
        byte[] name = credentials.username().getBytes(StandardCharsets.UTF_8);
        return credentials.secret().open(secret -> {
            byte[] message = new byte[name.length + secret.length + 2];
            System.arraycopy(name, 0, message, 1, name.length);
            System.arraycopy(secret, 0, message, name.length + 2, secret.length);
            return message;
        });
    }
}
