package dev.mailmoor.protocol.sasl;

import dev.mailmoor.protocol.Credentials;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** PLAIN (RFC 4616): name and password in one message, both in UTF-8. */
final class Plain implements Mechanism {
    @Override
    public String name() {
        return "PLAIN";
    }

    @Override
    public Strength strength() {
        return Strength.REVEALING;
    }

    @Override
    public Exchange begin(Credentials credentials) {
        return new Exchange() {
            @Override
            public Optional<byte[]> first() {
                return Optional.of(message(credentials));
            }

            @Override
            public Optional<byte[]> answer(byte[] challenge) {
                return Optional.empty();
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
