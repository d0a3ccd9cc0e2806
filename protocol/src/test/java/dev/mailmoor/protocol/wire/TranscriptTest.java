package dev.mailmoor.protocol.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailmoor.protocol.Secret;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TranscriptTest {
    private final Transcript transcript = new Transcript();

    @ParameterizedTest
    @ValueSource(strings = {"hunter22", "tr\"icky \\ one", "päss wörd", "with\ttab", "AAAA"})
    void noFormOfTheSecretIsKept(String secret) {
        byte[] plain = ("\0anna\0" + secret).getBytes(StandardCharsets.UTF_8);
        Command command = Command.of("AUTH PLAIN ").secretBase64(plain);
        transcript.secretIsSent(Secret.of(secret), command);
        String base64 = command.encodings().getFirst();
        transcript.client(command.shown());
        transcript.server(transcript.redact(Printable.replace("echo " + secret + " " + base64 + " "
                + secret.replace("\\", "\\\\").replace("\"", "\\\""))));

        assertThat(transcript.lines()).containsExactly("C: AUTH PLAIN ‹secret›", "S: echo ‹secret› ‹secret› ‹secret›");
    }

    @Test
    void aVeryShortSecretIsNotSearchedForBecauseTheGapsWouldTellIt() {
        transcript.secretIsSent(Secret.of("a"), Command.of("PASS ").secret(new byte[] {'a'}));

        assertThat(transcript.redact("a bad password")).isEqualTo("a bad password");
    }

    @Test
    void linesAndTheirNumberAreCut() {
        for (int i = 0; i < 200; i++) {
            transcript.server("x".repeat(1_000));
        }

        assertThat(transcript.lines())
                .hasSize(100)
                .allSatisfy(line -> assertThat(line).hasSize(500));
    }

    @Test
    void aCommandNeverPrintsItsSecret() {
        Command command = Command.of("PASS ").secret("hunter22".getBytes(StandardCharsets.UTF_8));

        assertThat(command).hasToString("PASS ‹secret›");
        command.wipe();
        assertThat(new String(command.bytes(), StandardCharsets.UTF_8)).doesNotContain("hunter22");
    }
}
