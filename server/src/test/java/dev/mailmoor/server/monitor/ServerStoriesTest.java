package dev.mailmoor.server.monitor;

import static dev.mailmoor.server.mailbox.Direction.RECEIVING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mailmoor.server.mailbox.MailboxId;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@MonitorServer
class ServerStoriesTest {
    private static final Duration D = Duration.ofSeconds(30);
    private static final Duration INTERVAL = Duration.ofMinutes(5);
    private static final Duration ROUTINE = Duration.ofSeconds(331);
    private static final String HOST = "imap.northwind.example";

    @Autowired
    private MonitorParts parts;

    private MonitorStage stage;

    @BeforeEach
    void setTheStage() {
        stage = new MonitorStage(parts);
        parts.jdbc().sql("delete from away_server").update();
        parts.jdbc()
                .sql("update incident set closed_at = opened_at where closed_at is null")
                .update();
    }

    private List<MailboxId> mailboxes(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> stage.connected(address(i), "northwind.example", RECEIVING))
                .toList();
    }

    private long in(String state, List<MailboxId> mailboxes) {
        return mailboxes.stream()
                .filter(mailbox -> stage.state(mailbox).equals(state))
                .count();
    }

    private void goDown() {
        stage.probe.says(HOST, Seen.away());
        stage.after(ROUTINE);
        stage.after(D);
        stage.after(D.multipliedBy(3));
    }

    @Test
    void aServerThatIsAwayMakesUnreachableAndNeverLost() {
        List<MailboxId> boxes = mailboxes(5);
        stage.probe.says(HOST, Seen.away());
        stage.after(ROUTINE);
        assertThat(in("suspect", boxes)).isEqualTo(5);
        stage.after(D);
        assertThat(in("suspect", boxes)).isEqualTo(5);
        stage.after(D.multipliedBy(3));
        assertThat(in("unreachable", boxes)).isEqualTo(5);
        stage.after(Duration.ofHours(30));
        assertThat(in("unreachable", boxes)).isEqualTo(5);
        assertThat(stage.openLosses()).isZero();
    }

    @Test
    void oneIsTriedEveryIntervalAndItsSuccessWakesTheOthers() {
        List<MailboxId> boxes = mailboxes(5);
        goDown();
        for (int i = 0; i < 7; i++) {
            stage.after(INTERVAL);
        }
        assertThat(boxes.stream()
                        .map(box -> stage.dueInSeconds(box, RECEIVING))
                        .filter(due -> due <= INTERVAL.toSeconds()))
                .as("the others are in back-off")
                .isNotEmpty()
                .hasSizeLessThan(5);
        stage.probe.says(HOST, Seen.ok());
        stage.after(INTERVAL);
        assertThat(in("connected", boxes)).isEqualTo(5);
        assertThat(stage.events().stream().filter("mailbox.restored"::equals)).hasSize(5);
    }

    @Test
    void aFullMailboxOnAHealthyServerIsLeftInItsBackOff() {
        List<MailboxId> boxes = mailboxes(10);
        stage.probe.says(address(0), Seen.overQuota());
        stage.after(ROUTINE);
        stage.after(D);
        stage.after(D.multipliedBy(3));
        assertThat(in("unreachable", boxes)).isEqualTo(1);
        stage.after(Duration.ofMinutes(30));

        assertThat(triesOfTheFirst(Duration.ofHours(2))).isBetween(8L, 10L);
    }

    @Test
    void othersThatWorkAllTheWhileDoNotWakeTheOneThatCannotBeReached() {
        List<MailboxId> boxes = mailboxes(10);
        stage.probe.says(address(0), Seen.away());
        stage.after(ROUTINE);
        stage.after(D);
        stage.after(D.multipliedBy(3));
        assertThat(in("unreachable", boxes)).isEqualTo(1);

        assertThat(triesOfTheFirst(Duration.ofHours(2)))
                .as("every interval, for its server")
                .isBetween(24L, 30L);
    }

    private long triesOfTheFirst(Duration time) {
        Duration step = Duration.ofSeconds(20);
        long tries = 0;
        for (Duration passed = Duration.ZERO; passed.compareTo(time) < 0; passed = passed.plus(step)) {
            stage.after(step);
            tries += stage.probe.asked().stream().filter(address(0)::equals).count();
        }
        return tries;
    }

    @Test
    void whenTheOneThatIsTriedGoesAnotherTakesItsPlace() {
        List<MailboxId> boxes = mailboxes(3);
        goDown();
        for (int i = 0; i < 6; i++) {
            stage.after(INTERVAL);
        }
        MailboxId tried = new MailboxId(parts.jdbc()
                .sql("select mailbox_id from away_server")
                .query(java.util.UUID.class)
                .single());
        parts.monitor().pause(stage.access, tried);
        stage.probe.says(HOST, Seen.ok());
        stage.after(Duration.ofSeconds(1));
        assertThat(in("connected", boxes)).isEqualTo(2);
    }

    @Test
    void aRefusalWhileUnreachableBeginsASuspicion() {
        List<MailboxId> boxes = mailboxes(1);
        goDown();
        stage.probe.says(HOST, Seen.refused());
        stage.after(INTERVAL);
        assertThat(in("suspect", boxes)).isEqualTo(1);
        stage.after(D);
        assertThat(in("auth-lost", boxes)).isEqualTo(1);
    }

    @Test
    void aProvidersTroubleIsOneIncidentAndNobodyIsLostWhileItIsOpen() {
        List<MailboxId> boxes = mailboxes(25);
        stage.probe.says(HOST, Seen.refused());
        stage.after(ROUTINE);
        stage.after(D);
        stage.after(INTERVAL);
        assertThat(in("suspect", boxes)).isEqualTo(25);
        assertThat(stage.events().stream().filter("provider.incident-opened"::equals))
                .hasSize(1);
        stage.probe.says(HOST, Seen.ok());
        stage.probe.says("box3@northwind.example", Seen.refused());
        stage.after(INTERVAL);
        stage.after(INTERVAL);
        stage.checkAll();
        assertThat(stage.events()).contains("provider.incident-closed");
        assertThat(in("connected", boxes)).isEqualTo(24);
        assertThat(stage.state(boxes.get(3))).isEqualTo("auth-lost");
    }

    @Test
    void anIncidentHoldsBackNoLongerThanItMay() {
        List<MailboxId> boxes = mailboxes(55);
        for (int i = 25; i < 55; i++) {
            stage.probe.says(address(i), Seen.ok());
        }
        stage.probe.says(HOST, Seen.refused());
        stage.after(ROUTINE);
        for (int i = 25; i < 54; i++) {
            // One more turns every minute, so that it is never quiet for ten.
            stage.probe.says(address(i), Seen.refused());
            stage.observed(boxes.get(i), RECEIVING, 1, Seen.refused());
            stage.after(Duration.ofMinutes(1));
            assertThat(in("auth-lost", boxes)).isZero();
        }
        stage.after(Duration.ofMinutes(2));
        stage.checkAll();
        assertThat(in("auth-lost", boxes.subList(0, 25))).isEqualTo(25);
        assertThat(stage.events().stream().filter("provider.incident-closed"::equals))
                .hasSize(1);
    }

    private static String address(int number) {
        return "box" + number + "@northwind.example";
    }

    @Test
    void aFewAmongManyAreNoIncident() {
        List<MailboxId> boxes = mailboxes(500);
        boxes.stream().limit(22).forEach(box -> stage.probe.says(address(boxes.indexOf(box)), Seen.refused()));
        stage.after(ROUTINE);
        stage.after(D);
        assertThat(in("auth-lost", boxes)).isEqualTo(22);
        assertThat(stage.events()).doesNotContain("provider.incident-opened");
    }

    @Test
    void anImportOfWrongPasswordsIsNoIncident() {
        List<MailboxId> boxes = IntStream.range(0, 30)
                .mapToObj(i -> stage.untried("new" + i + "@northwind.example", "northwind.example", RECEIVING))
                .toList();
        stage.probe.says(HOST, Seen.refused());
        stage.checkAll();
        stage.after(D);
        assertThat(in("auth-lost", boxes)).isEqualTo(30);
    }
}
