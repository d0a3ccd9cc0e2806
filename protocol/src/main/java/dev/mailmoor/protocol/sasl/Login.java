package dev.mailmoor.protocol.sasl;

import dev.mailmoor.protocol.Credentials;
import dev.mailmoor.protocol.Outcome.Breakage;
import dev.mailmoor.protocol.wire.AttemptEnded;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** LOGIN (draft-murchison-sasl-login): the server asks for the name, then for the password. Prompts differ; order does not. */
final class Login implements Mechanism {
    @Override
    public String name() {
        return "LOGIN";
    }

    @Override
    public Exchange begin(Credentials credentials, Surroundings surroundings) {
        return new Exchange() {
            private int asked;

            @Override
            public Optional<byte[]> first() {
                return Optional.empty();
            }

            @Override
            public byte[] answer(byte[] challenge) throws AttemptEnded {
                asked++;
                return switch (asked) {
                    case 1 -> credentials.username().getBytes(StandardCharsets.UTF_8);
                    case 2 -> credentials.secret().open(byte[]::clone);
                    default ->
                        throw AttemptEnded.broken(
                                Breakage.GARBLED, "the server asks for more than a name and a password");
                };
            }

            @Override
            public boolean hasShownSecret() {
                return asked >= 2;
            }
        };
    }
}
