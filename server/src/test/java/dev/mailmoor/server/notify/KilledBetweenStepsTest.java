package dev.mailmoor.server.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailmoor.protocol.smtp.Handover;
import dev.mailmoor.server.mailbox.MailboxId;
import dev.mailmoor.server.notify.PretendedRelay.Got;
import dev.mailmoor.server.testing.ServerTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** A process dies within a step, or between two: the next one finds all that is owed, once. */
@ServerTest
@Import(NoticeStage.WithRelay.class)
class KilledBetweenStepsTest {
    @Autowired
    private NoticeStage.Parts parts;

    @Autowired
    private PostgresOutbox outbox;

    @Autowired
    private Composing composing;

    @Autowired
    private Post post;

    @Autowired
    private NoticeStage.Postcards postcards;

    private NoticeStage stage;

    @BeforeEach
    void aWorkspace() {
        stage = new NoticeStage(parts);
    }

    /** All that it did until then is undone. */
    private void killedWithin(Runnable step) {
        parts.transaction().executeWithoutResult(undone -> {
            step.run();
            undone.setRollbackOnly();
        });
    }

    @Test
    void aDigestThatWasBeingGatheredIsGatheredOnce() {
        List<MailboxId> all = IntStream.range(0, 14)
                .mapToObj(i -> stage.mailbox("box" + i + "@northwind.example", "lead@northwind.example"))
                .toList();
        stage.lose(all);
        stage.send();
        stage.relay.forget();
        parts.clock().moveOn(GatherDigests.QUIET.plusSeconds(1));
        killedWithin(() -> parts.digests().gather());
        stage.after(Duration.ZERO);

        assertThat(stage.relay.taken())
                .extracting(got -> got.to() + " " + got.subject())
                .containsExactly("lead@northwind.example 4 mailboxes lost their login");
    }

    @Test
    void aDigestThatWasGatheredAndNotSentIsSentByTheNext() {
        stage.lose(IntStream.range(0, 12)
                .mapToObj(i -> stage.mailbox("box" + i + "@northwind.example", "lead@northwind.example"))
                .toList());
        stage.send();
        stage.relay.forget();
        parts.clock().moveOn(GatherDigests.QUIET.plusSeconds(1));
        parts.digests().gather();
        assertThat(outbox.claim(10, 60)).hasSize(1);
        leasesEnd();
        stage.after(Duration.ZERO);

        assertThat(stage.relay.taken()).extracting(Got::subject).containsExactly("2 mailboxes lost their login");
    }

    @Test
    void aReminderThatWasBeingMadeIsMadeOnce() {
        stage.lose(stage.mailbox("anna@northwind.example", ""));
        stage.send();
        stage.relay.forget();
        parts.clock().moveOn(Duration.ofDays(1));
        killedWithin(() -> parts.losses().remind());
        stage.after(Duration.ZERO);

        assertThat(stage.relay.taken())
                .extracting(Got::subject)
                .containsExactly("Still without a login: anna@northwind.example");
    }

    @Test
    void anotherRoomsMailThatWasHandedOverAndNotMarkedGoesAgainUnderTheSameIdAndIsToldOnce() {
        var mail = new Post.Mail(NoticeStage.Postcards.KIND, "anna@northwind.example", "1", Map.of());
        parts.transaction().executeWithoutResult(_ -> post.put(stage.workspace, List.of(mail)));
        var ready = (Composing.Ready) composing.compose(outbox.claim(10, 60).getFirst());
        try (var visit = stage.relay.visit()) {
            assertThat(visit.hand(ready.envelope())).as("then it is killed").isInstanceOf(Handover.Accepted.class);
        }
        leasesEnd();
        stage.after(Duration.ZERO);

        assertThat(stage.relay.taken()).hasSize(2);
        assertThat(stage.relay.taken().stream()
                        .map(got -> got.header("Message-ID"))
                        .distinct())
                .hasSize(1);
        assertThat(postcards.sent()).containsOnlyOnce(stage.workspace);
    }

    private void leasesEnd() {
        parts.jdbc()
                .sql("update notice_mail set leased_until = clock_timestamp() where leased_until is not null")
                .update();
    }
}
