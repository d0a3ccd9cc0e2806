package dev.mailmoor.server.console;

import static dev.mailmoor.server.console.ConsoleStage.RIGHT;
import static dev.mailmoor.server.console.ConsoleStage.WRONG;
import static dev.mailmoor.server.console.ConsoleStage.form;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mailmoor.server.testing.ServerTest;
import dev.mailmoor.server.workspace.Role;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** What an operator does with mailboxes in the console, without JavaScript. */
@ServerTest
@Import(ConsoleStage.Parts.class)
class MailboxPagesTest {
    private static final String HALF =
            "<div id=\"notice\" class=\"note amber\" role=\"status\"><strong class=\"amber-text\">Connected on one side. Receiving works; sending does not:";

    @Autowired
    private ConsoleStage stage;

    @Autowired
    private ConsoleStage.Servers servers;

    private Visitor operator;

    @BeforeEach
    void anOperatorComes() {
        servers.forget();
        operator = stage.visitor(Role.OPERATOR);
    }

    @AfterEach
    void noSecretWasEverShown() {
        assertThat(operator.seen).noneMatch(html -> html.contains(RIGHT) || html.contains(WRONG));
    }

    @Test
    void anEmptyFleetTellsHowToBegin() {
        assertThat(operator.get("/").html()).contains("Connect the first mailbox", "+ Email");
        assertThat(operator.get("/mailboxes").html()).contains("Connect the first mailbox");
    }

    @Test
    void aMailboxIsTriedAndThenShownConnected() {
        var shown = operator.submit("/mailboxes/new/custom", "/mailboxes/new", form("Anna@stage.example", RIGHT));

        assertThat(shown.path()).startsWith("/mailboxes/");
        assertThat(shown.html())
                .contains("We were able to connect to your mailbox.", "anna@stage.example", "data-state=\"connected\"")
                .contains("Test Receiving", "Test Sending", "Action Center");
        assertThat(operator.get("/mailboxes").html()).contains("anna@stage.example", "Sales EU");
    }

    @Test
    void testConnectionSaysWhatEachSideAnsweredAndSavesNothing() {
        servers.passwords.put("smtp.stage.example", "another");

        var shown = operator.submit("/mailboxes/new/custom", "/mailboxes/new/test", form("half@stage.example", RIGHT));

        assertThat(shown.html())
                .contains("We were able to connect to your mailbox.", "Save although only one side works")
                .contains("&lt;b&gt;Invalid&lt;/b&gt; credentials")
                .contains("value=\"half@stage.example\"");
        assertThat(operator.get("/mailboxes").html()).doesNotContain("half@stage.example");
    }

    @Test
    void oneWorkingSideIsSavedOnlyWhenThePersonTicksIt() {
        servers.passwords.put("smtp.stage.example", "another");
        Map<String, String> typed = form("half@stage.example", RIGHT);

        assertThat(operator.submit("/mailboxes/new/custom", "/mailboxes/new", typed)
                        .path())
                .isEqualTo("/mailboxes/new");
        typed.put("acceptPartial", "on");
        assertThat(operator.submit("/mailboxes/new/custom", "/mailboxes/new", typed)
                        .html())
                .contains("half@stage.example", "Sending Settings", HALF)
                .doesNotContain("We were able to connect to your mailbox.");
    }

    @Test
    void everyWrongFieldHasItsMessageAndKeepsWhatWasTyped() {
        Map<String, String> typed = form("no address", RIGHT);
        typed.put("receiving.host", "https://imap.stage.example/");
        typed.put("sending.port", "99999");

        assertThat(operator.get("/mailboxes/new/custom").html()).doesNotContain("Type it again");
        var shown = operator.submit("/mailboxes/new/custom", "/mailboxes/new", typed);

        assertThat(shown.status()).isEqualTo(422);
        assertThat(shown.html())
                .contains("Type it again: a password is never sent back to a page.")
                .contains("This is not an email address", "value=\"no address\"")
                .contains("value=\"https://imap.stage.example/\"")
                .contains("value=\"99999\"");
        assertThat(count(shown.html(), "class=\"error\"")).isEqualTo(3);
    }

    @Test
    void configurationNameAndDescriptionAreNeeded() {
        Map<String, String> typed = form("anna@stage.example", RIGHT);
        typed.remove("configurationName");
        typed.put("description", " ");

        var shown = operator.submit("/mailboxes/new/custom", "/mailboxes/new", typed);

        assertThat(shown.status()).isEqualTo(422);
        assertThat(shown.html()).contains("Give the configuration a name", "Say in a few words");
    }

    @Test
    void allThatIsMissingInAnEmptyFormIsToldAtOnce() {
        var shown = operator.submit("/mailboxes/new/custom", "/mailboxes/new", Map.of("provider", "custom"));

        assertThat(shown.status()).isEqualTo(422);
        assertThat(shown.html())
                .contains("Give the configuration a name", "Say in a few words", "Enter the address of the mailbox.")
                .contains(
                        "Enter the password.",
                        "Enter the server for receiving, for sending, or both.",
                        "Enter the server for sending, unless");
    }

    @Test
    void anAddressThatIsConnectedAlreadyLeadsToItsMailbox() {
        String path = ConsoleStage.add(operator, "anna@stage.example");

        var again = operator.submit("/mailboxes/new/custom", "/mailboxes/new", form("ANNA@stage.example", RIGHT));

        assertThat(again.html()).contains("This mailbox is connected already.", path);
    }

    @Test
    void knownServersAreFilledInWhenTheAddressIsTyped() {
        var shown = operator.submit(
                "/mailboxes/new/custom",
                "/mailboxes/new/settings",
                Map.of("provider", "custom", "address", "a@gmail.com"));

        assertThat(shown.html()).contains("imap.gmail.com", "smtp.gmail.com", "An app password at Gmail");
    }

    @Test
    void aWrongNewPasswordIsRefusedAndTheRightOneConnects() {
        String path = ConsoleStage.add(operator, "anna@stage.example");

        var differs =
                operator.submit(path + "/password", path + "/password", Map.of("secret", RIGHT, "confirm", WRONG));
        assertThat(differs.html()).contains("The two passwords differ.");

        var refused =
                operator.submit(path + "/password", path + "/password", Map.of("secret", WRONG, "confirm", WRONG));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.html()).contains("Invalid Password", "The old one stays in force.", "&lt;b&gt;Invalid");

        var taken = operator.submit(path + "/password", path + "/password", Map.of("secret", RIGHT, "confirm", RIGHT));
        assertThat(taken.path()).isEqualTo(path);
        assertThat(taken.html())
                .contains(
                        "<div id=\"notice\" class=\"note green\" role=\"status\"><strong class=\"green-text\">Connected Successfully")
                .contains("Undo last credential");
    }

    @Test
    void oneSideThatRefusesIsNamedWhereverACredentialIsSaved() {
        String path = ConsoleStage.add(operator, "anna@stage.example");
        servers.passwords.put("smtp.stage.example", "another");
        String password = path + "/password";
        Map<String, String> typed = Map.of("secret", RIGHT, "confirm", RIGHT, "acceptPartial", "on");
        assertThat(operator.submit(password, password, Map.of("secret", RIGHT, "confirm", RIGHT))
                        .html())
                .contains(">Only one side works<")
                .doesNotContain("Invalid Password");
        assertThat(operator.submit(password, password, typed).html())
                .contains(HALF)
                .doesNotContain("Connected Successfully");

        Map<String, String> all = form("anna@stage.example", RIGHT);
        String credentials = path + "/credentials";
        assertThat(operator.submit(credentials, credentials, all).html()).contains(">Only one side works<");
        all.put("acceptPartial", "on");
        assertThat(operator.submit(credentials, credentials, all).html())
                .contains(HALF)
                .doesNotContain("Connected Successfully");
    }

    @Test
    void passwordIsNotBlamedForAServerThatIsAway() {
        String password = ConsoleStage.add(operator, "anna@stage.example") + "/password";
        servers.away.addAll(List.of("imap.stage.example", "smtp.stage.example"));

        assertThat(operator.submit(password, password, Map.of("secret", RIGHT, "confirm", RIGHT))
                        .html())
                .contains(">Not Connected<")
                .doesNotContain("Invalid Password");
    }

    @Test
    void aTestOfWhatIsStoredSaysWhatCameOfIt() {
        String path = ConsoleStage.add(operator, "anna@stage.example");

        assertThat(operator.submit(path, path + "/test", Map.of("direction", "receiving"))
                        .html())
                .contains("We were able to connect to your mailbox.");

        servers.passwords.put("smtp.stage.example", "another");
        assertThat(operator.submit(path, path + "/test", Map.of("direction", "sending"))
                        .html())
                .contains("&lt;b&gt;Invalid&lt;/b&gt; credentials", "What the server said");
    }

    @Test
    void anotherHostAsksForThePasswordAgain() {
        String path = ConsoleStage.add(operator, "anna@stage.example");
        Map<String, String> typed = new java.util.HashMap<>(Map.of(
                "receiving.protocol", "imap",
                "receiving.host", "other.stage.example",
                "receiving.port", "993",
                "receiving.secure", "on"));

        var asked = operator.submit(path + "/receiving", path + "/receiving", typed);
        assertThat(asked.status()).isEqualTo(422);
        assertThat(asked.html()).contains("class=\"error\"", "a stored password never goes to a place");

        typed.put("receiving.secret", RIGHT);
        assertThat(operator.submit(path + "/receiving", path + "/receiving", typed)
                        .html())
                .contains("other.stage.example", "The new settings are in force.");
    }

    @Test
    void aFormThatIsBehindSaysSoAndChangesNothing() {
        String path = ConsoleStage.add(operator, "anna@stage.example");
        Map<String, String> first = form("anna@stage.example", "");
        first.putAll(Map.of("version", "1", "configurationName", "First"));
        Map<String, String> second = form("anna@stage.example", "");
        second.putAll(Map.of("version", "1", "configurationName", "Second"));

        operator.submit(path + "/credentials", path + "/credentials", first);
        var late = operator.submit(path + "/credentials", path + "/credentials", second);

        assertThat(late.html())
                .contains("Somebody changed this mailbox meanwhile", "First")
                .doesNotContain("Second");
    }

    @Test
    void namesAndPasswordAreUpdatedInOneForm() {
        String path = ConsoleStage.add(operator, "anna@stage.example");
        Map<String, String> typed = form("anna@stage.example", WRONG);
        typed.put("name.first", "Annabel");
        String form = path + "/credentials";

        var refused = operator.submit(form, form, typed);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.html()).contains("Invalid Password", "Nothing was saved", "value=\"Annabel\"");
        typed.put("secret", RIGHT);
        assertThat(operator.submit(form, form, typed).html()).contains("Connected Successfully", "Annabel");
    }

    @Test
    void editedSettingsAreTriedBeforeTheyAreSavedAndNeverWithTheStoredPassword() {
        String path = ConsoleStage.add(operator, "anna@stage.example");
        servers.passwords.put("other.stage.example", RIGHT);
        Map<String, String> typed = form("anna@stage.example", "");
        typed.put("receiving.host", "other.stage.example");
        String form = path + "/credentials";

        assertThat(operator.submit(form, form + "/test/receiving", typed).status())
                .isEqualTo(422);
        typed.put("secret", RIGHT);
        assertThat(operator.submit(form, form + "/test/receiving", typed).html())
                .contains("We were able to connect to your mailbox.", "value=\"other.stage.example\"");
        assertThat(operator.get(path).html()).doesNotContain("other.stage.example");
    }

    @Test
    void settingsAreCarriedOverToANewAddress() {
        String path = ConsoleStage.add(operator, "anna@stage.example");
        String like = path.substring(path.lastIndexOf('/') + 1);

        assertThat(operator.get("/mailboxes/new/custom?like=" + like).html())
                .contains("value=\"imap.stage.example\"", "value=\"Sales EU\"")
                .doesNotContain("value=\"anna@stage.example\"");
    }

    @Test
    void itIsPausedResumedAndDisconnected() {
        String path = ConsoleStage.add(operator, "anna@stage.example");

        assertThat(operator.submit(path, path + "/pause", Map.of()).html()).contains("data-state=\"paused\"", "Resume");
        assertThat(operator.submit(path, path + "/resume", Map.of()).html()).contains("Resumed", "Pause");
        assertThat(operator.get(path + "/disconnect").html()).contains("Disconnect anna@stage.example?");
        assertThat(operator.submit(path + "/disconnect", path + "/disconnect", Map.of("address", "anna@stage.example"))
                        .html())
                .contains("anna@stage.example is disconnected");
        assertThat(operator.get(path).status()).isEqualTo(404);
    }

    @Test
    void namesAreTextWhateverTheyHold() {
        Map<String, String> typed = form("anna@stage.example", RIGHT);
        typed.put("configurationName", "<script>alert(1)</script>");
        typed.put("tags", "\"><img src=x>");
        operator.submit("/mailboxes/new/custom", "/mailboxes/new", typed);

        for (String page :
                new String[] {"/mailboxes", "/mailboxes?q=%3Cscript%3E", "/mailboxes?tag=%22%3E%3Cimg+src%3Dx%3E"}) {
            assertThat(operator.get(page).html())
                    .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
                    .doesNotContain("<script>alert")
                    .doesNotContain("<img");
        }
    }

    @Test
    void whatALivePagePutsInPlaceIsOnThePage() {
        String path = ConsoleStage.add(operator, "anna@stage.example");
        for (String page : new String[] {"/", "/mailboxes", path}) {
            String html = operator.get(page).html();
            Matcher parts =
                    Pattern.compile("data-live[^>]*hx-select-oob=\"([^\"]+)\"").matcher(html);
            assertThat(parts.find()).as(page).isTrue();
            for (String part : parts.group(1).split(",")) {
                assertThat(html).contains("id=\"" + part.substring(1) + "\"");
            }
        }
    }

    private static int count(String html, String piece) {
        return html.split(Pattern.quote(piece), -1).length - 1;
    }
}
