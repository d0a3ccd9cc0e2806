package dev.mailmoor.protocol.sasl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mailmoor.protocol.Credentials;
import dev.mailmoor.protocol.Endpoint;
import dev.mailmoor.protocol.Secret;
import dev.mailmoor.protocol.TlsMode;
import dev.mailmoor.protocol.wire.AttemptEnded;
import dev.mailmoor.protocol.wire.ChannelBinding;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScramTest {
    private static final Endpoint SERVER = new Endpoint("mail.example.com", 993, TlsMode.TLS);
    private static final Surroundings UNBOUND = new Surroundings(SERVER, Optional.empty(), false);
    private static final Scram SHA_256 = new Scram("SCRAM-SHA-256", "SHA-256", false);
    private static final String NONCE = "rOprNGfwEbeRWgbNEkqO";
    private static final String SERVER_FIRST =
            "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096";

    private static Credentials user(String name, String password) {
        return Credentials.password(name, Secret.of(password));
    }

    private static Exchange pencil() {
        return SHA_256.begin(user("user", "pencil"), UNBOUND, NONCE);
    }

    private static String text(byte[] message) {
        return new String(message, StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String message) {
        return message.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void theExampleOfRfc5802HoldsWithSha1() throws AttemptEnded {
        Exchange exchange = new Scram("SCRAM-SHA-1", "SHA-1", false)
                .begin(user("user", "pencil"), UNBOUND, "fyko+d2lbbFgONRv9qkxdawL");

        assertThat(text(exchange.first().orElseThrow())).isEqualTo("n,,n=user,r=fyko+d2lbbFgONRv9qkxdawL");
        assertThat(text(exchange.answer(
                        bytes("r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,s=QSXCR+Q6sek8bf92,i=4096"))))
                .isEqualTo("c=biws,r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=");
        assertThat(exchange.answer(bytes("v=rmF9pqV8S7suAoZWja4dJRkFsKQ="))).isEmpty();
        exchange.accepted();
    }

    @Test
    void theExampleOfRfc7677HoldsWithSha256() throws AttemptEnded {
        Exchange exchange = pencil();

        assertThat(text(exchange.first().orElseThrow())).isEqualTo("n,,n=user,r=" + NONCE);
        assertThat(text(exchange.answer(bytes(SERVER_FIRST))))
                .isEqualTo("c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,"
                        + "p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=");
        exchange.answer(bytes("v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4="));
        exchange.accepted();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "v=7rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=",
                "v=",
                "v=?",
                "",
                "x",
                "e=channel-bindings-dont-match"
            })
    void aServerThatDoesNotKnowThePasswordIsNotBelieved(String last) throws AttemptEnded {
        Exchange exchange = pencil();
        exchange.answer(bytes(SERVER_FIRST));

        assertThatThrownBy(() -> exchange.answer(bytes(last))).isInstanceOf(AttemptEnded.class);
        assertThatThrownBy(exchange::accepted).isInstanceOf(AttemptEnded.class);
    }

    @Test
    void acceptanceWithoutAnyProofIsNotBelieved() throws AttemptEnded {
        Exchange exchange = pencil();
        assertThatThrownBy(exchange::accepted).isInstanceOf(AttemptEnded.class);
        exchange.answer(bytes(SERVER_FIRST));
        assertThatThrownBy(exchange::accepted).isInstanceOf(AttemptEnded.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "r=other,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096",
                "r=rOprNGfwEbeRWgbNEkqO,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096",
                "r=rOprNGfwEbeRWgbNEkqOx,s=,i=4096",
                "r=rOprNGfwEbeRWgbNEkqOx,s=?,i=4096",
                "r=rOprNGfwEbeRWgbNEkqOx,s=W22Z,i=",
                "r=rOprNGfwEbeRWgbNEkqOx,s=W22Z,i=-5",
                "r=rOprNGfwEbeRWgbNEkqOx,s=W22Z,i=4095",
                "r=rOprNGfwEbeRWgbNEkqOx,s=W22Z,i=600001",
                "r=rOprNGfwEbeRWgbNEkqOx,s=W22Z,i=2147483648",
                "r=rOprNGfwEbeRWgbNEkqOx,s=W22Z,i=99999999999999999999",
                "m=must,r=rOprNGfwEbeRWgbNEkqOx,s=W22Z,i=4096",
                "e=other-error",
                ""
            })
    void aFirstMessageThatIsOffIsNotAnswered(String first) {
        assertThatThrownBy(() -> pencil().answer(bytes(first))).isInstanceOf(AttemptEnded.class);
    }

    @ParameterizedTest
    @CsvSource({
        "true, true, true, 'p=tls-exporter,,'",
        "false, true, false, 'y,,'",
        "false, true, true, 'n,,'",
        "false, false, false, 'n,,'"
    })
    void theFirstWordTellsWhetherWeBindCouldBindOrCannot(boolean plus, boolean can, boolean offered, String header) {
        Optional<ChannelBinding> binding =
                can ? Optional.of(new ChannelBinding("tls-exporter", new byte[] {1, 2})) : Optional.empty();
        Exchange exchange = new Scram("x", "SHA-256", plus)
                .begin(user("a", "b"), new Surroundings(SERVER, binding, offered), "nonce");

        assertThat(text(exchange.first().orElseThrow())).isEqualTo(header + "n=a,r=nonce");
    }

    @Test
    void whatIsBoundToTravelsInTheSecondMessage() throws AttemptEnded {
        ChannelBinding binding = new ChannelBinding("tls-exporter", new byte[] {1, 2, 3});
        Exchange exchange = new Scram("x", "SHA-256", true)
                .begin(user("a", "b"), new Surroundings(SERVER, Optional.of(binding), true), NONCE);

        String answer = text(exchange.answer(bytes(SERVER_FIRST)));
        String bound = answer.substring(2, answer.indexOf(','));
        assertThat(new String(Base64.getDecoder().decode(bound), StandardCharsets.ISO_8859_1))
                .isEqualTo("p=tls-exporter,,\u0001\u0002\u0003");
    }

    @Test
    void namesAreEscaped() {
        Exchange exchange = SHA_256.begin(user("a=b,c", "x"), UNBOUND, "n");
        assertThat(text(exchange.first().orElseThrow())).isEqualTo("n,,n=a=3Db=2Cc,r=n");
    }

    @ParameterizedTest
    @CsvSource({
        "I\u00ADX, IX",
        "user, user",
        "USER, USER",
        "\u00AA, a",
        "\u2168, IX",
        "a\u00A0b, a b",
        "pässwörd, pässwörd"
    })
    void saslprepFollowsTheExamplesOfRfc4013(String raw, String prepared) {
        assertThat(SaslPrep.prepare(raw)).isEqualTo(prepared);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0007", "\u0627\u0031", "\uE000", "a\u200Eb", "\uFFFD", "\u0627a\u0627"})
    void saslprepRefusesWhatRfc4013Forbids(String raw) {
        assertThatThrownBy(() -> SaslPrep.prepare(raw)).isInstanceOf(IllegalArgumentException.class);
    }
}
