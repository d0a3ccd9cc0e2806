package dev.mailmoor.protocol.sasl;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.mailmoor.protocol.Credentials;
import dev.mailmoor.protocol.Endpoint;
import dev.mailmoor.protocol.Secret;
import dev.mailmoor.protocol.TlsMode;
import dev.mailmoor.protocol.TokenRefusal;
import dev.mailmoor.protocol.wire.AttemptEnded;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Whatever a server asks, a mechanism answers or ends the attempt; it never fails. */
class ChallengeFuzz {
    private static final Surroundings THERE =
            new Surroundings(new Endpoint("mail.example.com", 993, TlsMode.TLS), Optional.empty(), false);
    private static final String NONCE = "rOprNGfwEbeRWgbNEkqO";

    /** The input is two challenges, with a line feed between them. */
    @FuzzTest
    void scram(byte[] challenges) {
        Exchange exchange = new Scram("SCRAM-SHA-256", "SHA-256", false)
                .begin(Credentials.password("user", Secret.of("pencil")), THERE, NONCE);
        String[] parts = new String(challenges, StandardCharsets.UTF_8).split("\n", 2);
        try {
            for (String part : parts) {
                exchange.answer(part.getBytes(StandardCharsets.UTF_8));
            }
            exchange.accepted();
            assertThat(parts[1]).startsWith("v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=");
        } catch (AttemptEnded ended) {
            assertThat(ended.getMessage()).isNotBlank().hasSizeLessThan(600);
        }
    }

    @FuzzTest
    void tokenChallenge(byte[] json) {
        TokenRefusal told = TokenChallenge.read(new String(json, StandardCharsets.UTF_8));

        assertThat(told.text().length()).isLessThanOrEqualTo(1_000);
        assertThat(told.status().length() + told.scope().length()).isLessThanOrEqualTo(1_000);
    }

    @FuzzTest
    void saslprep(byte[] text) {
        try {
            String once = SaslPrep.prepare(new String(text, StandardCharsets.UTF_8));
            assertThat(SaslPrep.prepare(once)).isEqualTo(once);
        } catch (IllegalArgumentException forbidden) {
            assertThat(forbidden.getMessage()).contains("RFC 4013");
        }
    }
}
