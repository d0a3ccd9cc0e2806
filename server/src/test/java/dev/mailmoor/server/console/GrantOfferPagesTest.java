package dev.mailmoor.server.console;

import static dev.mailmoor.server.console.ConsoleStage.RIGHT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.signin.OAuthClientDraft;
import dev.mailmoor.server.signin.OAuthClients;
import dev.mailmoor.server.testing.ServerTest;
import dev.mailmoor.server.workspace.Access;
import dev.mailmoor.server.workspace.Actor;
import dev.mailmoor.server.workspace.Role;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** Mailboxes at Google and Microsoft are led to the grant there. */
@ServerTest
@Import(ConsoleStage.Parts.class)
class GrantOfferPagesTest {
    private static final String GOOGLE = "Continue with Google";
    private static final String MICROSOFT = "Continue with Microsoft";
    private static final String MISSING = "is not offered: no OAuth client of ";
    private static final Pattern LINK = Pattern.compile("value=\"https?://[^/\"]+(/r/[^\"]+)\"");

    @Autowired
    private ConsoleStage.Servers servers;

    @Autowired
    private ObjectProvider<ConsoleStage> stages;

    @Autowired
    private OAuthClients clients;

    private ConsoleStage stage;
    private Visitor operator;

    @BeforeEach
    void aWorkspace() {
        servers.forget();
        stage = stages.getObject();
        operator = stage.visitor(Role.OPERATOR);
    }

    private String client(String provider, String name) {
        var saved = (OAuthClients.Saving.Saved) clients.add(
                new Access(stage.workspace, new Actor.Mailmoor(), Role.OWNER),
                new OAuthClientDraft(
                        Optional.of(name),
                        Optional.of(provider),
                        Optional.of("person"),
                        Optional.empty(),
                        Optional.of("mailmoor"),
                        Optional.of(Secret.of("client secret")),
                        Optional.empty(),
                        Optional.empty()));
        return saved.client().id().toString();
    }

    private static Map<String, String> at(String address, String imap, String smtp) {
        Map<String, String> form = ConsoleStage.form(address, RIGHT);
        form.put("receiving.host", imap);
        form.put("sending.host", smtp);
        return form;
    }

    private String connected(Map<String, String> form) {
        return operator.submit("/mailboxes/new/custom", "/mailboxes/new", form).path();
    }

    @Test
    void mailboxesAtGoogleAndMicrosoftAreLedToTheirGrantInTheProvidersName() {
        client("google", "Ours");
        client("microsoft", "Theirs");
        String anna = connected(at("anna@gmail.com", "imap.gmail.com", "smtp.gmail.com"));
        String ben = connected(at("ben@outlook.com", "outlook.office365.com", "smtp.office365.com"));

        for (String page : new String[] {anna, anna + "/password", anna + "/credentials"}) {
            assertThat(operator.get(page).html())
                    .contains(">" + GOOGLE + "<")
                    .doesNotContain(MICROSOFT, "with Ours", MISSING);
        }
        assertThat(operator.get(ben).html()).contains(">" + MICROSOFT + "<").doesNotContain(GOOGLE);
        Matcher made = LINK.matcher(
                operator.submit(anna + "/link", anna + "/link", Map.of()).html());
        assertThat(made.find()).isTrue();
        assertThat(stage.stranger().get(made.group(1)).html()).contains(">" + GOOGLE + "<");
    }

    @Test
    void twoClientsOfOneProviderAreToldApartByTheirNames() {
        client("google", "Sales");
        client("google", "Support");

        assertThat(operator.get("/mailboxes/new").html())
                .contains(">" + GOOGLE + " (Sales)<", ">" + GOOGLE + " (Support)<");
    }

    @Test
    void whoTypesAnAddressAtGoogleIsLedToTheGrantBeforeAndAfterAFailedTry() {
        String google = client("google", "Ours");
        String begin = "formaction=\"/mailboxes/new/oauth-clients/" + google + "\">" + GOOGLE + "<";
        Map<String, String> typed = at("anna@gmail.com", "imap.gmail.com", "smtp.gmail.com");
        assertThat(operator.get("/mailboxes/new/gmail").html()).contains(begin);
        assertThat(operator.get("/mailboxes/new/custom").html()).doesNotContain(GOOGLE);

        servers.passwords.put("imap.gmail.com", "another");
        servers.passwords.put("smtp.gmail.com", "another");
        assertThat(operator.submit("/mailboxes/new/custom", "/mailboxes/new", typed)
                        .html())
                .contains(begin, "value=\"anna@gmail.com\"");
        var onward = operator.submit("/mailboxes/new/custom", "/mailboxes/new/oauth-clients/" + google, typed);
        assertThat(onward.html()).contains("<h1 class=\"grey-text\">" + GOOGLE + "</h1>", "/oauth/continue?ticket=");
    }

    @Test
    void whereNoClientIsSetUpItIsSaidWhatIsMissingAndWhoCanDoSomethingAboutIt() {
        client("microsoft", "Theirs");
        String anna = connected(at("anna@gmail.com", "imap.gmail.com", "smtp.gmail.com"));
        Visitor admin = stage.visitor(Role.ADMIN);

        for (String page : new String[] {anna, "/mailboxes/new/gmail"}) {
            assertThat(operator.get(page).html())
                    .contains(MISSING + "Google", "An admin of the workspace can set one up")
                    .doesNotContain("href=\"/settings/oauth-clients\">Set one up");
            assertThat(admin.get(page).html())
                    .contains(MISSING + "Google", "href=\"/settings/oauth-clients\">Set one up");
        }
        assertThat(admin.get("/mailboxes/new/outlook.com").html()).doesNotContain(MISSING);
    }
}
