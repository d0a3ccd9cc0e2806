package dev.mailmoor.server.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {
    @ParameterizedTest
    @CsvSource({
        "anna@example.com, anna@example.com",
        "' Anna.Ek@EXAMPLE.com ', anna.ek@example.com",
        "o'neil+tag@sub.example.co.uk, o'neil+tag@sub.example.co.uk",
        "anna@bücher.example, anna@xn--bcher-kva.example",
        "jürgen@example.com, jürgen@example.com",
        "root@localhost, root@localhost",
    })
    void addressesAreBroughtToTheirCanonicalForm(String typed, String canonical) {
        assertThat(EmailAddress.parse(typed))
                .hasValueSatisfying(a -> assertThat(a.value()).isEqualTo(canonical));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "anna",
                "@example.com",
                "anna@",
                "anna@@example.com",
                "anna@example@com",
                "an na@example.com",
                "anna@exam ple.com",
                "anna@example..com",
                "anna@.example.com",
                "anna@example.com.",
                ".anna@example.com",
                "anna.@example.com",
                "an..na@example.com",
                "Anna <anna@example.com>",
                "anna@example.com\r\n.x",
                "anna@-a.com",
                "anna@[192.0.2.1]",
                "anna@exa_mple.com",
                "mailto:anna@example.com",
                "anna@example.com,bo@example.com"
            })
    void whatIsNoAddressIsNotTaken(String typed) {
        assertThat(EmailAddress.parse(typed)).isEmpty();
    }

    @Test
    void partsThatAreTooLongAreNotTaken() {
        assertThat(EmailAddress.parse("a".repeat(65) + "@example.com")).isEmpty();
        assertThat(EmailAddress.parse("anna@" + "a".repeat(64) + ".com")).isEmpty();
        assertThat(EmailAddress.parse("anna@" + "a.".repeat(130) + "com")).isEmpty();
    }
}
