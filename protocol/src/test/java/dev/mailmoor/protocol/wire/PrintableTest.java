package dev.mailmoor.protocol.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PrintableTest {
    private static String decoded(String text, Charset charset) {
        byte[] bytes = text.getBytes(charset);
        return Printable.decode(bytes, 0, bytes.length);
    }

    @Test
    void textInUtf8OrLatin1StaysReadable() {
        assertThat(decoded("Ungültig €", StandardCharsets.UTF_8)).isEqualTo("Ungültig €");
        assertThat(decoded("Ungültiges Passwort", StandardCharsets.ISO_8859_1)).isEqualTo("Ungültiges Passwort");
        assertThat(decoded("plain ~", StandardCharsets.US_ASCII)).isEqualTo("plain ~");
        assertThat(decoded("smile 😀", StandardCharsets.UTF_8)).isEqualTo("smile 😀");
    }

    @Test
    void whatCouldPlayTricksIsReplaced() {
        assertThat(decoded("a\u001b[31mb\u202ec\u2028d\u0000e\u007ff\tg", StandardCharsets.UTF_8))
                .isEqualTo("a\uFFFD[31mb\uFFFDc\uFFFDd\uFFFDe\uFFFDf g");
        assertThat(decoded("\u0085\u009b", StandardCharsets.ISO_8859_1)).isEqualTo("\uFFFD\uFFFD");
    }
}
