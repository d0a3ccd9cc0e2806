package dev.mailmoor.protocol.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mailmoor.protocol.wire.AttemptEnded;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImapParserTest {
    @Test
    void tellsTheKindsOfResponsesApart() throws AttemptEnded {
        assertThat(ImapParser.parse("* 3 EXISTS")).isEqualTo(new ImapResponse.Untagged("3 EXISTS"));
        assertThat(ImapParser.parse("+")).isEqualTo(new ImapResponse.Continuation(""));
        assertThat(ImapParser.parse("+ VXNlcg==")).isEqualTo(new ImapResponse.Continuation("VXNlcg=="));
        assertThat(ImapParser.parse("A1 no [X] y")).isEqualTo(new ImapResponse.Tagged("A1", "no [X] y"));
        assertThat(ImapParser.parse("A1 OK")).isEqualTo(new ImapResponse.Tagged("A1", "OK"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*", " ", "OK", "A1", "A1 ", "A1 OKAY", " OK x", "220 ESMTP"})
    void whatIsNoResponseIsGarbled(String line) {
        assertThatThrownBy(() -> ImapParser.parse(line)).isInstanceOf(AttemptEnded.class);
    }

    @Test
    void readsCapabilitiesFromDataAndFromCodes() {
        assertThat(ImapParser.capabilities("CAPABILITY imap4rev1 auth=plain"))
                .containsExactlyInAnyOrder("IMAP4REV1", "AUTH=PLAIN");
        assertThat(ImapParser.capabilities("OK [CAPABILITY IMAP4rev1 IDLE] hello"))
                .containsExactlyInAnyOrder("IMAP4REV1", "IDLE");
        assertThat(ImapParser.capabilities("PREAUTH [CAPABILITY X")).containsExactly("X");
        assertThat(ImapParser.capabilities("OK hello [CAPABILITY FORGED]")).isEmpty();
        assertThat(ImapParser.capabilities("3 EXISTS")).isEmpty();
    }

    @Test
    void findsLiteralsOnlyWhereTheyCanBe() {
        assertThat(ImapParser.literalAtEnd("* LIST () {12}")).isEqualTo(OptionalLong.of(12));
        assertThat(ImapParser.literalAtEnd("* LIST () ~{12+}")).isEqualTo(OptionalLong.of(12));
        assertThat(ImapParser.literalAtEnd("* OK see {12}")).isEmpty();
        assertThat(ImapParser.literalAtEnd("* LIST () {}")).isEmpty();
        assertThat(ImapParser.literalAtEnd("* LIST () {x}")).isEmpty();
        assertThat(ImapParser.literalAtEnd("* LIST () {99999999999999999999}").getAsLong())
                .isGreaterThan(Integer.MAX_VALUE);
    }

    @Test
    void quotesWhatMayBeQuoted() {
        assertThat(LoginCommand.isQuotable("a b\\\"".getBytes(StandardCharsets.UTF_8)))
                .isTrue();
        assertThat(LoginCommand.isQuotable("ä".getBytes(StandardCharsets.UTF_8)))
                .isFalse();
        assertThat(LoginCommand.isQuotable("\r".getBytes(StandardCharsets.UTF_8)))
                .isFalse();
        assertThat(LoginCommand.quoted("a\"\\".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("\"a\\\"\\\\\"".getBytes(StandardCharsets.UTF_8));
    }
}
