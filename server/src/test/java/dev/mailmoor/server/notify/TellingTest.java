package dev.mailmoor.server.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailmoor.protocol.smtp.Handover;
import dev.mailmoor.server.mailbox.MailboxId;
import dev.mailmoor.server.notify.PretendedRelay.Got;
import dev.mailmoor.server.testing.ServerTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

@ServerTest
@Import(NoticeStage.WithRelay.class)
class TellingTest {
    private static final String BOSS = "boss-%s@northwind.example";

    @Autowired
    private NoticeStage.Parts parts;

    @Autowired
    private PostgresOutbox outbox;

    @Autowired
    private Composing composing;

    @Autowired
    private PostgresNoticeSettings settings;

    private NoticeStage stage;
    private String boss;

    @BeforeEach
    void aWorkspaceWithAnOwner() {
        stage = new NoticeStage(parts);
        boss = BOSS.formatted(UUID.randomUUID());
        stage.member(boss, "owner");
    }

    @Test
    void adminsTheOwnerAndTheMailboxItselfAreToldOnceEach() {
        String admin = "admin-" + UUID.randomUUID() + "@northwind.example";
        stage.member(admin, "admin");
        stage.member("operator-" + UUID.randomUUID() + "@northwind.example", "operator");
        MailboxId anna = stage.mailbox("anna@northwind.example", "lead@northwind.example");

        stage.lose(anna);
        stage.tell("mailbox.auth-lost", List.of(anna));

        assertThat(stage.recipients())
                .containsExactlyInAnyOrder(boss, admin, "lead@northwind.example", "anna@northwind.example");
        assertThat(stage.recipients()).as("nothing goes twice").isEmpty();
        assertThat(stage.timeline(anna))
                .hasSize(4)
                .allMatch(line -> line.startsWith("notice-sent: Told of the lost login"));
    }

    @Test
    void whoMadeALinkIsToldThatItWasUsed() {
        MailboxId anna = stage.mailbox("anna@northwind.example", "");
        Map<String, Object> mailbox = Map.of("id", anna.toString(), "address", "anna@northwind.example");
        stage.follow(List.of(
                stage.event("mailbox.credential-changed", Map.of("mailbox", mailbox, "linkMadeBy", boss)),
                stage.event("mailbox.credential-changed", Map.of("mailbox", mailbox)),
                stage.event(
                        "mailbox.credential-changed",
                        Map.of("mailbox", mailbox, "linkMadeBy", "stranger@elsewhere.example"))));

        assertThat(stage.send()).singleElement().satisfies(got -> {
            assertThat(got.to()).isEqualTo(boss);
            assertThat(got.subject()).isEqualTo("anna@northwind.example has a new login by your link");
        });
    }

    @Test
    void whoMadeALinkIsToldWhichSideDoesNotWork() {
        Map<String, Object> mailbox = Map.of(
                "id", stage.mailbox("anna@northwind.example", "").toString(), "address", "anna@northwind.example");
        stage.follow(List.of(stage.event(
                "mailbox.credential-changed", Map.of("mailbox", mailbox, "linkMadeBy", boss, "refusing", "sending"))));

        assertThat(stage.send()).singleElement().satisfies(got -> {
            assertThat(got.subject()).endsWith("but sending does not work with it");
            assertThat(got.text())
                    .contains("receiving works with it, sending does not")
                    .doesNotContain("tried, works");
        });
    }

    @Test
    void onePersonInTwoRolesIsToldOnce() {
        stage.lose(stage.mailbox(boss, boss.toUpperCase(java.util.Locale.ROOT)));

        assertThat(stage.recipients()).containsExactly(boss);
    }

    @Test
    void peopleAreRemindedAfterOneThreeAndSevenDays() {
        MailboxId anna = stage.mailbox("anna@northwind.example", "");
        stage.lose(anna);
        List<String> told = new ArrayList<>();
        for (int hour = 0; hour < 24 * 9; hour++) {
            stage.relay.forget();
            stage.after(Duration.ofHours(1));
            int after = hour;
            stage.relay.taken().stream()
                    .filter(got -> got.to().equals(boss))
                    .forEach(got -> told.add(after + " " + got.subject()));
        }

        assertThat(told)
                .containsExactly(
                        "0 Login lost: anna@northwind.example",
                        "23 Still without a login: anna@northwind.example",
                        "71 Still without a login: anna@northwind.example",
                        "167 Still without a login: anna@northwind.example");
    }

    @Test
    void thoseWhoWereToldAreToldOfTheEndAndRemindedNoMore() {
        MailboxId anna = stage.mailbox("anna@northwind.example", "lead@northwind.example");
        stage.lose(anna);
        stage.send();
        stage.restore(anna);

        assertThat(stage.send())
                .hasSize(3)
                .allMatch(got -> got.subject().equals("Connected again: anna@northwind.example"));
        stage.relay.forget();
        stage.after(Duration.ofDays(8));
        assertThat(stage.relay.taken()).isEmpty();
    }

    @Test
    void aRecoveryBeforeTheNoticeWentWithdrawsIt() {
        MailboxId anna = stage.mailbox("anna@northwind.example", "");
        stage.lose(anna);
        stage.restore(anna);

        assertThat(stage.send()).isEmpty();
        stage.after(Duration.ofSeconds(3));
        assertThat(stage.relay.taken()).isEmpty();
        assertThat(stage.mails("withdrawn")).isEqualTo(4);
    }

    @Test
    void pausedAndRemovedMailboxesTellNobody() {
        MailboxId anna = stage.mailbox("anna@northwind.example", "");
        MailboxId bert = stage.mailbox("bert@northwind.example", "");
        stage.lose(anna, bert);
        parts.transaction().executeWithoutResult(_ -> {
            parts.mailboxes().pause(stage.workspace, anna);
            parts.jdbc()
                    .sql("delete from mailbox where mailbox_id = :id")
                    .param("id", bert.value())
                    .update();
        });

        assertThat(stage.send()).isEmpty();
        stage.after(Duration.ofDays(8));
        assertThat(stage.relay.taken()).isEmpty();
    }

    @Test
    void afterTheTenthTheRestGoesInOneMail() {
        Instant lostAt = parts.clock().instant();
        stage.lose(mailboxes(25));

        assertThat(stage.send().stream().filter(got -> got.to().equals(boss))).hasSize(10);
        stage.relay.forget();
        stage.after(GatherDigests.QUIET.plusSeconds(1));
        assertThat(stage.relay.taken()).extracting(Got::subject).containsExactly("15 mailboxes lost their login");
        assertThat(stage.relay.taken().getFirst().text())
                .contains("""
                        - box24@northwind.example: The server does not let us in any more.
                          Since %s; mail waiting to be sent: none. Next step, for the mailbox's owner: Enter the login again.
                        """.formatted(Phrasing.moment(lostAt)))
                .doesNotContain("box9@");
        assertThat(stage.relay.taken().getFirst().html())
                .contains(
                        "any more.<br>Since " + Phrasing.moment(lostAt) + "; mail waiting to be sent: none. Next step");
    }

    @Test
    void operatorsAreToldOfABrokenClientInItsOwnWords() {
        stage.follow(List.of(stage.event(
                "provider.incident-opened",
                Map.of(
                        "incident",
                        Map.of(
                                "id", "1",
                                "kind", "oauth-client",
                                "server", "whatever it is called",
                                "client", "Ours",
                                "openedAt", "2026-03-02T09:00:00Z")))));

        assertThat(stage.send()).singleElement().satisfies(got -> {
            assertThat(got.subject()).isEqualTo("Mailboxes cannot sign in by the OAuth client Ours");
            assertThat(got.text())
                    .contains("since 2 March 2026, 09:00 UTC", "its secret may have expired or been changed")
                    .doesNotContain("Nothing needs to be done", "Many mailboxes");
        });
    }

    @Test
    void whatComesAgainAndAgainGoesAfterFiveMinutes() {
        stage.lose(mailboxes(11));
        stage.send();
        stage.relay.forget();
        for (int i = 0; i < 14; i++) {
            stage.lose(stage.mailbox("later" + i + "@northwind.example", ""));
            stage.after(Duration.ofSeconds(20));
        }
        assertThat(stage.relay.taken()).noneMatch(got -> got.to().equals(boss));
        stage.lose(stage.mailbox("last@northwind.example", ""));
        stage.after(Duration.ofSeconds(20));
        assertThat(stage.relay.taken().stream().filter(got -> got.to().equals(boss)))
                .extracting(Got::subject)
                .containsExactly("16 mailboxes lost their login");
    }

    @Test
    void thousandsOfLossesAfterAnIncidentAreAHandfulOfMails() {
        int many = Boolean.getBoolean("mailmoor.full") ? 5_000 : 120;
        String operator = "operator-" + UUID.randomUUID() + "@northwind.example";
        stage.member(operator, "operator");
        List<MailboxId> all = mailboxes(many);
        Map<String, Object> incident = Map.of(
                "incident",
                Map.of("id", "1", "server", "imap.northwind.example:993", "openedAt", "2026-03-02T09:00:00Z"));
        var opened = stage.event("provider.incident-opened", incident);
        stage.follow(List.of(opened, opened));
        assertThat(stage.recipients()).containsExactlyInAnyOrder(boss, operator);

        stage.follow(List.of(stage.event("provider.incident-closed", incident)));
        stage.lose(all);
        stage.relay.forget();
        stage.after(GatherDigests.QUIET.plusSeconds(1));

        List<Got> toBoss = stage.relay.taken().stream()
                .filter(got -> got.to().equals(boss))
                .toList();
        assertThat(toBoss).hasSize(1);
        assertThat(toBoss.getFirst().subject()).isEqualTo(many + " mailboxes lost their login");
        assertThat(toBoss.getFirst().text()).contains("and " + (many - 100) + " more");
        assertThat(toBoss.getFirst().attached())
                .startsWith(
                        "\"mailbox\",\"address\",\"since\",\"why\",\"pending\",\"nextStep\",\"whoMustAct\",\"link\"")
                .contains("\"none\",\"Enter the login again.\",\"the mailbox's owner\"");
        Map<String, Integer> others = new HashMap<>();
        stage.relay.taken().forEach(got -> others.merge(got.to(), 1, Integer::sum));
        System.out.println(many + " losses after an incident: " + toBoss.size() + " mail to the owner");
        assertThat(others)
                .as("each mailbox and the admin, once")
                .hasSize(many + 1)
                .allSatisfy((_, count) -> assertThat(count).isEqualTo(1));
    }

    @Test
    void anotherProcessSendsWhatAKilledOneHadTaken() {
        stage.lose(stage.mailbox("anna@northwind.example", boss));
        assertThat(outbox.claim(10, 60)).as("taken by one that dies now").hasSize(2);

        assertThat(stage.send()).as("while its claim holds").isEmpty();
        leasesEnd();
        assertThat(stage.recipients()).containsExactlyInAnyOrder(boss, "anna@northwind.example");
    }

    @Test
    void whatWasHandedOverAndNotMarkedGoesAgainUnderTheSameId() {
        stage.lose(stage.mailbox(boss, ""));
        OutgoingMail mail = outbox.claim(10, 60).getFirst();
        var ready = (Composing.Ready) composing.compose(mail);
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
    }

    @Test
    void oneThatLostItsClaimNeitherSendsNorMarks() {
        stage.lose(stage.mailbox(boss, ""));
        OutgoingMail slow = outbox.claim(10, 60).getFirst();
        leasesEnd();
        OutgoingMail quick = outbox.claim(10, 60).getFirst();

        assertThat(outbox.renew(slow, 60)).isFalse();
        assertThat(outbox.sent(slow, "x")).isFalse();
        assertThat(outbox.renew(quick, 60)).isTrue();
    }

    @Test
    void membersAreLedToTheConsoleAndOthersGetALink() {
        settings.choose(
                stage.workspace,
                new NoticeSettings.Choices(
                        "seven blue herons", NoticeSettings.Links.SENT, "mailto:help@northwind.example"));
        MailboxId anna = stage.mailbox("anna@northwind.example", "lead@northwind.example");
        stage.lose(anna);

        List<Got> got = stage.send();
        Got member = to(boss, got);
        Got owner = to("lead@northwind.example", got);
        assertThat(member.text())
                .contains("http://localhost:8025/mailboxes/" + anna, "seven blue herons")
                .doesNotContain("/r/");
        assertThat(member.header("List-Unsubscribe")).contains("http://localhost:8025/notices/unsubscribe/");
        assertThat(member.header("List-Unsubscribe-Post")).isEqualTo("List-Unsubscribe=One-Click");
        assertThat(owner.text()).contains("http://localhost:8025/r/", "leads to localhost", "seven blue herons");
        assertThat(owner.header("List-Unsubscribe")).isEmpty();
        assertThat(owner.html()).contains("<a href=\"http://localhost:8025/r/");
        assertThat(owner.html()).contains("<a href=\"mailto:help@northwind.example\"");
        assertThat(got).allMatch(one -> one.header("Auto-Submitted").equals("auto-generated"));
        assertThat(link(owner)).as("each its own").isNotEqualTo(link(to("anna@northwind.example", got)));
    }

    @Test
    void whoUnsubscribedMeanwhileGetsNothingMore() {
        UUID admin = stage.member("admin-" + UUID.randomUUID() + "@northwind.example", "admin");
        MailboxId anna = stage.mailbox("anna@northwind.example", "");
        stage.lose(anna);
        settings.optOut(stage.workspace, admin, parts.clock().instant());
        assertThat(stage.recipients()).containsExactlyInAnyOrder(boss, "anna@northwind.example");

        stage.restore(anna);
        assertThat(stage.recipients()).containsExactlyInAnyOrder(boss, "anna@northwind.example");
    }

    @Test
    void aWorkspaceCanSwitchLinksOff() {
        settings.choose(stage.workspace, new NoticeSettings.Choices("", NoticeSettings.Links.LEFT_OUT));
        stage.lose(stage.mailbox("anna@northwind.example", "lead@northwind.example"));

        assertThat(stage.send()).hasSize(3).noneMatch(got -> got.text().contains("/r/"));
    }

    private static Got to(String address, List<Got> all) {
        return all.stream().filter(got -> got.to().equals(address)).findFirst().orElseThrow();
    }

    private static String link(Got got) {
        return got.text().replaceAll("(?s).*(/r/\\S+).*", "$1");
    }

    private List<MailboxId> mailboxes(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> stage.mailbox("box" + i + "@northwind.example", ""))
                .toList();
    }

    private void leasesEnd() {
        parts.jdbc()
                .sql("update notice_mail set leased_until = clock_timestamp() where leased_until is not null")
                .update();
    }
}
