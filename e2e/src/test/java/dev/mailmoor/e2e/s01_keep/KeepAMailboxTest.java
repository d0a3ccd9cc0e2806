package dev.mailmoor.e2e.s01_keep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailmoor.e2e.Answer;
import dev.mailmoor.e2e.RunningMailmoor;
import dev.mailmoor.e2e.Story;
import dev.mailmoor.protocol.Protocol;
import dev.mailmoor.protocol.TlsMode;
import dev.mailmoor.testkit.hosts.MailHost;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The main job, on real Dovecot and Postfix: seconds stand for minutes. */
@Story
class KeepAMailboxTest {
    private static final Duration INTERVAL = Duration.ofSeconds(4);
    private static final Duration CONFIRM_DELAY = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static MailHost host;
    private static RunningMailmoor moor;
    private static Mailboxes mailboxes;

    @BeforeAll
    static void start() {
        host = MailHost.start();
        moor = RunningMailmoor.prepare()
                .trusting(host)
                .with("MAILMOOR_CHECK_INTERVAL", INTERVAL.toSeconds() + "s")
                .with("MAILMOOR_POP3_INTERVAL", INTERVAL.toSeconds() + "s")
                .with("MAILMOOR_SENDING_INTERVAL", INTERVAL.toSeconds() + "s")
                .with("MAILMOOR_CONFIRM_DELAY", CONFIRM_DELAY.toSeconds() + "s")
                .start();
        mailboxes = new Mailboxes(moor.api(), host);
    }

    @AfterAll
    static void stop() {
        moor.close();
        host.close();
    }

    @ParameterizedTest
    @CsvSource({"IMAP,TLS", "IMAP,STARTTLS", "IMAP,NONE", "POP3,TLS", "POP3,STARTTLS", "POP3,NONE"})
    void aMailboxIsTriedAndAdded(Protocol receiving, TlsMode security) {
        String address = (receiving + "-" + security + "@" + MailHost.DOMAIN).toLowerCase(java.util.Locale.ROOT);
        host.users().add(address, "first secret");

        moor.api()
                .post("/mailboxes", mailboxes.draft(address, "no such secret", receiving, security))
                .expect(422);
        Answer added = moor.api()
                .post("/mailboxes", mailboxes.draft(address, "first secret", receiving, security))
                .expect(201);

        assertThat(added.at("/state")).isEqualTo("connected");
        assertThat(added.at("/receiving/state")).isEqualTo("connected");
        assertThat(added.at("/sending/state")).isEqualTo("connected");
        assertThat(added.text()).doesNotContain("first secret");
    }

    /** All at once: they wait for the same seconds. */
    @Test
    void aChangedPasswordIsNoticedConfirmedAndMendedWhateverTheProtocol() {
        Map<String, String> ids = addEachWay(mailboxes, host);
        ids.keySet().forEach(address -> host.users().changePassword(address, "second"));
        ids.values().forEach(id -> mailboxes.awaitState(id, "auth-lost", PATIENCE));
        ids.values().forEach(KeepAMailboxTest::assertLostAndMend);
    }

    private static void assertLostAndMend(String id) {
        Answer lost = mailboxes.get(id);
        assertThat(lost.at("/receiving/diagnosis/cause")).isEqualTo("wrong-password-or-username");
        assertThat(lost.at("/receiving/diagnosis/reauthRequired")).isEqualTo("true");

        Answer refused = mailboxes.renew(id, "a wrong one").expect(422);
        assertThat(refused.at("/diagnosis/cause")).isEqualTo("wrong-password-or-username");
        assertThat(mailboxes.state(id)).isEqualTo("auth-lost");

        Instant began = Instant.now();
        mailboxes.renew(id, "second").expect(200);
        mailboxes.awaitState(id, "connected", Duration.ofSeconds(2));
        assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(2));
        assertThat(mailboxes.timeline(id))
                .startsWith("added", "connected")
                .containsSubsequence("suspect", "auth-lost", "credential-changed", "restored");
    }

    @Test
    void aWrongNewPasswordLeavesTheOldOneWorking() {
        String id = newMailbox("carl");

        mailboxes.renew(id, "not it").expect(422);

        Answer tried = moor.api()
                .post("/mailboxes/" + id + "/test", "{\"direction\":\"both\"}")
                .expect(200);
        assertThat(List.of(tried.at("/receiving/outcome"), tried.at("/sending/outcome")))
                .containsOnly("connected");
    }

    @Test
    void aServerThatIsAwayIsUnreachableAndNeverALostLogin() {
        try (MailHost away = MailHost.start();
                RunningMailmoor own = RunningMailmoor.prepare()
                        .trusting(away)
                        .with("MAILMOOR_CHECK_INTERVAL", INTERVAL.toSeconds() + "s")
                        .with("MAILMOOR_POP3_INTERVAL", INTERVAL.toSeconds() + "s")
                        .with("MAILMOOR_CONFIRM_DELAY", "1s")
                        .start()) {
            Mailboxes there = new Mailboxes(own.api(), away);
            Collection<String> ids = addEachWay(there, away).values();

            away.stop();
            ids.forEach(id -> there.awaitState(id, "unreachable", PATIENCE));
            assertThat(ids)
                    .allSatisfy(id -> assertThat(there.get(id).at("/receiving/diagnosis/cause"))
                            .isEqualTo("connection-refused"));
            away.startAgain();
            // One interval, its jitter, and the time of a check.
            Instant latest = Instant.now().plus(INTERVAL).plusSeconds(3);
            ids.forEach(id -> there.awaitState(id, "connected", Duration.between(Instant.now(), latest)));

            assertThat(ids)
                    .allSatisfy(id -> assertThat(there.timeline(id))
                            .contains("unreachable")
                            .doesNotContain("auth-lost"));
        }
    }

    @Test
    void aStoredSecretDoesNotTravelToAnotherPlace() {
        String id = newMailbox("eve");
        String elsewhere = "{\"receiving\":" + mailboxes.channel(Protocol.IMAP, TlsMode.STARTTLS) + "}";

        assertThat(moor.api().patch("/mailboxes/" + id, elsewhere).expect(422).text())
                .contains("secret");
        moor.api()
                .patch("/mailboxes/" + id, elsewhere.replaceFirst("\\{", "{\"secret\":\"secret\","))
                .expect(200);
    }

    /** A mailbox under each protocol, one of them behind STARTTLS; ids by address. */
    private static Map<String, String> addEachWay(Mailboxes there, MailHost at) {
        Map<String, String> ids = new LinkedHashMap<>();
        for (Way way : List.of(
                new Way("anna", Protocol.IMAP, TlsMode.TLS),
                new Way("bert", Protocol.POP3, TlsMode.TLS),
                new Way("cleo", Protocol.IMAP, TlsMode.STARTTLS))) {
            String address = way.name + "@" + MailHost.DOMAIN;
            at.users().add(address, "secret");
            ids.put(address, there.add(there.draft(address, "secret", way.receiving, way.security)));
        }
        return ids;
    }

    private record Way(String name, Protocol receiving, TlsMode security) {}

    private static String newMailbox(String name) {
        host.users().add(name + "@" + MailHost.DOMAIN, "secret");
        return mailboxes.add(name + "@" + MailHost.DOMAIN, "secret");
    }
}
