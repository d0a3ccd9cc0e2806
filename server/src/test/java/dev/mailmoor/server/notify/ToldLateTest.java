package dev.mailmoor.server.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailmoor.server.mailbox.MailboxId;
import dev.mailmoor.server.mailbox.MailboxState;
import dev.mailmoor.server.testing.ServerTest;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

@ServerTest
@Import(NoticeStage.WithRelay.class)
class ToldLateTest {
    @Autowired
    private NoticeStage.Parts parts;

    private NoticeStage stage;
    private String boss;

    @BeforeEach
    void aWorkspaceWithAnOwner() {
        stage = new NoticeStage(parts);
        boss = "boss-" + UUID.randomUUID() + "@northwind.example";
        stage.member(boss, "owner");
    }

    @Test
    void whatAPauseKeptFromBeingToldIsToldOnceWhenItIsResumed() {
        MailboxId anna = stage.mailbox("anna@northwind.example", "");
        stage.lose(anna);
        parts.transaction().executeWithoutResult(_ -> parts.mailboxes().pause(stage.workspace, anna));
        assertThat(stage.send()).isEmpty();

        stage.after(Duration.ofDays(2));
        parts.transaction()
                .executeWithoutResult(_ -> parts.mailboxes().resume(stage.workspace, anna, MailboxState.AUTH_LOST));
        stage.tell("mailbox.auth-lost", List.of(anna));
        assertThat(stage.recipients()).containsExactlyInAnyOrder(boss, "anna@northwind.example");
        stage.tell("mailbox.auth-lost", List.of(anna));
        assertThat(stage.recipients()).as("nothing goes twice").isEmpty();
        stage.restore(anna);
        assertThat(stage.recipients()).containsExactlyInAnyOrder(boss, "anna@northwind.example");
    }

    @Test
    void aLossThatIsToldLateIsNotRemindedOfAtOnce() {
        MailboxId anna = stage.mailbox("anna@northwind.example", "");
        stage.begins(List.of(anna));
        stage.after(Duration.ofDays(2));
        stage.tell("mailbox.auth-lost", List.of(anna));
        assertThat(stage.send()).hasSize(2).allMatch(got -> got.subject().startsWith("Login lost"));
        stage.relay.forget();
        stage.after(Duration.ofDays(1));
        assertThat(stage.relay.taken()).hasSize(2).allMatch(got -> got.subject().startsWith("Still without"));
    }
}
