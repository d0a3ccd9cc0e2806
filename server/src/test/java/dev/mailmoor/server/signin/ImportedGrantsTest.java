package dev.mailmoor.server.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jwt.SignedJWT;
import dev.mailmoor.server.bulk.ImportOptions;
import dev.mailmoor.server.bulk.ImportRun;
import dev.mailmoor.server.bulk.Imports;
import dev.mailmoor.server.bulk.Imports.Starting;
import dev.mailmoor.server.bulk.Imports.Taking;
import dev.mailmoor.server.bulk.RowOutcome;
import dev.mailmoor.server.mailbox.CredentialKind;
import dev.mailmoor.server.mailbox.EmailAddress;
import dev.mailmoor.server.mailbox.Mailbox;
import dev.mailmoor.server.testing.ServerTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** Rows without a password: for some of them no person is needed, for the others their people are to be asked. */
@ServerTest
@Import(GrantScene.Parts.class)
class ImportedGrantsTest {
    private static final String ANNA = "anna@granted.example";
    private static final String BEN = "ben@granted.example";

    private final GrantScene scene;
    private final Imports imports;

    @Autowired
    ImportedGrantsTest(ObjectProvider<GrantScene> scenes, Imports imports) {
        this.scene = scenes.getObject();
        this.imports = imports;
    }

    @AfterEach
    void end() {
        scene.close();
    }

    private OAuthClient appOnly() {
        return GrantScene.saved(scene.room.clients().add(scene.access, scene.draft("app-only", "secret")));
    }

    private ImportRun imported(String rows) throws IOException {
        byte[] file = ("email,receiving_host\n" + rows).getBytes(StandardCharsets.UTF_8);
        Taking taking = imports.take(scene.access, "grants.csv", new ByteArrayInputStream(file));
        assertThat(taking).isInstanceOf(Taking.Taken.class);
        UUID draft = ((Taking.Taken) taking).draft();
        ImportOptions updating = new ImportOptions(
                Map.of(), ImportOptions.Existing.UPDATED, ImportOptions.Trying.NOT_AT_ALL, "", Map.of(), 1_000);
        assertThat(imports.start(scene.access, draft, updating)).isInstanceOf(Starting.Started.class);
        await().atMost(Duration.ofSeconds(30)).until(() -> run(draft).state().over());
        return run(draft);
    }

    private ImportRun run(UUID id) {
        return imports.find(scene.access.workspace(), id).orElseThrow();
    }

    private List<RowOutcome> outcomes(ImportRun run) {
        return imports.outcomes(scene.access.workspace(), run.id(), Imports.Which.ALL, 10);
    }

    private Mailbox mailbox(String address) {
        return scene.room
                .mailboxes()
                .findByAddress(
                        scene.access.workspace(), EmailAddress.parse(address).orElseThrow())
                .orElseThrow();
    }

    private void lose(String address) {
        scene.room
                .jdbc()
                .sql("update mailbox set state = 'auth-lost' where workspace_id = ? and address = ?")
                .param(scene.access.workspace().value())
                .param(address)
                .update();
    }

    @Test
    void whereAClientNeedsNoPeopleANewMailboxIsConnectedByIt() throws IOException {
        OAuthClient client = appOnly();
        ImportRun run = imported(BEN + "," + scene.host + "\n");
        assertThat(outcomes(run).getFirst().kind()).isEqualTo(RowOutcome.Kind.CREATED);
        assertThat(outcomes(run).getFirst().message()).contains("it was tried first and works");
        Mailbox ben = mailbox(BEN);
        assertThat(ben.credential().kind()).isEqualTo(CredentialKind.OAUTH);
        assertThat(ben.credential().oauthClient()).contains(client.id());
        assertThat(scene.check(ben).connected()).isTrue();
    }

    @Test
    void whereAClientNeedsNoPeopleALostMailboxIsRenewedAtOnce() throws IOException {
        OAuthClient client = appOnly();
        GrantScene.mailbox(scene.connect(client.id(), Optional.empty(), scene.host));
        lose(ANNA);
        ImportRun run = imported(ANNA + ",\n");
        assertThat(outcomes(run).getFirst().kind()).isEqualTo(RowOutcome.Kind.UPDATED);
        assertThat(outcomes(run).getFirst().message()).contains("A new OAuth grant was put in force");
        assertThat(mailbox(ANNA).credential().version()).isEqualTo(2);
        assertThat(scene.check(mailbox(ANNA)).connected()).isTrue();
        assertThat(imports.toAsk(scene.access.workspace(), run.id())).isEmpty();
    }

    @Test
    void underDomainWideDelegationEachAddressIsConnectedOrRenewedAtOnce() throws Exception {
        OAuthClient client = GrantScene.saved(
                scene.room.clients().add(scene.access, scene.draft("domain-wide", GrantScene.serviceAccount())));
        GrantScene.mailbox(scene.connect(client.id(), Optional.empty(), scene.host));
        lose(ANNA);
        int before = scene.oauth.asked().size();
        ImportRun run = imported(ANNA + ",\n" + BEN + "," + scene.host + "\n");
        assertThat(outcomes(run))
                .extracting(RowOutcome::kind)
                .containsExactly(RowOutcome.Kind.UPDATED, RowOutcome.Kind.CREATED);
        assertThat(mailbox(ANNA).credential().version()).isEqualTo(2);
        assertThat(mailbox(BEN).credential().oauthClient()).contains(client.id());
        assertThat(imports.toAsk(scene.access.workspace(), run.id())).isEmpty();
        List<String> actedFor = new ArrayList<>();
        for (Map<String, String> form :
                scene.oauth.asked().stream().skip(before).toList()) {
            actedFor.add(
                    SignedJWT.parse(form.get("assertion")).getJWTClaimsSet().getSubject());
        }
        assertThat(actedFor)
                .as("the service account acts for each by its own name")
                .containsOnly(ANNA, BEN);
        assertThat(scene.check(mailbox(ANNA)).connected()).isTrue();
        assertThat(scene.check(mailbox(BEN)).connected()).isTrue();
    }

    @Test
    void itsTokensGoToItsOwnServersOnly() throws IOException {
        appOnly();
        ImportRun run = imported(BEN + ",imap.elsewhere.example\n");
        assertThat(outcomes(run).getFirst().cause()).isEqualTo("invalid-field");
        assertThat(scene.oauth.asked()).isEmpty();
    }

    @Test
    void whatTheOAuthServerRefusesStaysAsItWas() throws IOException {
        OAuthClient client = appOnly();
        GrantScene.mailbox(scene.connect(client.id(), Optional.empty(), scene.host));
        lose(ANNA);
        scene.oauth.says(ScriptedOAuthServer.Answer.error("unauthorized_client"));
        ImportRun run = imported(ANNA + ",\n");
        assertThat(outcomes(run).getFirst().cause()).startsWith("oauth-");
        assertThat(mailbox(ANNA).credential().version()).isEqualTo(1);
    }

    @Test
    void whereAPersonMustGrantItsPeopleCanBeAsked() throws IOException {
        Mailbox anna = scene.connected();
        lose(ANNA);
        ImportRun run = imported(ANNA + ",\n");
        assertThat(outcomes(run).getFirst().cause()).isEqualTo("oauth-grant-revoked-or-expired");
        assertThat(outcomes(run).getFirst().message()).contains("offers to send them a link");
        assertThat(imports.toAsk(scene.access.workspace(), run.id())).containsExactly(anna.id());
    }
}
