package dev.mailmoor.server.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailmoor.server.mailbox.MailboxState;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which public event a mailbox's change is told by, when its receiving channel takes a turn. */
class WholeTest {
    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");

    /** A channel is written as its state, with {@code !} behind it while a loss or {@code ~} while an absence is open. */
    @ParameterizedTest(name = "{0} -> {1} beside {2}: {3}")
    @CsvSource({
        // receiving before, after, sending, event
        "unverified,   connected,    connected,    mailbox.connected",
        "unverified,   connected,    unverified,   -",
        "connected,    suspect,      connected,    mailbox.suspect",
        "connected,    suspect,      suspect,      -",
        "connected,    suspect,      auth-lost!,   -",
        "connected,    suspect,      unreachable~, mailbox.suspect",
        "suspect,      connected,    connected,    -",
        "suspect,      connected,    unreachable~, -",
        "suspect,      auth-lost!,   connected,    mailbox.auth-lost",
        "suspect,      auth-lost!,   suspect,      mailbox.auth-lost",
        "suspect,      auth-lost!,   auth-lost!,   -",
        "suspect,      unreachable~, suspect,      -",
        "suspect,      unreachable~, connected,    mailbox.unreachable",
        "unreachable~, connected,    connected,    mailbox.restored",
        "unreachable~, suspect~,     connected,    mailbox.suspect",
        "suspect~,     connected,    connected,    mailbox.restored",
        "auth-lost!,   connected,    connected,    mailbox.restored",
        "auth-lost!,   connected,    auth-lost!,   -",
        "auth-lost!,   connected,    suspect,      mailbox.restored",
        "auth-lost!,   connected,    unreachable~, mailbox.restored",
        "auth-lost!,   unverified!,  connected,    -",
        "unverified!,  connected,    connected,    mailbox.restored",
    })
    void aChangeOfTheMailboxIsToldOnce(String before, String after, String sibling, String event) {
        Belief was = belief(before);
        Belief is = belief(after);
        Optional<String> told =
                Whole.event(whole(was, belief(sibling)), whole(is, belief(sibling)), Turn.between(was, is));
        assertThat(told.orElse("-")).isEqualTo(event);
    }

    private static Whole whole(Belief receiving, Belief sending) {
        return Whole.of(List.of(receiving, sending));
    }

    private static Belief belief(String text) {
        String word = text.replaceAll("[!~]", "");
        MailboxState state = Arrays.stream(MailboxState.values())
                .filter(candidate -> candidate.word().equals(word))
                .findFirst()
                .orElseThrow();
        Trouble trouble =
                text.endsWith("!") ? Trouble.AUTH_LOST : text.endsWith("~") ? Trouble.UNREACHABLE : Trouble.NONE;
        boolean proved = state != MailboxState.UNVERIFIED;
        return new Belief(
                state, NOW, Optional.of(NOW), proved, Optional.empty(), Optional.empty(), trouble, Optional.empty());
    }
}
