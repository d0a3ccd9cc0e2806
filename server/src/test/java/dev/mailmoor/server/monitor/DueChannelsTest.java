package dev.mailmoor.server.monitor;

import static dev.mailmoor.server.mailbox.Direction.RECEIVING;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What is claimed belongs together. */
@MonitorServer
class DueChannelsTest {
    @Autowired
    private MonitorParts parts;

    @Test
    void serverAndCredentialOfDifferentVersionsAreNotClaimed() {
        MonitorStage stage = new MonitorStage(parts);
        stage.connected("anna@northwind.example", "northwind.example", RECEIVING);
        parts.clock().moveOn(Duration.ofHours(1));
        PostgresDueChannels due = new PostgresDueChannels(parts.jdbc());

        // As a claim sees it while a new credential is being saved.
        parts.jdbc()
                .sql("update channel_belief set credential_version = credential_version + 1")
                .update();
        assertThat(due.claim(10, parts.clock().instant())).isEmpty();

        parts.jdbc()
                .sql("update channel_belief set credential_version = credential_version - 1")
                .update();
        assertThat(due.claim(10, parts.clock().instant())).hasSize(1);
    }
}
