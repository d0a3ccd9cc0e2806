package dev.mailmoor.server.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailmoor.protocol.Secret;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRulesTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "eleven char", "somebody@example.com", "SOMEBODY@example.com ", "abababababababab"})
    void weakPasswordsAreRefusedWithASentence(String password) {
        assertThat(fault(password))
                .hasValueSatisfying(sentence -> assertThat(sentence).endsWith("."));
    }

    @Test
    void lengthIsCountedInCharactersAsPeopleCountThem() {
        assertThat(fault("pässwörter😀😀")).isEmpty();
        assertThat(fault("😀😁😂😃😄😅😆😇😈😉😊")).isPresent();
        assertThat(fault("abcd".repeat(32))).isEmpty();
        assertThat(fault("abcd".repeat(32) + "e")).isPresent();
    }

    @Test
    void spacesAroundBelongToThePassword() {
        assertThat(fault(" ten chars ")).isPresent();
        assertThat(fault("  ten chars ")).isEmpty();
    }

    private static Optional<String> fault(String password) {
        return PasswordRules.fault(Secret.of(password), "somebody@example.com");
    }
}
