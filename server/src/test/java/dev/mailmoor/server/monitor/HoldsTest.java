package dev.mailmoor.server.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailmoor.server.mailbox.OAuthClientId;
import dev.mailmoor.server.workspace.TimeOrderedId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HoldsTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    @Test
    void anIncidentOfAnOAuthClientHoldsBackItsMailboxesWhereverTheyAre() {
        OAuthClientId client = new OAuthClientId(TimeOrderedId.next());
        Holds holds = new Holds(Map.of(ClientPlaces.of(client), NOON));
        Server granted = new Server("imap.example.com:993", "imap.example.com:993", Optional.of(client));
        Server byPassword = new Server("imap.example.com:993", "imap.example.com:993");
        Tally certain = new Tally(2, NOON, NOON.plusSeconds(31), Optional.of(NOON));
        assertThat(holds.at(granted).covers(certain)).isTrue();
        assertThat(holds.at(byPassword).covers(certain)).isFalse();
    }
}
