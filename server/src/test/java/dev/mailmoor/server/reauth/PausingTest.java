package dev.mailmoor.server.reauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailmoor.server.mailbox.Mailbox;
import dev.mailmoor.server.mailbox.MailboxId;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@WithScriptedServers
class PausingTest {
    @Autowired
    private Scene scene;

    @Autowired
    private Pausing pausing;

    @Test
    void whoPausedAndResumedIsInTheAuditTrailOnceEach() {
        Mailbox mailbox = scene.connected();
        assertThat(pausing.pause(scene.access, mailbox.id())).isTrue();
        assertThat(pausing.pause(scene.access, mailbox.id())).as("again").isTrue();
        assertThat(scene.audited()).startsWith("mailbox.paused").containsOnlyOnce("mailbox.paused");

        assertThat(pausing.resume(scene.access, mailbox.id())).isTrue();
        assertThat(pausing.resume(scene.access, mailbox.id())).as("again").isTrue();
        assertThat(scene.audited()).startsWith("mailbox.resumed").containsOnlyOnce("mailbox.resumed");

        assertThat(pausing.pause(scene.access, new MailboxId(UUID.randomUUID())))
                .isFalse();
    }
}
