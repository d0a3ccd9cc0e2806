package dev.mailmoor.protocol.sasl;

import dev.mailmoor.protocol.Credentials;
import dev.mailmoor.protocol.Outcome.Breakage;
import dev.mailmoor.protocol.wire.AttemptEnded;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/** CRAM-MD5 (RFC 2195): the password signs what the server sends, and does not itself travel. */
final class CramMd5 implements Mechanism {
    @Override
    public String name() {
        return "CRAM-MD5";
    }

    @Override
    public boolean reveals() {
        return false;
    }

    /** RFC 2195 does not say in which encoding the password signs. */
    @Override
    public boolean carriesUnicode() {
        return false;
    }

    @Override
    public Exchange begin(Credentials credentials, Surroundings surroundings) {
        return new Exchange() {
            private boolean answered;

            @Override
            public Optional<byte[]> first() {
                return Optional.empty();
            }

            @Override
            public byte[] answer(byte[] challenge) throws AttemptEnded {
                if (answered || challenge.length == 0) {
                    throw AttemptEnded.broken(Breakage.GARBLED, "the server's challenge is not one of CRAM-MD5");
                }
                answered = true;
                String digest = HexFormat.of()
                        .formatHex(credentials.secret().open(secret -> new Hmac("MD5").of(secret, challenge)));
                return (credentials.username() + " " + digest).getBytes(StandardCharsets.UTF_8);
            }

            @Override
            public boolean hasShownSecret() {
                return answered;
            }
        };
    }
}
