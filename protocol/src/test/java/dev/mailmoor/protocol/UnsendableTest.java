package dev.mailmoor.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class UnsendableTest {
    private static Optional<String> judged(String username, String secret, String sender) {
        return Unsendable.in(new LoginRequest(
                Protocol.SMTP,
                new Endpoint("mail.example.com", 465, TlsMode.TLS),
                username,
                Secret.of(secret),
                Optional.of(sender)));
    }

    @Test
    void ordinaryAndForeignCharactersCanBeSent() {
        assertThat(judged("änna@example.com", "p\tä€ \"x\\", "ännä@example.com"))
                .isEmpty();
        assertThat(judged("", "", "")).isEmpty();
    }

    @Test
    void whatBreaksALineCannot() {
        assertThat(judged("a\r\nQUIT", "x", "a@b")).isPresent();
        assertThat(judged("a", "x\nDATA", "a@b")).isPresent();
        assertThat(judged("a", "x\0", "a@b")).isPresent();
        assertThat(judged("a", "x", "a@b> SIZE=1")).isPresent();
    }

    @Test
    void aTokenCannotHoldWhatWouldEndItEarly() {
        assertThat(judgedToken("ya29.a0-_~+/=")).isEmpty();
        assertThat(judgedToken("ya29\u0001auth=x")).isPresent();
        assertThat(judgedToken("ya29 x")).isPresent();
        assertThat(judgedToken("")).isPresent();
    }

    private static Optional<String> judgedToken(String token) {
        return Unsendable.in(new LoginRequest(
                Protocol.IMAP,
                new Endpoint("mail.example.com", 993, TlsMode.TLS),
                Credentials.bearerToken("a", Secret.of(token)),
                Optional.empty()));
    }
}
