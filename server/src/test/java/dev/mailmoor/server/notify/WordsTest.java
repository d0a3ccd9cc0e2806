package dev.mailmoor.server.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Templates and what becomes of them. */
class WordsTest {
    @ParameterizedTest
    @EnumSource
    void ourOwnTemplatesAreGood(TemplateKind kind) {
        assertThat(OurTemplates.of(kind).faults(kind)).isEmpty();
    }

    @Test
    void ourWordsForABrokenClientAreGood() {
        assertThat(OurTemplates.BROKEN_CLIENT.faults(TemplateKind.INCIDENT)).isEmpty();
    }

    @Test
    void anUnknownPlaceholderIsRefusedWithThoseThereAre() {
        assertThat(new Template("{mailbox}", "{secret} and {cause}").faults(TemplateKind.LOST))
                .singleElement()
                .satisfies(fault -> {
                    assertThat(fault.field()).isEqualTo("body");
                    assertThat(fault.message())
                            .startsWith("There is no placeholder {secret} here; there are {workspace}");
                });
    }

    @Test
    void aSubjectIsOneLine() {
        assertThat(new Template("a\r\nBcc: b@example.com", "x").faults(TemplateKind.RESTORED))
                .hasSize(1);
        assertThat(new Template("Lost: {mailbox}", "x").filledSubject(Map.of("mailbox", "a\r\nBcc: b@example.com")))
                .isEqualTo("Lost: a Bcc: b@example.com");
    }

    @Test
    void whatIsPutInIsNotLookedAtAgain() {
        assertThat(new Template("x", "{mailbox} {cause}").filledBody(Map.of("mailbox", "{cause}", "cause", "$1")))
                .isEqualTo("{cause} $1");
    }

    @Test
    void theParagraphThatLeadsOnCannotBeLeftOut() {
        Map<String, String> values = new HashMap<>(Map.of("action", "Renew it here:\nhttp://localhost/x"));
        assertThat(LossWords.fill(new Template("x", "Only this."), TemplateKind.LOST, values)
                        .body())
                .isEqualTo("Only this.\n\nRenew it here:\nhttp://localhost/x");
    }

    @Test
    void onlyOurOwnAddressesBecomeLinks() {
        String html = new Html(List.of("https://moor.example"))
                .page(
                        "- one\n  https://moor.example/r/x\n- https://evil.example/<script>\n\nhttps://moor.example.evil/",
                        "");
        assertThat(html)
                .contains("<a href=\"https://moor.example/r/x\" rel=\"noreferrer\">")
                .doesNotContain("href=\"https://evil", "href=\"https://moor.example.evil", "<script>");
    }

    @Test
    void noCellOfTheTableRunsAsAFormula() {
        assertThat(Csv.of(List.of(List.of("=1+1", "a\"b")))).isEqualTo("\"'=1+1\",\"a\"\"b\"\r\n");
    }
}
