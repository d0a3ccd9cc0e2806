package dev.mailmoor.server.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.campaign.CampaignVisits.Finding;
import dev.mailmoor.server.campaign.CampaignVisits.Listed;
import dev.mailmoor.server.campaign.Campaigns.Choice;
import dev.mailmoor.server.campaign.Campaigns.Launch;
import dev.mailmoor.server.fleet.MailboxFilter;
import dev.mailmoor.server.journal.Journal;
import dev.mailmoor.server.journal.NewEvent;
import dev.mailmoor.server.mailbox.MailboxId;
import dev.mailmoor.server.mailbox.PersonName;
import dev.mailmoor.server.notify.LetterWriter.Letter;
import dev.mailmoor.server.reauth.ChannelDraft;
import dev.mailmoor.server.reauth.Connections;
import dev.mailmoor.server.reauth.FieldError;
import dev.mailmoor.server.reauth.LinkVisits;
import dev.mailmoor.server.reauth.LinkWish;
import dev.mailmoor.server.reauth.MailboxDraft;
import dev.mailmoor.server.reauth.Proving;
import dev.mailmoor.server.reauth.Renewal;
import dev.mailmoor.server.testing.MovableClock;
import dev.mailmoor.server.testing.ServerTest;
import dev.mailmoor.server.workspace.Access;
import dev.mailmoor.server.workspace.Actor;
import dev.mailmoor.server.workspace.Role;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Owners of lost mailboxes are asked, look, act, and are reminded. */
@ServerTest
class CampaignStoriesTest {
    @Autowired
    private Campaigns campaigns;

    @Autowired
    private CampaignVisits visits;

    @Autowired
    private CampaignLetters letters;

    @Autowired
    private RemindAndForget reminding;

    @Autowired
    private LinkVisits linkVisits;

    @Autowired
    private Connections connections;

    @Autowired
    private Journal journal;

    @Autowired
    private MovableClock clock;

    @Autowired
    private JdbcClient jdbc;

    private Access olga = new Access(new WorkspaceId(new UUID(0, 0)), new Actor.Mailmoor(), Role.OWNER);

    @BeforeEach
    void aWorkspace() {
        WorkspaceId workspace = new WorkspaceId(UUID.randomUUID());
        jdbc.sql("insert into workspace (workspace_id, name, created_at) values (?, 'Northwind', now())")
                .param(workspace.value())
                .update();
        olga = new Access(workspace, new Actor.Person(UUID.randomUUID(), "olga@example.com"), Role.OWNER);
    }

    private MailboxId mailbox(String address, String owner, String state) {
        ChannelDraft imap = new ChannelDraft("imap", "127.0.0.1", "1", "none", address, Optional.empty());
        var draft = new MailboxDraft(
                address,
                new PersonName("", ""),
                "",
                "",
                owner,
                List.of(),
                Optional.of(imap),
                Optional.empty(),
                Optional.of(Secret.of("secret")));
        MailboxId id = ((Renewal.Saved) connections.connect(olga, draft, Proving.UNTRIED))
                .mailbox()
                .id();
        jdbc.sql("update mailbox set state = ? where mailbox_id = ?")
                .params(state, id.value())
                .update();
        return id;
    }

    private MailboxId lost(String address, String owner) {
        MailboxId id = mailbox(address, owner, "auth-lost");
        jdbc.sql("""
                insert into loss (workspace_id, mailbox_id, loss_id, direction, cause, began_at)
                values (?, ?, gen_random_uuid(), 'receiving', 'other', now())
                """).params(olga.workspace().value(), id.value()).update();
        return id;
    }

    private Launch launch(Campaign.Reminders reminders, MailboxId... ids) {
        return launch(reminders, Duration.ofDays(7), ids);
    }

    private Launch launch(Campaign.Reminders reminders, Duration life, MailboxId... ids) {
        return campaigns.launch(
                olga,
                new Campaigns.Wish(
                        new Choice.Named(Arrays.stream(ids).collect(Collectors.toSet())),
                        "We moved.",
                        life,
                        reminders));
    }

    private Campaign launched(MailboxId... ids) {
        return ((Launch.Launched) launch(Campaign.Reminders.SENT, ids)).campaign();
    }

    private Campaign again(Campaign campaign) {
        return campaigns.find(olga.workspace(), campaign.id()).orElseThrow();
    }

    private record Mail(String recipient, Map<String, Object> about) {}

    /** All that were put for this address, oldest first. */
    private List<Mail> mails(String recipient) {
        return jdbc.sql("""
                select recipient, about from notice_mail
                where workspace_id = :workspace and kind = 'campaign' and recipient = :recipient order by mail_id
                """)
                .param("workspace", olga.workspace().value())
                .param("recipient", recipient)
                .query((row, _) -> new Mail(
                        row.getString("recipient"),
                        JsonMapper.shared().readValue(row.getString("about"), new TypeReference<>() {})))
                .list();
    }

    private Optional<Letter> letter(String recipient) {
        return letters.write(
                olga.workspace(), recipient, mails(recipient).getLast().about());
    }

    private String token(String recipient) {
        Matcher link = Pattern.compile("/c/([\\w-]{43})")
                .matcher(letter(recipient).orElseThrow().body());
        assertThat(link.find()).isTrue();
        return link.group(1);
    }

    private Finding.Good opened(String token) {
        return (Finding.Good) visits.find(token);
    }

    private void restored(MailboxId mailbox) {
        journal.publish(new NewEvent(
                olga.workspace(),
                "mailbox.restored",
                clock.instant(),
                Map.of("mailbox", Map.of("id", mailbox.toString(), "address", "x", "state", "connected"))));
    }

    @Test
    void eachOwnerGetsOneLinkForAllOfTheirs() {
        MailboxId a = lost("a@example.com", "Lead@Example.com");
        MailboxId b = lost("b@example.com", "lead@example.com");
        MailboxId c = lost("c@example.com", "Sales team");
        MailboxId fine = mailbox("d@example.com", "lead@example.com", "connected");

        var launch = (Launch.Launched) launch(Campaign.Reminders.SENT, a, b, c, fine);

        assertThat(launch.leftOut()).isEqualTo(1);
        assertThat(launch.campaign().progress()).isEqualTo(new Campaign.Progress(3, 0, 0, 2));
        Letter letter = letter("lead@example.com").orElseThrow();
        assertThat(letter.subject()).isEqualTo("Please reconnect 2 mailboxes");
        assertThat(letter.body())
                .contains("olga@example.com at Northwind", "- a@example.com\n- b@example.com", "They write: We moved.")
                .doesNotContain("c@example.com", "d@example.com");
        assertThat(letter("c@example.com").orElseThrow().subject()).isEqualTo("Please reconnect c@example.com");
        assertThat(token("lead@example.com")).isEqualTo(token("lead@example.com"));
        assertThat(opened(token("lead@example.com")).mailboxes())
                .extracting(Listed::address)
                .containsExactly("a@example.com", "b@example.com");
        assertThat(campaigns.people(olga.workspace(), launch.campaign().id()))
                .extracting(Campaign.Person::address)
                .containsExactly("lead@example.com", "c@example.com");
    }

    @Test
    void aLinkLeadsToTheOwnPageOfEachOfItsMailboxesAndOfNoOther() {
        MailboxId a = lost("a@example.com", "lead@example.com");
        MailboxId c = lost("c@example.com", "");
        Campaign campaign = launched(a, c);
        String token = token("lead@example.com");

        URI page = visits.reconnect(token, a).orElseThrow();
        String own = page.getPath().replaceFirst("^/r/", "");
        assertThat(linkVisits.find(own)).isInstanceOf(LinkVisits.Finding.Good.class);
        assertThat(visits.reconnect(token, c)).isEmpty();
        jdbc.sql("update reauth_link set tries = 5, blocked_until = ? where mailbox_id = ? and ended_at is null")
                .params(clock.instant().plusSeconds(60).atOffset(ZoneOffset.UTC), a.value())
                .update();
        own = visits.reconnect(token, a).orElseThrow().getPath().replaceFirst("^/r/", "");
        assertThat(linkVisits.use(own, Secret.of("guess"), Proving.WHOLE, "192.0.2.1"))
                .as("a page that is opened anew gives no new tries")
                .isInstanceOf(LinkVisits.Use.TooMany.class);
        assertThat(visits.reconnect("x".repeat(43), a)).isEmpty();
        assertThat(visits.find("x".repeat(43))).isInstanceOf(Finding.Unknown.class);

        assertThat(campaigns.cancel(olga, campaign.id())).isTrue();
        assertThat(linkVisits.find(own)).isInstanceOf(LinkVisits.Finding.Ended.class);
        assertThat(visits.reconnect(token, a)).isEmpty();
        assertThat(visits.find(token)).isEqualTo(new Finding.Over(Campaign.State.CANCELLED));
        assertThat(letters.write(
                        olga.workspace(),
                        "lead@example.com",
                        mails("lead@example.com").getFirst().about()))
                .isEmpty();
    }

    @Test
    void whatComesBackIsCountedAndTheLastOneEndsTheCampaign() {
        MailboxId a = lost("a@example.com", "lead@example.com");
        MailboxId b = lost("b@example.com", "lead@example.com");
        Campaign campaign = launched(a, b);
        String token = token("lead@example.com");

        restored(a);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> again(campaign).progress().restored() == 1);
        assertThat(opened(token).mailboxes())
                .extracting(Listed::address)
                .containsExactly("b@example.com", "a@example.com");
        assertThat(letter("lead@example.com").orElseThrow().subject()).isEqualTo("Please reconnect b@example.com");

        restored(b);
        await().atMost(Duration.ofSeconds(30)).until(() -> again(campaign).state() == Campaign.State.DONE);
        assertThat(letter("lead@example.com")).isEmpty();
        assertThat(opened(token).person().restored()).isEqualTo(2);
    }

    @Test
    void whatCameBackWhileTheCampaignWasMadeIsNeitherAskedForNorWaitedFor() {
        MailboxId a = lost("a@example.com", "lead@example.com");
        MailboxId b = lost("b@example.com", "lead@example.com");
        Campaign campaign = launched(a, b);
        // Told before the campaign was there: nobody tells it again.
        jdbc.sql("update mailbox set state = 'connected' where mailbox_id = ?")
                .param(a.value())
                .update();

        assertThat(letter("lead@example.com").orElseThrow().subject()).isEqualTo("Please reconnect b@example.com");
        assertThat(again(campaign).progress().restored()).isEqualTo(1);
        jdbc.sql("update mailbox set state = 'connected' where mailbox_id = ?")
                .param(b.value())
                .update();
        assertThat(letter("lead@example.com")).isEmpty();
        assertThat(again(campaign).state()).isEqualTo(Campaign.State.DONE);
    }

    @Test
    void whoHasNotActedIsRemindedAfterOneDayAndAfterThree() {
        launched(lost("a@example.com", "lead@example.com"));
        launch(Campaign.Reminders.NONE, lost("b@example.com", "other@example.com"));
        reminding.remind(clock.instant());
        assertThat(mails("lead@example.com")).hasSize(1);

        clock.moveOn(Duration.ofHours(25));
        reminding.remind(clock.instant());
        reminding.remind(clock.instant());
        assertThat(mails("lead@example.com")).hasSize(2);
        assertThat(letter("lead@example.com").orElseThrow().subject())
                .isEqualTo("Reminder: please reconnect a@example.com");

        clock.moveOn(Duration.ofDays(2));
        reminding.remind(clock.instant());
        clock.moveOn(Duration.ofDays(2));
        reminding.remind(clock.instant());
        assertThat(mails("lead@example.com")).hasSize(3);
        assertThat(mails("other@example.com")).hasSize(1);
    }

    /** The hours after which mails went, in eight days. */
    private List<Integer> hoursOfMails(String recipient) {
        List<Integer> hours = new ArrayList<>();
        int known = 0;
        for (int hour = 0; hour <= 24 * 8; hour += 6) {
            reminding.remind(clock.instant());
            int now = mails(recipient).size();
            for (; known < now; known++) {
                hours.add(hour);
            }
            clock.moveOn(Duration.ofHours(6));
        }
        return hours;
    }

    @Test
    void theSecondReminderGoesWhileThereIsTimeToAct() {
        launch(Campaign.Reminders.SENT, Duration.ofHours(72), lost("a@example.com", "three-days@example.com"));
        assertThat(hoursOfMails("three-days@example.com")).containsExactly(0, 24, 60);
        launch(Campaign.Reminders.SENT, Duration.ofDays(7), lost("b@example.com", "a-week@example.com"));
        assertThat(hoursOfMails("a-week@example.com")).containsExactly(0, 24, 72);
        launch(Campaign.Reminders.SENT, Duration.ofHours(30), lost("c@example.com", "a-day@example.com"));
        assertThat(hoursOfMails("a-day@example.com")).as("one, not two at once").containsExactly(0, 24);
        launch(Campaign.Reminders.SENT, Duration.ofHours(12), lost("d@example.com", "hours@example.com"));
        assertThat(hoursOfMails("hours@example.com")).containsExactly(0);
    }

    @Test
    void whoWasWrittenToIsToldOnlyWhenTheRelayTookTheMail() {
        Campaign campaign = launched(lost("a@example.com", "lead@example.com"));
        letter("lead@example.com").orElseThrow();
        assertThat(again(campaign).progress().told()).as("written, not sent").isZero();

        letters.sent(
                olga.workspace(),
                "lead@example.com",
                mails("lead@example.com").getLast().about());
        assertThat(again(campaign).progress().told()).isEqualTo(1);
        assertThat(campaigns.people(olga.workspace(), campaign.id()).getFirst().lastToldAt())
                .isPresent();
    }

    @Test
    void aLinkEndsWithItsTimeAndIsForgottenLater() {
        Campaign campaign = launched(lost("a@example.com", "lead@example.com"));
        String token = token("lead@example.com");

        clock.moveOn(Duration.ofDays(7));
        assertThat(visits.find(token)).isEqualTo(new Finding.Over(Campaign.State.EXPIRED));
        clock.moveOn(Duration.ofDays(91));
        reminding.forget(clock.instant());

        assertThat(visits.find(token)).isInstanceOf(Finding.Unknown.class);
        assertThat(campaigns.find(olga.workspace(), campaign.id())).isEmpty();
        assertThat(jdbc.sql("select count(*) from sealed_secret where workspace_id = ? and purpose = 'campaign-link'")
                        .param(olga.workspace().value())
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void aFilterTakesAllThatAreLostAndNobodyIsAskedInVain() {
        lost("a@example.com", "lead@example.com");
        lost("b@example.com", "other@example.com");
        mailbox("c@example.com", "lead@example.com", "suspect");
        var leads = new MailboxFilter(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of("lead@example.com"),
                Optional.empty());

        var launch = (Launch.Launched) campaigns.launch(
                olga, new Campaigns.Wish(new Choice.Matching(leads), "", LinkWish.USUAL, Campaign.Reminders.SENT));

        assertThat(launch.campaign().progress()).isEqualTo(new Campaign.Progress(1, 0, 0, 1));
        assertThat(fields(launch(Campaign.Reminders.SENT, mailbox("e@example.com", "", "connected"))))
                .containsExactly("mailboxes");
        assertThat(fields(campaigns.launch(
                        olga,
                        new Campaigns.Wish(
                                new Choice.Named(Set.of()),
                                "x".repeat(501),
                                Duration.ofDays(31),
                                Campaign.Reminders.SENT))))
                .containsExactly("note", "expiresIn");
    }

    private static List<String> fields(Launch launch) {
        return ((Launch.Invalid) launch)
                .errors().stream().map(FieldError::field).toList();
    }

    @Test
    @EnabledIfSystemProperty(named = "mailmoor.full", matches = "true")
    void fiveThousandAreAskedInOneGoAndOneMoreIsTooMany() {
        jdbc.sql("""
                insert into mailbox (workspace_id, mailbox_id, address, owner, state, credential_version, created_at)
                select :workspace, gen_random_uuid(), 'box' || n || '@example.com', 'owner' || n % 1000 || '@example.com',
                  'auth-lost', 1, now()
                from generate_series(1, 5001) as n
                """).param("workspace", olga.workspace().value()).update();
        jdbc.sql("""
                insert into credential (workspace_id, mailbox_id, version, kind, origin, changed_at, changed_by)
                select workspace_id, mailbox_id, 1, 'password', 'first', now(), 'x' from mailbox
                where workspace_id = :workspace
                """).param("workspace", olga.workspace().value()).update();
        var all = new Campaigns.Wish(
                new Choice.Matching(new MailboxFilter(
                        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty())),
                "",
                LinkWish.USUAL,
                Campaign.Reminders.SENT);
        assertThat(fields(campaigns.launch(olga, all))).containsExactly("filter");

        jdbc.sql("delete from mailbox where workspace_id = :workspace and address = 'box7@example.com'")
                .param("workspace", olga.workspace().value())
                .update();
        var launch = (Launch.Launched) campaigns.launch(olga, all);

        assertThat(launch.campaign().progress()).isEqualTo(new Campaign.Progress(5_000, 0, 0, 1_000));
    }
}
