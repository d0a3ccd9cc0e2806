package dev.mailmoor.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailmoor.server.testing.ServerTest;
import dev.mailmoor.server.workspace.Role;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who may do what in the console, the workspace's own pages, and what stands around all pages. */
@ServerTest
@Import(ConsoleStage.Parts.class)
class WorkspacePagesTest {
    @Autowired
    private ConsoleStage stage;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void strangersAreSentToTheSignInPage() {
        assertThat(stage.stranger().get("/mailboxes").path()).isEqualTo("/sign-in");
        assertThat(stage.stranger().get("/sign-in?error=refused").html()).contains("E-mail or password is wrong.");
    }

    @Test
    void aSessionsLastUseIsWrittenOnceAMinuteAndKeepsItAlive() {
        Visitor visitor = stage.visitor(Role.VIEWER);
        visitor.get("/mailboxes");
        String session = jdbc.sql("select primary_id from spring_session order by creation_time desc limit 1")
                .query(String.class)
                .single();
        String written = session("xmin", session);

        visitor.get("/mailboxes");
        assertThat(session("xmin", session)).isEqualTo(written);

        jdbc.sql("update spring_session set last_access_time = last_access_time - 60000 where primary_id = :session")
                .param("session", session)
                .update();
        long before = Long.parseLong(session("last_access_time", session));
        visitor.get("/mailboxes");
        assertThat(Long.parseLong(session("last_access_time", session))).isGreaterThanOrEqualTo(before + 60_000);
    }

    private String session(String column, String session) {
        return jdbc.sql("select " + column + "::text from spring_session where primary_id = :session")
                .param("session", session)
                .query(String.class)
                .single();
    }

    @Test
    void aViewerSeesAllAndCanChangeNothing() {
        String path = ConsoleStage.add(stage.visitor(Role.OPERATOR), "anna@stage.example");
        Visitor viewer = stage.visitor(Role.VIEWER);

        String html = viewer.get(path).html();
        assertThat(html)
                .contains("anna@stage.example", "Timeline")
                .doesNotContain(
                        "Test Receiving", "Update Credentials", "Action Center", "Edit", "What the server said");
        assertThat(viewer.get("/mailboxes").html()).doesNotContain("+ Email");
        assertThat(viewer.get(path + "/password").status()).isEqualTo(403);
        var refused = viewer.submit(path, path + "/pause", Map.of());
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.html()).contains("Your role does not allow this");
    }

    @Test
    void whatBelongsToAnotherWorkspaceIsNotThere() {
        String path = ConsoleStage.add(stage.visitor(Role.OPERATOR), "anna@stage.example");
        ConsoleStage other = another();
        var page = other.visitor(Role.OWNER).get(path);

        assertThat(page.status()).isEqualTo(404);
        assertThat(page.html()).contains("There is nothing here").doesNotContain("anna@stage.example");
    }

    @Autowired
    private org.springframework.beans.factory.ObjectProvider<ConsoleStage> stages;

    private ConsoleStage another() {
        return stages.getObject();
    }

    @Test
    void anInvitationsLinkIsShownOnceAndLetsItsMemberIn() {
        Visitor owner = stage.visitor(Role.OWNER);
        var invited = owner.submit(
                "/settings/members", "/settings/members", Map.of("email", "new@people.example", "role", "viewer"));

        Matcher link =
                Pattern.compile("value=\"[^\"]*/welcome\\?token=([^\"]+)\"").matcher(invited.html());
        assertThat(link.find()).isTrue();
        assertThat(owner.get("/settings/members").html())
                .contains("new@people.example", "invited")
                .doesNotContain(link.group(1));

        Visitor comer = stage.stranger();
        String page = "/welcome?token=" + link.group(1);
        assertThat(comer.get(page).html()).contains("Join Northwind", "Viewer");
        var differs = comer.submit(
                page,
                "/welcome",
                Map.of("token", link.group(1), "password", "long enough 1", "confirm", "long enough 2"));
        assertThat(differs.html()).contains("The two passwords differ.").doesNotContain("long enough");
        var shorter =
                comer.submit(page, "/welcome", Map.of("token", link.group(1), "password", "short", "confirm", "short"));
        assertThat(shorter.html()).contains("at least 12 characters");
        var in = comer.submit(
                page,
                "/welcome",
                Map.of("token", link.group(1), "password", "long enough 1", "confirm", "long enough 1"));
        assertThat(in.html()).contains("Welcome to Mailmoor.", "Overview");
        assertThat(stage.stranger().get(page).html()).contains("This link does not work any more");
    }

    @Test
    void anApiKeyIsShownOnceAndCanBeRevoked() {
        Visitor admin = stage.visitor(Role.ADMIN);
        var made = admin.submit(
                "/settings/api-keys", "/settings/api-keys", Map.of("name", "importer", "role", "operator"));

        Matcher key = Pattern.compile("value=\"(mmk_[0-9a-f]+)\"").matcher(made.html());
        assertThat(key.find()).isTrue();
        assertThat(made.path()).as("loaded again, it makes no second one").isEqualTo("/settings/api-keys");
        assertThat(sessions()).doesNotContain(key.group(1));
        String list = admin.get(made.path()).html();
        assertThat(list).containsOnlyOnce("importer").doesNotContain(key.group(1));
        Matcher revoke =
                Pattern.compile("/settings/api-keys/[0-9a-f-]{36}/revoke").matcher(list);
        assertThat(revoke.find()).isTrue();
        assertThat(admin.submit("/settings/api-keys", revoke.group(), Map.of()).html())
                .contains("Revoked");
        assertThat(admin.get("/settings/audit").html()).contains("importer");
        assertThat(admin.submit("/settings/api-keys", "/settings/api-keys", Map.of("name", "x", "role", "owner"))
                        .html())
                .doesNotContain("mmk_");
    }

    /** All that sessions keep, as it lies in the database. */
    private String sessions() {
        return String.join(
                "\n",
                jdbc.sql("select encode(attribute_bytes, 'escape') from spring_session_attributes")
                        .query(String.class)
                        .list());
    }

    @Test
    void anOpenPageHearsOfAChangeAtOnce() throws Exception {
        Visitor operator = stage.visitor(Role.OPERATOR);
        var stream = operator.stream("/live");
        assertThat(stream.statusCode()).isEqualTo(200);
        CompletableFuture<String> heard = CompletableFuture.supplyAsync(() -> firstEvent(stream.body()));

        ConsoleStage.add(operator, "anna@stage.example");

        assertThat(heard.get(20, TimeUnit.SECONDS)).startsWith("event: mailbox.");
        stream.body().close();
    }

    private static String firstEvent(java.io.InputStream body) {
        BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
        try {
            String line = lines.readLine();
            while (line != null && !line.startsWith("event:")) {
                line = lines.readLine();
            }
            return String.valueOf(line);
        } catch (IOException e) {
            return "closed";
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/settings",
                "/settings/members",
                "/settings/api-keys",
                "/settings/webhooks",
                "/settings/audit",
                "/mailboxes/new"
            })
    void thePagesOfTheNavigationAreThere(String path) {
        assertThat(stage.visitor(Role.OWNER).get(path).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/mailboxes?cursor=nonsense",
                "/mailboxes?state=nonsense&order=nonsense",
                "/mailboxes?q=%00%25%27%22%5C_%F0%9F%90%A6",
                "/settings/audit?at=x&id=y"
            })
    void nonsenseInAnAddressIsNoError(String path) {
        assertThat(stage.visitor(Role.OWNER).get(path).status()).isEqualTo(200);
    }

    @Test
    void withoutARelayTheNoticesPageSaysThatNobodyIsToldAndWhatToSet() {
        assertThat(stage.visitor(Role.OWNER).get("/settings/notices").html())
                .contains(
                        "Nobody is told by mail: no mail server for notices is set up.",
                        "MAILMOOR_NOTICE_SMTP_URL",
                        "MAILMOOR_NOTICE_FROM",
                        "restarts Mailmoor");
    }

    @Test
    void allThatPagesLoadIsServedByUs() {
        Visitor stranger = stage.stranger();
        String html = stranger.get("/sign-in").html();

        assertThat(html).doesNotContain("http://", "https://", "<script>", "style=", "onclick");
        for (String asset : new String[] {Assets.STYLE, Assets.SCRIPT, Assets.HTMX, Assets.FONT, "/assets/mark.svg"}) {
            assertThat(html.contains(asset) && stranger.get(asset).status() == 200)
                    .as(asset)
                    .isTrue();
        }
    }

    @Test
    void whatIsNotThereIsSaidInOurStyle() {
        var page = stage.visitor(Role.OWNER).get("/no/such/page");

        assertThat(page.status()).isEqualTo(404);
        assertThat(page.html()).contains("There is nothing here", Assets.STYLE);
    }
}
