package dev.mailmoor.server.reauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.workspace.TimeOrderedId;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class GrantStateTest {
    private static final Secret BROWSER = Secret.of("a".repeat(32));
    private static final Secret OTHER = Secret.of("b".repeat(32));
    private final GrantState state = new GrantState(new WorkspaceId(TimeOrderedId.next()), TimeOrderedId.next(), 3);

    @Test
    void onlyTheBrowserThatWasSentAwayCanReadIt() {
        assertThat(GrantState.read(state.sealed(BROWSER), BROWSER)).contains(state);
        assertThat(GrantState.read(state.sealed(BROWSER), OTHER)).isEmpty();
    }

    @Test
    void anAlteredOneIsNone() {
        String sealed = state.sealed(BROWSER);
        for (int i = 0; i < sealed.length(); i++) {
            char other = sealed.charAt(i) == 'A' ? 'B' : 'A';
            Optional<GrantState> read =
                    GrantState.read(sealed.substring(0, i) + other + sealed.substring(i + 1), BROWSER);
            // The last letter of base64 has bits that mean nothing.
            assertThat(read.filter(this::isAnother)).isEmpty();
        }
        assertThat(GrantState.read("", BROWSER)).isEmpty();
        assertThat(GrantState.read("no such thing!", BROWSER)).isEmpty();
        assertThat(GrantState.read("A".repeat(10_000), BROWSER)).isEmpty();
    }

    private boolean isAnother(GrantState read) {
        return !read.equals(state);
    }

    @Test
    void eachAttemptHasItsOwnNonceAndVerifier() {
        GrantState next = new GrantState(state.workspace(), state.start(), 4);
        assertThat(next.nonce(BROWSER)).isNotEqualTo(state.nonce(BROWSER));
        assertThat(next.verifier(BROWSER)).isNotEqualTo(state.verifier(BROWSER));
        assertThat(state.verifier(BROWSER).<Integer>reveal(String::length)).isEqualTo(43);
        assertThat(state.nonce(BROWSER)).isNotEqualTo(state.nonce(OTHER));
    }

    @Test
    void aTicketIsReadAsItWasWritten() {
        GrantTicket ticket = GrantTicket.of(state.workspace(), UUID.randomUUID());
        assertThat(GrantTicket.read(ticket.text())).contains(ticket);
        assertThat(ticket.toString()).doesNotContain(ticket.secret());
        assertThat(GrantTicket.read("garbage")).isEmpty();
        assertThat(GrantTicket.read("gar.bage")).isEmpty();
    }
}
