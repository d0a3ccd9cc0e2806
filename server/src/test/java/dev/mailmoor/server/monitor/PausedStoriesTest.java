package dev.mailmoor.server.monitor;

import static dev.mailmoor.server.mailbox.Direction.RECEIVING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mailmoor.server.mailbox.MailboxId;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What comes of a paused mailbox by people's own tries is said when it is resumed. */
@MonitorServer
class PausedStoriesTest {
    private static final Duration D = Duration.ofSeconds(30);

    @Autowired
    private MonitorParts parts;

    private MonitorStage stage;
    private MailboxId anna;

    @BeforeEach
    void aMailbox() {
        stage = new MonitorStage(parts);
        anna = stage.connected("anna@northwind.example", "northwind.example", RECEIVING);
    }

    private void isLost() {
        stage.observed(anna, RECEIVING, 1, Seen.refused());
        parts.clock().moveOn(D);
        stage.observed(anna, RECEIVING, 1, Seen.refused());
        assertThat(stage.state(anna, RECEIVING)).isEqualTo("auth-lost");
    }

    private void pause() {
        assertThat(parts.monitor().pause(stage.access, anna)).isTrue();
    }

    private void resume() {
        assertThat(parts.monitor().resume(stage.access, anna)).isTrue();
        assertThat(parts.monitor().resume(stage.access, anna)).as("again").isTrue();
    }

    @Test
    void aLossIsSaidOnceWhenItIsStillOne() {
        pause();
        isLost();
        assertThat(stage.events()).containsExactly("mailbox.connected");
        resume();
        assertThat(stage.state(anna)).isEqualTo("auth-lost");
        assertThat(stage.events()).containsExactly("mailbox.connected", "mailbox.auth-lost");
    }

    @Test
    void aLossThatBeganAndEndedMeanwhileIsNotSaid() {
        pause();
        isLost();
        stage.renew(anna, Optional.of(Seen.ok()));
        resume();
        assertThat(stage.events()).containsExactly("mailbox.connected");
    }

    @Test
    void theEndOfALossThatPeopleKnowOfIsSaidOnce() {
        isLost();
        pause();
        stage.renew(anna, Optional.of(Seen.ok()));
        resume();
        pause();
        resume();
        assertThat(stage.events())
                .containsExactly("mailbox.connected", "mailbox.suspect", "mailbox.auth-lost", "mailbox.restored");
    }
}
