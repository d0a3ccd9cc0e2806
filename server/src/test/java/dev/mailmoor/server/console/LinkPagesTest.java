package dev.mailmoor.server.console;

import static dev.mailmoor.server.console.ConsoleStage.RIGHT;
import static dev.mailmoor.server.console.ConsoleStage.WRONG;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mailmoor.server.notify.NoticeSettings;
import dev.mailmoor.server.testing.ServerTest;
import dev.mailmoor.server.workspace.Access;
import dev.mailmoor.server.workspace.Actor;
import dev.mailmoor.server.workspace.Role;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

@ServerTest
@Import(ConsoleStage.Parts.class)
class LinkPagesTest {
    private static final String HELP = "https://help.northwind.example/dead-links";
    private static final Pattern LINK = Pattern.compile("value=\"https?://[^/\"]+(/r/[^\"]+)\"");

    @Autowired
    private ConsoleStage.Servers servers;

    @Autowired
    private ObjectProvider<ConsoleStage> stages;

    @Autowired
    private NoticeSettings notices;

    private ConsoleStage stage;
    private Visitor operator;
    private Visitor stranger;
    private String mailbox;

    @BeforeEach
    void connect() {
        servers.forget();
        stage = stages.getObject();
        operator = stage.visitor(Role.OPERATOR);
        stranger = stage.stranger();
        mailbox = ConsoleStage.add(operator, "anna@stage.example");
    }

    private String link(Map<String, String> wish) {
        Matcher made = LINK.matcher(
                operator.submit(mailbox + "/link", mailbox + "/link", wish).html());
        assertThat(made.find()).isTrue();
        return made.group(1);
    }

    @Test
    void pageNamesWhoAsksAndWhichMailboxAndHasOneFieldForThePassword() {
        var shown = stranger.get(link(Map.of("note", "Please <b>today</b>")));

        assertThat(shown.status()).isEqualTo(200);
        assertThat(shown.html())
                .contains("Northwind", "anna@stage.example", "Please &lt;b&gt;today&lt;/b&gt;")
                .containsOnlyOnce("name=\"password\"")
                .containsOnlyOnce("<form");
    }

    @Test
    void phraseOfTheWorkspaceStandsThereAgainstPhishing() {
        String link = link(Map.of());
        assertThat(stranger.get(link).html()).doesNotContain("its phrase is");
        notices.choose(
                new Access(stage.workspace, new Actor.Mailmoor(), Role.OWNER),
                new NoticeSettings.Choices(
                        "blue heron at noon", NoticeSettings.Links.SENT, "https://help.northwind.example"));

        assertThat(stranger.get(link).html())
                .contains("its phrase is", "blue heron at noon", "https://help.northwind.example");
        assertThat(operator.get(mailbox).html()).contains("https://help.northwind.example");
    }

    @Test
    void rightPasswordConnectsWithoutCookiesAndTheLinkIsUsedUp() {
        String link = link(Map.of());
        var wrong = stranger.submit("/sign-in", link, Map.of("password", WRONG));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.html())
                .contains("Invalid Password", "Nothing was changed")
                .doesNotContain(WRONG);

        var right = stranger.submit("/guide", link, Map.of("password", RIGHT));
        assertThat(right.status()).isEqualTo(200);
        assertThat(right.html()).contains("Connected Successfully", "We were able to connect to your mailbox.");

        var again = stranger.get(link);
        assertThat(again.status()).isEqualTo(410);
        assertThat(again.html()).contains("This link was used");
    }

    @Test
    void afterAWrongPasswordThePersonAtTheFormIsSpokenTo() {
        assertThat(stranger.submit("/sign-in", link(Map.of()), Map.of("password", WRONG))
                        .html())
                .contains("does not accept this user name and password", "credentials</code>", "web mail")
                .doesNotContain("must act", "in Mailmoor", ">certain<", ">likely<", "one of several causes");
        servers.passwords.put("imap.stage.example", "another");
        assertThat(operator.submit(mailbox + "/password", mailbox + "/test", Map.of("direction", "receiving"))
                        .html())
                .contains("must act", "Enter the present password in Mailmoor");
    }

    @Test
    void aSideThatStaysBrokenIsToldToThePersonAtTheFormToo() {
        servers.passwords.put("smtp.stage.example", "another");
        assertThat(stranger.submit("/sign-in", link(Map.of()), Map.of("password", RIGHT, "acceptPartial", "on"))
                        .html())
                .contains("Connected on one side")
                .doesNotContain("must act", "in Mailmoor", ">certain<", ">likely<", "one of several causes");
    }

    @Test
    void emptyPasswordIsSaidAtTheField() {
        var shown = stranger.submit("/sign-in", link(Map.of()), Map.of("password", ""));
        assertThat(shown.status()).isEqualTo(422);
        assertThat(shown.html()).contains("Enter the password.");
    }

    @Test
    void oneWorkingSideIsSavedOnlyWhenThePersonTicksIt() {
        String link = link(Map.of());
        servers.passwords.put("smtp.stage.example", "another");

        assertThat(stranger.submit("/sign-in", link, Map.of("password", RIGHT)).html())
                .contains("Save although only one side works", ">Only one side works<")
                .doesNotContain("Invalid Password");
        assertThat(stranger.submit("/sign-in", link, Map.of("password", RIGHT, "acceptPartial", "on"))
                        .html())
                .contains("Connected on one side", "Receiving works; sending does not.", "credentials</code>")
                .doesNotContain("Connected Successfully", "goes on by itself");
    }

    @Test
    void passwordIsNotBlamedForAServerThatIsAway() {
        String link = link(Map.of());
        servers.away.add("imap.stage.example");
        servers.away.add("smtp.stage.example");

        assertThat(stranger.submit("/sign-in", link, Map.of("password", RIGHT)).html())
                .contains(">Not Connected<")
                .doesNotContain("Invalid Password");
    }

    @Test
    void tooManyWrongTriesShowWhenToComeAgainInsteadOfTheForm() {
        String link = link(Map.of());
        for (int attempt = 0; attempt < 5; attempt++) {
            stranger.submit("/sign-in", link, Map.of("password", WRONG));
        }
        var shown = stranger.submit("/sign-in", link, Map.of("password", RIGHT));

        assertThat(shown.status()).isEqualTo(429);
        assertThat(shown.headers().firstValueAsLong("Retry-After").orElse(0)).isPositive();
        assertThat(shown.html()).contains("Too many wrong tries").doesNotContain("<form");
    }

    @Test
    void replacedAndWithdrawnLinksSayWhatBecameOfThem() {
        String first = link(Map.of());
        String second = link(Map.of("expiresIn", "7d"));
        assertThat(stranger.get(first).html()).contains("This link was replaced");

        operator.submit(mailbox + "/link", mailbox + "/link/withdraw", Map.of());
        assertThat(stranger.get(second).html())
                .contains("This link was withdrawn")
                .doesNotContain(HELP);
        Access owner = new Access(stage.workspace, new Actor.Mailmoor(), Role.OWNER);
        notices.choose(owner, new NoticeSettings.Choices("", NoticeSettings.Links.SENT, HELP));
        assertThat(stranger.get(first).html()).contains(HELP);
        assertThat(stranger.get(second).html()).contains(HELP);
        assertThat(stranger.get("/r/" + "x".repeat(43)).status()).isEqualTo(404);
    }

    @Test
    void pagesOfLinksAreKeptNowhereFramedNowhereAndLoadNothingFromElsewhere() {
        String link = link(Map.of());
        assertThat(stranger.get(link)).satisfies(LinkPagesTest::isGuarded);
        assertThat(stranger.submit("/sign-in", link, Map.of("password", WRONG))).satisfies(LinkPagesTest::isGuarded);
        assertThat(stranger.submit("/sign-in", link, Map.of("password", RIGHT))).satisfies(LinkPagesTest::isGuarded);
        assertThat(stranger.get(link)).satisfies(LinkPagesTest::isGuarded);
        assertThat(stranger.get("/r/" + "x".repeat(43))).satisfies(LinkPagesTest::isGuarded);
        assertThat(stranger.get("/c/" + "x".repeat(43))).satisfies(LinkPagesTest::isGuarded);
    }

    static void isGuarded(Visitor.Shown shown) {
        assertThat(shown.headers().firstValue("Referrer-Policy")).contains("no-referrer");
        assertThat(shown.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(shown.headers().firstValue("X-Frame-Options")).contains("DENY");
        assertThat(shown.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(shown.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'", "frame-ancestors 'none'")
                .doesNotContain("unsafe", "http:", "https:", "*");
        assertThat(shown.html()).doesNotContain("src=\"http", "<script>", "style=", "onclick");
    }

    @Test
    void signInsSessionCountsForNothingOnTheLinksPage() {
        String link = link(Map.of());
        assertThat(operator.get(link).html()).doesNotContain("Sign out", "Overview");
    }
}
