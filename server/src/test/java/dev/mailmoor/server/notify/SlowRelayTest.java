package dev.mailmoor.server.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mailmoor.protocol.Endpoint;
import dev.mailmoor.protocol.Outcome;
import dev.mailmoor.protocol.Protocol;
import dev.mailmoor.protocol.Reply;
import dev.mailmoor.protocol.Stage;
import dev.mailmoor.protocol.TlsMode;
import dev.mailmoor.protocol.Trace;
import dev.mailmoor.protocol.smtp.Handover;
import dev.mailmoor.server.mailbox.MailboxId;
import dev.mailmoor.server.notify.PretendedRelay.Got;
import dev.mailmoor.server.testing.ServerTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@ServerTest
@Import(NoticeStage.WithRelay.class)
class SlowRelayTest {
    @Autowired
    private NoticeStage.Parts parts;

    @Autowired
    private PostgresOutbox outbox;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Post post;

    @Autowired
    private NoticeStage.Postcards postcards;

    @Autowired
    private TransactionTemplate transaction;

    private NoticeStage stage;

    @BeforeEach
    void aWorkspace() {
        stage = new NoticeStage(parts);
    }

    private static final Outcome.Broken BROKEN_OFF = new Outcome.Broken(
            new Trace(
                    Protocol.SMTP,
                    new Endpoint("relay.example", 25, TlsMode.NONE),
                    Stage.SEND,
                    Optional.empty(),
                    Optional.empty(),
                    List.of(),
                    Duration.ofMinutes(10)),
            Outcome.Breakage.TIMED_OUT,
            "nothing");

    @Test
    void aRelayThatMayHaveTakenItIsLeftToItselfAndGetsItThreeTimesAtMost() {
        stage.lose(stage.mailbox("anna@northwind.example", ""));
        stage.relay.answers(_ -> new Handover.Unknown(BROKEN_OFF));
        stage.after(Duration.ZERO);
        stage.after(Duration.ofMinutes(29));
        assertThat(stage.relay.taken()).hasSize(1);
        stage.after(Duration.ofMinutes(1));
        assertThat(stage.relay.taken()).hasSize(2);
        stage.after(Duration.ofMinutes(30));
        stage.after(Duration.ofHours(5));
        assertThat(stage.relay.taken()).hasSize(3);
        assertThat(stage.mails("failed")).isEqualTo(1);
    }

    @Test
    void whoMayHaveBeenToldIsToldOfTheEnd() {
        MailboxId anna = stage.mailbox("anna@northwind.example", "");
        MailboxId bert = stage.mailbox("bert@northwind.example", "");
        stage.lose(anna, bert);
        stage.relay.answers(_ -> new Handover.Unknown(BROKEN_OFF));
        stage.after(Duration.ZERO);
        // Each try ends a visit.
        stage.after(Duration.ZERO);
        assertThat(stage.relay.taken()).hasSize(2);

        stage.relay.answers(accepted -> accepted);
        stage.restore(anna);
        stage.relay.forget();
        stage.after(Duration.ZERO);
        // The notice of the loss is withdrawn first.
        stage.after(Duration.ofSeconds(3));
        assertThat(stage.relay.taken())
                .extracting(Got::subject)
                .containsExactly("Connected again: anna@northwind.example");

        stage.relay.answers(_ -> new Handover.Unknown(BROKEN_OFF));
        stage.after(Duration.ofMinutes(31));
        stage.after(Duration.ofMinutes(31));
        assertThat(stage.mails("failed")).isEqualTo(1);
        stage.relay.answers(accepted -> accepted);
        stage.restore(bert);
        assertThat(stage.recipients()).containsExactly("bert@northwind.example");
    }

    @Test
    void onlyWhatTheRelayMayHaveTakenLeavesLinks() {
        MailboxId anna = stage.mailbox("anna@northwind.example", "");
        stage.lose(anna);
        stage.relay.answers(_ -> new Handover.Refused(Handover.Part.CONTENT, new Reply("451 4.3.0 Try again later")));
        for (int hour = 0; hour < 12; hour++) {
            stage.after(Duration.ofHours(1));
        }
        assertThat(links(anna)).isZero();

        stage.relay.answers(_ -> new Handover.Failed(BROKEN_OFF));
        stage.after(Duration.ofHours(1));
        assertThat(links(anna)).isZero();

        stage.relay.answers(_ -> new Handover.Unknown(BROKEN_OFF));
        stage.after(Duration.ofHours(1));
        stage.relay.answers(accepted -> accepted);
        stage.after(Duration.ofHours(1));
        assertThat(links(anna)).as("both may be read").isEqualTo(2);
    }

    private long links(MailboxId mailbox) {
        return jdbc.sql("select count(*) from reauth_link where mailbox_id = :mailbox")
                .param("mailbox", mailbox.value())
                .query(Long.class)
                .single();
    }

    @Test
    void aWriterHearsOfItsMailWhenTheRelayTookItAndNotBefore() {
        var mail = new Post.Mail(NoticeStage.Postcards.KIND, "anna@northwind.example", "1", Map.of());
        transaction.executeWithoutResult(_ -> post.put(stage.workspace, List.of(mail)));
        stage.relay.answers(_ -> new Handover.Refused(Handover.Part.CONTENT, new Reply("451 4.3.0 Try again later")));
        stage.after(Duration.ZERO);
        assertThat(postcards.sent()).doesNotContain(stage.workspace);

        stage.relay.answers(accepted -> accepted);
        stage.after(Duration.ofMinutes(1));
        assertThat(postcards.sent()).containsOnlyOnce(stage.workspace);
    }

    @Test
    void aRelayThatIsAwayIsTriedEverMoreSeldomAndNothingIsLost() {
        stage.lose(stage.mailbox("anna@northwind.example", ""));
        Instant began = parts.clock().instant();
        List<Long> tries = new ArrayList<>();
        stage.relay.answers(_ -> {
            tries.add(Duration.between(began, parts.clock().instant()).toSeconds());
            return new Handover.Refused(Handover.Part.CONTENT, new Reply("451 4.3.0 Try again later"));
        });
        for (int i = 0; i < 90; i++) {
            stage.after(Duration.ofSeconds(1));
        }
        stage.after(Duration.ofSeconds(295));
        stage.after(Duration.ofSeconds(1));
        assertThat(tries).containsExactly(1L, 6L, 26L, 86L, 386L);
        stage.relay.answers(accepted -> accepted);
        stage.after(Duration.ofMinutes(15));
        assertThat(stage.relay.taken()).hasSize(1);
    }

    @Test
    void aRecipientThatIsRefusedForGoodIsGivenUp() {
        stage.lose(stage.mailbox("anna@northwind.example", ""));
        stage.relay.answers(_ -> new Handover.Refused(Handover.Part.RECIPIENT, new Reply("550 5.1.1 No such user")));
        stage.after(Duration.ZERO);

        assertThat(stage.mails("failed")).isEqualTo(1);
        assertThat(outbox.newest(stage.workspace, 10, Optional.empty())
                        .getFirst()
                        .failure())
                .contains("550 5.1.1");
    }

    @Test
    void aClaimIsKeptWhileTheRelayTakesItsTime() {
        CountDownLatch renewed = new CountDownLatch(3);
        try (KeptClaim _ = new KeptClaim(renewed::countDown, Duration.ofMillis(1))) {
            await().atMost(Duration.ofSeconds(30)).until(() -> renewed.getCount() == 0);
        }
    }
}
