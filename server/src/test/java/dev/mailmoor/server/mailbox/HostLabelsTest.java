package dev.mailmoor.server.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostLabelsTest {
    private static final String LONGEST = "a".repeat(63);

    @ParameterizedTest
    @ValueSource(strings = {"a", "example.com", "x-1.9.example", "xn--bcher-kva.example", "1.2.3.4"})
    void lettersDigitsAndInnerHyphensMakeLabels(String name) {
        assertThat(HostLabels.areAll(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "a.", ".a", "a..b", "-a", "a-", "a.-b.c", "a_b", "A.b", "bücher.example", "a b"})
    void anythingElseDoesNot(String name) {
        assertThat(HostLabels.areAll(name)).isFalse();
    }

    @Test
    void aLabelHas63CharactersAtMost() {
        assertThat(HostLabels.areAll(LONGEST + ".com")).isTrue();
        assertThat(HostLabels.areAll(LONGEST + "a.com")).isFalse();
    }
}
