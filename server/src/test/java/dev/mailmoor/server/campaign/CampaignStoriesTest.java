package dev.mailmoor.server.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.campaign.CampaignVisits.Finding;
import dev.mailmoor.server.campaign.CampaignVisits.Listed;
import dev.mailmoor.server.campaign.Campaigns.Choice;
import dev.mailmoor.server.campaign.Campaigns.Launch;
import dev.mailmoor.server.fleet.MailboxFilter;
import dev.mailmoor.server.mailbox.MailboxId;
import dev.mailmoor.server.notify.LetterWriter.Letter;
import dev.mailmoor.server.reauth.FieldError;
import dev.mailmoor.server.reauth.LinkVisits;
import dev.mailmoor.server.reauth.LinkWish;
import dev.mailmoor.server.reauth.Proving;
import dev.mailmoor.server.testing.ServerTest;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Owners of lost mailboxes are asked, look, and act. */
@ServerTest
class CampaignStoriesTest extends CampaignScene {
    @Test
    void eachOwnerGetsOneLinkForAllOfTheirs() {
        MailboxId a = lost("a@example.com", "Lead@Example.com");
        MailboxId b = lost("b@example.com", "lead@example.com");
        MailboxId c = lost("c@example.com", "Sales team");
        MailboxId fine = mailbox("d@example.com", "lead@example.com", "connected");

        var launch = (Launch.Launched) launch(Campaign.Reminders.SENT, a, b, c, fine);

        assertThat(launch.leftOut()).isEqualTo(new Campaigns.LeftOut(1, 0));
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
        assertThat(people(launch.campaign()))
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
