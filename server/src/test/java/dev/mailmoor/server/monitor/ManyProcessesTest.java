package dev.mailmoor.server.monitor;

import static dev.mailmoor.server.mailbox.Direction.RECEIVING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mailmoor.server.mailbox.MailboxId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Several processes on one database; here each is a {@link CheckDueChannels} of its own. */
@MonitorServer
class ManyProcessesTest {
    private static final Duration ROUTINE = Duration.ofSeconds(331);

    @Autowired
    private MonitorParts parts;

    private final CountDownLatch answers = new CountDownLatch(1);
    private MonitorStage stage;

    @BeforeEach
    void setTheStage() {
        stage = new MonitorStage(parts);
    }

    @AfterEach
    void letGo() {
        answers.countDown();
    }

    private List<MailboxId> mailboxes(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> stage.connected("box" + i + "@northwind.example", "northwind.example", RECEIVING))
                .toList();
    }

    private static void finish(CheckDueChannels process) {
        while (!process.idle()) {
            process.write();
        }
    }

    @Test
    void twoShareTheWorkAndCheckNothingTwice() {
        mailboxes(700);
        parts.clock().moveOn(ROUTINE);
        CheckDueChannels one = stage.checks();
        CheckDueChannels other = stage.checks();
        one.claim();
        other.claim();
        finish(one);
        finish(other);
        assertThat(stage.probe.asked()).hasSize(700).doesNotHaveDuplicates();
        assertThat(one.claim()).isFalse();
        assertThat(other.claim()).isFalse();
        assertThat(stage.probe.asked()).isEmpty();
    }

    @Test
    void whatADeadProcessHeldIsTakenOverWithinAMinute() {
        mailboxes(10);
        parts.clock().moveOn(ROUTINE);
        stage.probe.meanwhile(this::hang);
        CheckDueChannels dead = stage.checks();
        dead.claim();
        await().until(() -> stage.probe.asked().size() > 0);
        stage.probe.meanwhile(() -> {});
        CheckDueChannels living = stage.checks();
        living.claim();
        assertThat(living.idle()).as("the leases still hold").isTrue();
        parts.clock().moveOn(Duration.ofMinutes(1));
        stage.probe.asked();
        living.claim();
        finish(living);
        assertThat(stage.probe.asked()).hasSize(10);
    }

    @Test
    void aResultThatComesAfterTheLeaseWasTakenOverIsDropped() {
        MailboxId anna = stage.connected("anna@northwind.example", "northwind.example", RECEIVING);
        parts.clock().moveOn(ROUTINE);
        stage.probe.says("anna@northwind.example", Seen.refused());
        stage.probe.meanwhile(this::hang);
        CheckDueChannels slow = stage.checks();
        slow.claim();
        await().until(() -> !stage.probe.asked().isEmpty());
        stage.probe.meanwhile(() -> {});
        parts.clock().moveOn(Duration.ofMinutes(1));
        stage.probe.says("anna@northwind.example", Seen.ok());
        CheckDueChannels other = stage.checks();
        other.claim();
        finish(other);
        stage.probe.says("anna@northwind.example", Seen.refused());
        answers.countDown();
        finish(slow);
        assertThat(stage.state(anna)).isEqualTo("connected");
        assertThat(stage.events()).containsExactly("mailbox.connected");
    }

    @Test
    void aProcessThatStopsGivesItsChannelsBackAtOnce() {
        mailboxes(10);
        parts.clock().moveOn(ROUTINE);
        stage.probe.meanwhile(this::hang);
        CheckDueChannels stopping = stage.checks();
        stopping.claim();
        await().until(() -> !stage.probe.asked().isEmpty());
        stage.probe.meanwhile(() -> {});
        stopping.stop();
        stage.probe.asked();
        CheckDueChannels other = stage.checks();
        other.claim();
        finish(other);
        assertThat(stage.probe.asked()).hasSize(10);
    }

    private void hang() {
        try {
            answers.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void twoProcessesThatSeeHalfAnOutageEachOpenOneIncident() {
        List<MailboxId> boxes = mailboxes(24);
        stage.probe.says("imap.northwind.example", Seen.refused());
        IntStream.range(0, 24).parallel().forEach(i -> stage.observed(boxes.get(i), RECEIVING, 1, Seen.refused()));
        assertThat(stage.events().stream().filter("provider.incident-opened"::equals))
                .hasSize(1);
    }
}
