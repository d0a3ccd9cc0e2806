package dev.mailmoor.server.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailmoor.server.mailbox.MailboxTexts.TextFault;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class MailboxTextsTest {
    private static final MailboxTexts PLAIN = new MailboxTexts(
            new PersonName("Anna", "Ek"), "Sales EU", "One line\nand another", "lead@example.com", List.of("eu"));

    private static List<String> faultyFields(MailboxTexts texts) {
        return texts.faults().stream().map(TextFault::field).toList();
    }

    @Test
    void plainTextsAreTaken() {
        assertThat(PLAIN.faults()).isEmpty();
    }

    @Test
    void allFaultsAreToldAtOnce() {
        String tooLong = "x".repeat(2_001);
        MailboxTexts texts = new MailboxTexts(
                new PersonName("An\u0000na", tooLong), "two\nlines", tooLong, "\ud800", List.of("ok", "bell\u0007"));
        assertThat(faultyFields(texts))
                .containsExactly("name.first", "name.last", "configurationName", "description", "owner", "tags");
    }

    @Test
    void fiftyTagsAreEnough() {
        MailboxTexts texts = new MailboxTexts(PLAIN.name(), "", "", "", Collections.nCopies(51, "tag"));
        assertThat(faultyFields(texts)).containsExactly("tags");
    }

    @Test
    void blanksAroundTextsAndRepeatedTagsAreTidiedAway() {
        MailboxTexts texts = new MailboxTexts(
                new PersonName(" Anna", "Ek "), " Sales ", "", " lead@example.com ", List.of(" eu", "eu", " "));
        assertThat(texts.tidied())
                .isEqualTo(
                        new MailboxTexts(new PersonName("Anna", "Ek"), "Sales", "", "lead@example.com", List.of("eu")));
    }
}
