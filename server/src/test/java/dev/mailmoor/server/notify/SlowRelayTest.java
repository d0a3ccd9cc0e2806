package dev.mailmoor.server.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mailmoor.protocol.Endpoint;
import dev.mailmoor.protocol.Outcome;
import dev.mailmoor.protocol.Protocol;
import dev.mailmoor.protocol.Stage;
import dev.mailmoor.protocol.TlsMode;
import dev.mailmoor.protocol.Trace;
import dev.mailmoor.protocol.smtp.Handover;
import dev.mailmoor.server.testing.ServerTest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

@ServerTest
@Import(NoticeStage.WithRelay.class)
class SlowRelayTest {
    @Autowired
    private NoticeStage.Parts parts;

    private NoticeStage stage;

    @BeforeEach
    void aWorkspace() {
        stage = new NoticeStage(parts);
    }

    @Test
    void aRelayThatMayHaveTakenItIsLeftToItselfAndGetsItThreeTimesAtMost() {
        stage.lose(stage.mailbox("anna@northwind.example", ""));
        Trace trace = new Trace(
                Protocol.SMTP,
                new Endpoint("relay.example", 25, TlsMode.NONE),
                Stage.SEND,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Duration.ofMinutes(10));
        stage.relay.answers(
                _ -> new Handover.Unknown(new Outcome.Broken(trace, Outcome.Breakage.TIMED_OUT, "nothing")));
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
    void aClaimIsKeptWhileTheRelayTakesItsTime() {
        CountDownLatch renewed = new CountDownLatch(3);
        try (KeptClaim _ = new KeptClaim(renewed::countDown, Duration.ofMillis(1))) {
            await().atMost(Duration.ofSeconds(30)).until(() -> renewed.getCount() == 0);
        }
    }
}
