package dev.mailmoor.protocol.sasl;

import dev.mailmoor.protocol.Credentials;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** LOGIN (draft-murchison-sasl-login): the server asks for the name, then for the password. Prompts differ; order does not. */
final class Login implements Mechanism {
    @Override
    public String name() {
        return "LOGIN";
    }

    @Override
    public Strength strength() {
        return Strength.REVEALING_OBSOLETE;
    }

    @Override
    public Exchange begin(Credentials credentials) {
        return new Exchange() {
            private int asked;

            @Override
            public Optional<byte[]> first() {
                return Optional.empty();
            }

            @Override
            public Optional<byte[]> answer(byte[] challenge) {
                asked++;
                return switch (asked) {
                    case 1 -> Optional.of(credentials.username().getBytes(StandardCharsets.UTF_8));
                    case 2 -> Optional.of(credentials.secret().open(byte[]::clone));
                    default -> Optional.empty();
                };
            }
        };
    }
}
