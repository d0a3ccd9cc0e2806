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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** All mailboxes of a host lose their passwords at once: one incident first, then one mail that names them all. */
@EnabledIfSystemProperty(named = "mailmoor.full", matches = "true")
@Story
class StormStoryTest {
    private static final int MAILBOXES = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(100);
    private static final String SENDER = "notices@" + MailHost.DOMAIN;

    private static MailHost host;
    private static RunningMailmoor moor;

    @BeforeAll
    static void start() {
        host = MailHost.start();
        List.of(SENDER, RunningMailmoor.OWNER).forEach(user -> host.users().add(user, "of people"));
        int port = host.endpoint(Protocol.SMTP, TlsMode.STARTTLS).port();
        moor = RunningMailmoor.prepare()
                .trusting(host)
                .with("MAILMOOR_CHECK_INTERVAL", "3s")
                .with("MAILMOOR_CONFIRM_DELAY", "10s")
                .with("MAILMOOR_INCIDENT_MAX", "10m")
                .with("MAILMOOR_TEST_CLOCK", "true")
                .with("MAILMOOR_SERVER_LOGINS_PER_SECOND", "100")
                .with("MAILMOOR_NOTICE_SMTP_URL", "smtp+starttls://notices%40moor.test:of%20people@127.0.0.1:" + port)
                .with("MAILMOOR_NOTICE_FROM", SENDER)
                .start();
    }

    @AfterAll
    static void stop() {
        moor.close();
        host.close();
    }

    private static String address(int number) {
        return "box" + number + "@" + MailHost.DOMAIN;
    }

    @Test
    @Timeout(300)
    void itIsOneIncidentThenOneMailForEachAndNobodyIsForgotten() {
        Mailboxes mailboxes = new Mailboxes(moor.api(), host);
        IntStream.range(0, MAILBOXES).forEach(i -> host.users().add(address(i), "first secret"));
        IntStream.range(0, MAILBOXES)
                .forEach(i -> moor.api()
                        .post("/mailboxes", """
                        {"address":"%s","configurationName":"Storm","secret":"first secret","receiving":%s}
                        """.formatted(address(i), mailboxes.channel(Protocol.IMAP, TlsMode.TLS)))
                        .expect(201));
        IntStream.range(0, MAILBOXES).forEach(i -> host.users().changePassword(address(i), "second secret"));

        awaitMails(RunningMailmoor.OWNER, "Trouble at", 1);
        assertThat(lost()).as("an incident holds them back").isZero();
        moveClock("11m");
        await().atMost(PATIENCE).until(() -> lost() == MAILBOXES);
        moveClock("12m");
        awaitMails(RunningMailmoor.OWNER, MAILBOXES + " mailboxes lost their login", 1);
        IntStream.range(0, MAILBOXES).forEach(i -> awaitMails(address(i), "Login lost: Storm", 1));

        List<Arrived> all = Arrived.in(host, RunningMailmoor.OWNER);
        assertThat(all).as("the incident and the digest, nothing twice").hasSize(2);
        assertThat(all)
                .anySatisfy(mail -> IntStream.range(0, MAILBOXES)
                        .forEach(i -> assertThat(mail.text()).contains(address(i))));
    }

    private static void moveClock(String offset) {
        moor.api().put("/test-clock", "{\"offset\":\"" + offset + "\"}").expect(200);
    }

    private static int lost() {
        return moor.api()
                .get("/fleet")
                .expect(200)
                .json()
                .path("mailboxes")
                .path("auth-lost")
                .asInt(0);
    }

    private static void awaitMails(String address, String subject, int count) {
        await(subject + " at " + address)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> Arrived.in(host, address).stream()
                                .filter(mail -> mail.header("Subject").startsWith(subject))
                                .count()
                        == count);
    }
}
