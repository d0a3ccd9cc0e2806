package dev.mailmoor.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailmoor.server.campaign.Campaign;
import dev.mailmoor.server.campaign.Campaigns;
import dev.mailmoor.server.testing.ServerTest;
import dev.mailmoor.server.workspace.OneTimeToken;
import dev.mailmoor.server.workspace.Role;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** From ticks in the list of mailboxes to a campaign and its progress. */
@ServerTest
@Import(ConsoleStage.Parts.class)
class CampaignPagesTest {
    @Autowired
    private ConsoleStage stage;

    @Autowired
    private JdbcClient jdbc;

    /** Its id. */
    private String lost(Visitor operator, String address) {
        String path = ConsoleStage.add(operator, address);
        jdbc.sql("update mailbox set state = 'auth-lost' where workspace_id = ? and address = ?")
                .params(stage.workspace.value(), address)
                .update();
        String id = path.substring(path.lastIndexOf('/') + 1);
        jdbc.sql("""
                insert into loss (workspace_id, mailbox_id, loss_id, direction, cause, began_at)
                values (?, ?::uuid, gen_random_uuid(), 'receiving', 'other', now())
                """).params(stage.workspace.value(), id).update();
        return id;
    }

    @Test
    void tickedMailboxesBecomeACampaignThatCanBeWatchedAndCancelled() {
        Visitor operator = stage.visitor(Role.OPERATOR);
        assertThat(operator.get("/campaigns").html()).contains("No campaign yet");
        String id = lost(operator, "anna@stage.example");
        String list = operator.get("/mailboxes?state=auth-lost").html();
        assertThat(list)
                .contains("Send re-auth campaign", "to all that match", "name=\"mailbox\" value=\"" + id + "\"");

        String form = "/campaigns/new?pick=ticked&mailbox=" + id;
        assertThat(operator.get(form).html())
                .contains(
                        "1 mailbox, of which",
                        "no mail server for notices is set up",
                        "restarts Mailmoor",
                        "value=\"" + id + "\"");
        var sent = operator.submit(
                form,
                "/campaigns/new",
                Map.of("mailbox", id, "note", "<i>We moved</i>", "expiresIn", "7d", "reminders", "on"));
        assertThat(sent.html())
                .contains(
                        "1 person is asked for 1 mailbox.", "anna@stage.example", "Not told yet", "&lt;i&gt;We moved");
        assertThat(operator.get("/campaigns").html()).contains("0 of 1", "Running");

        Matcher page = Pattern.compile("/campaigns/[0-9a-f-]{36}").matcher(sent.path());
        assertThat(page.find()).isTrue();
        assertThat(operator.submit(page.group(), page.group() + "/cancel", Map.of())
                        .html())
                .contains("Cancelled")
                .doesNotContain("Cancel the campaign");
    }

    @Test
    void sendingTheFormTwiceMakesOneCampaign() {
        Visitor operator = stage.visitor(Role.OPERATOR);
        String id = lost(operator, "anna@stage.example");
        String form = "/campaigns/new?pick=ticked&mailbox=" + id;
        Map<String, String> filled = Map.of("mailbox", id, "note", "", "expiresIn", "7d");
        operator.submit(form, "/campaigns/new", filled);
        var again = operator.submit(form, "/campaigns/new", filled);

        assertThat(again.status()).isEqualTo(422);
        assertThat(again.html()).contains("left out: asked already in a running campaign");
        assertThat(jdbc.sql("select count(*) from campaign where workspace_id = ?")
                        .param(stage.workspace.value())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void manyPeopleAndManyCampaignsComeInPages() {
        Visitor operator = stage.visitor(Role.OPERATOR);
        jdbc.sql("""
                insert into campaign (workspace_id, campaign_id, note, reminders, made_at, made_by, expires_at)
                select :workspace, gen_random_uuid(), 'no ' || n || '.', false, now() - n * interval '1 minute', 'olga', now()
                from generate_series(1, 101) as n
                """).param("workspace", stage.workspace.value()).update();
        jdbc.sql("""
                insert into campaign_person (workspace_id, campaign_id, person_id, address, token_hash)
                select workspace_id, campaign_id, gen_random_uuid(), 'p' || n || '@stage.example',
                  sha256((campaign_id::text || n)::bytea)
                from campaign, generate_series(1, 101) as n where workspace_id = :workspace and note = 'no 101.'
                """).param("workspace", stage.workspace.value()).update();

        assertThat(operator.get("/campaigns").html()).doesNotContain("101 people");
        String older = operator.get(next("/campaigns", operator)).html();
        assertThat(older).contains("101 people", ">Newest<").doesNotContain(">Older<");
        Matcher page = Pattern.compile("/campaigns/[0-9a-f-]{36}").matcher(older);
        assertThat(page.find()).isTrue();
        assertThat(operator.get(page.group()).html()).contains("p1@", "p99@").doesNotContain("p9@", ">First<");
        assertThat(operator.get(next(page.group(), operator)).html())
                .contains("p9@", ">First<")
                .doesNotContain("p99@", ">More<");
    }

    private static String next(String path, Visitor visitor) {
        Matcher next = Pattern.compile("rel=\"next\" href=\"([^\"]+)\"")
                .matcher(visitor.get(path).html());
        assertThat(next.find()).isTrue();
        return next.group(1).replace("&amp;", "&");
    }

    @Test
    void aChoiceThatIsNoneLeadsBackOrIsExplained() {
        Visitor operator = stage.visitor(Role.OPERATOR);
        lost(operator, "anna@stage.example");

        assertThat(operator.get("/campaigns/new?pick=ticked").html()).contains("Tick the mailboxes first.");
        var nobody = operator.submit(
                "/campaigns/new?pick=all&q=nobody",
                "/campaigns/new",
                Map.of("pick", "all", "q", "nobody", "note", "kept", "expiresIn", "7d"));
        assertThat(nobody.status()).isEqualTo(422);
        assertThat(nobody.html()).contains("None of these mailboxes has lost its login.", "value=\"kept\"");
    }

    @Test
    void viewersSeeTheProgressAndNoMeansToAct() {
        lost(stage.visitor(Role.OPERATOR), "anna@stage.example");
        Visitor viewer = stage.visitor(Role.VIEWER);

        assertThat(viewer.get("/mailboxes?state=auth-lost").html())
                .contains("anna@stage.example")
                .doesNotContain("Send re-auth campaign");
        assertThat(viewer.get("/campaigns").html()).contains("Campaigns").doesNotContain("Choose mailboxes");
        assertThat(viewer.get("/campaigns/new?pick=all").status()).isEqualTo(403);
    }

    @Test
    void aLinkThatIsNoneSaysSoToAnybody() {
        var page = stage.stranger().get("/c/" + "x".repeat(43));

        assertThat(page.status()).isEqualTo(404);
        assertThat(page.html()).contains("This link does not work");
    }

    @Test
    void linkOfACampaignIsGuardedAndItsMailboxesLinkIsSaidToBeSentWithIt() {
        Visitor operator = stage.visitor(Role.OPERATOR);
        String id = lost(operator, "anna@stage.example");
        String campaign = operator.submit(
                        "/campaigns/new?pick=ticked&mailbox=" + id,
                        "/campaigns/new",
                        Map.of("mailbox", id, "note", "", "expiresIn", "7d"))
                .path();
        String token = OneTimeToken.make();
        jdbc.sql("update campaign_person set token_hash = ? where workspace_id = ?")
                .params(OneTimeToken.hash(token), stage.workspace.value())
                .update();
        Visitor stranger = stage.stranger();
        Visitor.Shown list = stranger.get("/c/" + token);
        assertThat(list.html()).contains("Reconnect your mailboxes", "anna@stage.example");
        assertThat(list).satisfies(LinkPagesTest::isGuarded);

        assertThat(stranger.submit("/c/" + token, "/c/" + token + "/" + id, Map.of())
                        .path())
                .startsWith("/r/");
        assertThat(operator.get("/mailboxes/" + id + "/link").html())
                .contains("Sent with a campaign")
                .doesNotContain("Sent with a notice");
        operator.submit(campaign, campaign + "/cancel", Map.of());
        Visitor.Shown over = stranger.get("/c/" + token);
        assertThat(over.html()).contains("This link was withdrawn");
        assertThat(over).satisfies(LinkPagesTest::isGuarded);
    }

    @Test
    void whoIsLeftOutIsNotCalledConnected() {
        Campaign campaign = new Campaign(
                stage.workspace,
                UUID.randomUUID(),
                Campaign.State.RUNNING,
                "",
                Campaign.Reminders.NONE,
                Instant.EPOCH,
                "boss@northwind.example",
                Instant.EPOCH,
                new Campaign.Progress(1, 0, 0, 1));

        assertThat(NewCampaignScreens.launched(campaign, new Campaigns.LeftOut(2, 1))
                        .notice()
                        .orElseThrow()
                        .text())
                .isEqualTo("1 person is asked for 1 mailbox. 2 mailboxes were left out: their login is not lost."
                        + " 1 mailbox was left out: asked already in a running campaign.");
    }

    @Test
    void whatHasTheShapeOfAnIdButIsNoneIsNoMailbox() {
        Visitor operator = stage.visitor(Role.OPERATOR);
        String form = "/campaigns/new?pick=ticked&mailbox=" + "-".repeat(36);

        assertThat(operator.get(form).status()).isEqualTo(200);
        var refused = operator.submit(
                form, "/campaigns/new", Map.of("mailbox", "-".repeat(36), "note", "", "expiresIn", "7d"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.html()).contains("None of these mailboxes has lost its login.");
    }
}
