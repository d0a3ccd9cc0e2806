package dev.mailmoor.server.reauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailmoor.server.journal.TimelineKind;
import dev.mailmoor.server.mailbox.Mailbox;
import dev.mailmoor.server.reauth.Connections.Disconnection;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@WithScriptedServers
class DisconnectingTest {
    @Autowired
    private Scene scene;

    private Mailbox mailbox;

    @BeforeEach
    void connect() {
        mailbox = scene.connected();
    }

    private Disconnection disconnect(OptionalLong version) {
        return scene.connections().disconnect(scene.access, mailbox.id(), version);
    }

    private long rows(String table, String key) {
        return scene.jdbc
                .sql("select count(*) from " + table + " where workspace_id = :workspace and " + key + " = :mailbox")
                .param("workspace", scene.access.workspace().value())
                .param("mailbox", mailbox.id().value())
                .query(Long.class)
                .single();
    }

    @Test
    void aMailboxGoesWithItsSecretsButItsHistoryStays() {
        assertThat(disconnect(OptionalLong.of(1))).isEqualTo(new Disconnection.Gone());
        assertThat(scene.known()).isFalse();
        assertThat(rows("sealed_secret", "subject_id")).isZero();
        assertThat(rows("credential", "mailbox_id")).isZero();
        assertThat(scene.events()).endsWith("mailbox.removed");
        assertThat(scene.timeline(mailbox)).first().isEqualTo(TimelineKind.REMOVED);
        assertThat(scene.audited()).first().isEqualTo("mailbox.removed");
        assertThat(disconnect(OptionalLong.empty())).isEqualTo(new Disconnection.NotFound());
        scene.connected();
    }

    @Test
    void aMailboxThatIsStillNeededStaysAndTheRefusalIsInTheAuditTrail() {
        scene.connections()
                .change(
                        scene.access,
                        mailbox.id(),
                        new MailboxChange(
                                OptionalLong.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of("needed"),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty()),
                        Proving.WHOLE);
        assertThat(disconnect(OptionalLong.empty()))
                .isEqualTo(new Disconnection.Refused("The alias sales@example.com still uses this mailbox."));
        assertThat(scene.known()).isTrue();
        assertThat(rows("sealed_secret", "subject_id")).isEqualTo(2);
        assertThat(scene.audited()).first().isEqualTo("mailbox.removal-refused");
        assertThat(scene.events()).doesNotContain("mailbox.removed");
    }

    @Test
    void whoKnewAnOlderVersionRemovesNothing() {
        assertThat(disconnect(OptionalLong.of(7))).isEqualTo(new Disconnection.Stale());
        assertThat(scene.known()).isTrue();
    }
}
