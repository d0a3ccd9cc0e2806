package dev.mailmoor.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailmoor.server.testing.ServerTest;
import dev.mailmoor.server.workspace.Role;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** Clients by which nobody is asked; their OAuth server is not there. */
@ServerTest
@Import(ConsoleStage.Parts.class)
class WithoutPeoplePagesTest {
    private static final String CLIENTS = "/settings/oauth-clients";

    @Autowired
    private ObjectProvider<ConsoleStage> stages;

    private Visitor admin;

    @BeforeEach
    void anAdmin() {
        admin = stages.getObject().visitor(Role.ADMIN);
    }

    private Visitor.Shown add(Map<String, String> more) {
        Map<String, String> form = new LinkedHashMap<>(Map.of(
                "provider", "oidc",
                "flow", "app-only",
                "name", "Whole tenant",
                "issuer", "http://127.0.0.1:1",
                "clientId", "mailmoor",
                "clientSecret", "client secret",
                "hosts", "imap.stage.example"));
        form.putAll(more);
        return admin.submit(CLIENTS, CLIENTS, form);
    }

    @Test
    void limitsAreSaidBeforeAClientIsSetUp() {
        assertThat(admin.get(CLIENTS).html())
                .contains("every grant ends after 7 days", "SMTP AUTH", "New-ServicePrincipal");
    }

    @Test
    void appOnlyAccessAtMicrosoftNeedsOneTenant() {
        var shown = add(Map.of("provider", "microsoft", "issuer", ""));
        assertThat(shown.status()).isEqualTo(422);
        assertThat(shown.html()).contains("App-only access is given by one tenant");
        assertThat(add(Map.of("provider", "microsoft", "issuer", "https://login.microsoftonline.com/common/v2.0"))
                        .status())
                .isEqualTo(422);
        assertThat(add(Map.of(
                                "provider",
                                "microsoft",
                                "issuer",
                                "https://login.microsoftonline.com/9188040d-6c67-4c5b-b112-36a304b66dad/v2.0"))
                        .status())
                .isEqualTo(200);
    }

    private static Map<String, String> typed(String provider, String address) {
        return Map.of("provider", provider, "address", address);
    }

    private String offered(String provider, String address) {
        return admin.submit("/mailboxes/new/" + provider, "/mailboxes/new", typed(provider, address))
                .html();
    }

    @Test
    void aTenantsClientIsOfferedUnderItsKindAndToNobodysOwnAddress() {
        String tenant = "https://login.microsoftonline.com/9188040d-6c67-4c5b-b112-36a304b66dad/v2.0";
        assertThat(add(Map.of("provider", "microsoft", "name", "Theirs", "issuer", tenant, "hosts", ""))
                        .status())
                .isEqualTo(200);
        String label = ">Microsoft (app-only)<";

        assertThat(admin.get("/mailboxes/new").html()).contains(label);
        assertThat(admin.get("/mailboxes/new/microsoft").html()).contains(label);
        assertThat(offered("microsoft", "anna@stage.example")).contains(label);
        assertThat(offered("microsoft", "anna@outlook.com")).doesNotContain("app-only", "Continue with Microsoft");
        assertThat(offered("custom", "anna@hotmail.com")).doesNotContain("app-only", "Continue with Microsoft");
        assertThat(admin.get("/mailboxes/new/outlook.com").html())
                .doesNotContain("app-only", "Continue with Microsoft");
    }

    @Test
    void aMailboxIsAddedByAFormThatSendsNobodyAnywhere() {
        var added = add(Map.of());
        assertThat(added.status()).isEqualTo(200);
        assertThat(added.html())
                .contains("connected without anybody signing in")
                .doesNotContain("Enter the redirect address");
        String choices = admin.get("/mailboxes/new").html();
        assertThat(choices).contains("Whole tenant", "nobody signs in");
        String form = choices.replaceFirst("(?s).*(/mailboxes/new/oauth-clients/[0-9a-f-]{36}).*", "$1");
        assertThat(admin.get(form).html()).contains("Save").doesNotContain("Continue with Whole tenant");

        var refused = admin.submit(
                form,
                form,
                Map.of(
                        "address", "anna@stage.example",
                        "configurationName", "Sales",
                        "description", "Outreach",
                        "receiving.protocol", "imap",
                        "receiving.host", "imap.stage.example",
                        "receiving.port", "993",
                        "receiving.secure", "on"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.html()).contains("It does not sign in.", "Nothing was saved");
    }
}
