package dev.mailmoor.e2e.s07_notices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mailmoor.e2e.RunningMailmoor;
import dev.mailmoor.e2e.Story;
import dev.mailmoor.e2e.s01_keep.Mailboxes;
import dev.mailmoor.protocol.Protocol;
import dev.mailmoor.protocol.TlsMode;
import dev.mailmoor.testkit.hosts.MailHost;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Kill -9 while a notice is with the relay and an event with its receiver, both taken and not yet answered, and others on
 * their way.
 */
@Story
class KilledWhileTellingTest {
    private static final int MAILBOXES = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static String address(int number) {
        return "box" + number + "@" + MailHost.DOMAIN;
    }

    @Test
    void eachNoticeAndEachEventArrivesAndWhatComesTwiceHasTheSameId() {
        try (MailHost host = MailHost.start();
                HoldingRelay relay = new HoldingRelay(3);
                HoldingReceiver receiver = new HoldingReceiver();
                RunningMailmoor moor = RunningMailmoor.prepare()
                        .trusting(host)
                        .with("MAILMOOR_CHECK_INTERVAL", "2s")
                        .with("MAILMOOR_CONFIRM_DELAY", "1s")
                        .with("MAILMOOR_TEST_CLOCK", "true")
                        .with("MAILMOOR_NOTICE_SMTP_URL", relay.url())
                        .with("MAILMOOR_NOTICE_FROM", "notices@" + MailHost.DOMAIN)
                        .start()) {
            moor.api()
                    .post("/webhooks", "{\"url\":\"" + receiver.url() + "\",\"events\":[\"mailbox.auth-lost\"]}")
                    .expect(201);
            lose(host, moor);
            await("both hang")
                    .atMost(PATIENCE)
                    .until(() -> relay.holds() && !receiver.taken().isEmpty());

            moor.kill();
            relay.answersAll();
            moor.startAgain();
            // Webhooks' leases go by the service's own time.
            moor.api().put("/test-clock", "{\"offset\":\"1m\"}").expect(200);

            await("all told")
                    .atMost(PATIENCE)
                    .untilAsserted(() -> IntStream.range(0, MAILBOXES).forEach(i -> {
                        assertThat(mails(relay, RunningMailmoor.OWNER, i)).hasSize(1);
                        assertThat(mails(relay, address(i), i)).hasSize(1);
                        assertThat(events(receiver, i)).hasSize(1);
                    }));
            await("again what nobody answered")
                    .atMost(PATIENCE)
                    .untilAsserted(() -> unansweredOnesCameTwice(relay, receiver));
        }
    }

    private static void unansweredOnesCameTwice(HoldingRelay relay, HoldingReceiver receiver) {
        String held = relay.held().header("Message-ID");
        assertThat(relay.taken())
                .filteredOn(mail -> mail.header("Message-ID").equals(held))
                .hasSize(2);
        String first = receiver.taken().getFirst().id();
        assertThat(receiver.taken())
                .filteredOn(event -> event.id().equals(first))
                .hasSize(2);
    }

    private static void lose(MailHost host, RunningMailmoor moor) {
        Mailboxes mailboxes = new Mailboxes(moor.api(), host);
        IntStream.range(0, MAILBOXES).forEach(i -> host.users().add(address(i), "first secret"));
        IntStream.range(0, MAILBOXES)
                .forEach(i ->
                        mailboxes.add("""
                {"address":"%s","configurationName":"Box %d.","secret":"first secret","receiving":%s}
                """.formatted(address(i), i, mailboxes.channel(Protocol.IMAP, TlsMode.TLS))));
        IntStream.range(0, MAILBOXES).forEach(i -> host.users().changePassword(address(i), "second secret"));
    }

    /** The ids of what this reader was told of this loss, however often. */
    private static List<String> mails(HoldingRelay relay, String reader, int number) {
        return relay.taken().stream()
                .filter(mail -> mail.header("To").contains(reader))
                .filter(mail -> mail.header("Subject").equals("Login lost: Box " + number + "."))
                .map(mail -> mail.header("Message-ID"))
                .distinct()
                .toList();
    }

    private static List<String> events(HoldingReceiver receiver, int number) {
        return receiver.taken().stream()
                .filter(event -> event.body().contains(address(number)))
                .map(HoldingReceiver.Taken::id)
                .distinct()
                .toList();
    }
}
