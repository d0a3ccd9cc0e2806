package dev.mailmoor.server.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailmoor.protocol.Credentials;
import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.diagnosis.Cause;
import dev.mailmoor.server.diagnosis.Confidence;
import dev.mailmoor.server.diagnosis.Diagnosis;
import dev.mailmoor.server.diagnosis.Diagnosis.Finding;
import dev.mailmoor.server.mailbox.CredentialKey;
import dev.mailmoor.server.mailbox.CredentialKind;
import dev.mailmoor.server.mailbox.Mailbox;
import dev.mailmoor.server.mailbox.MailboxState;
import dev.mailmoor.server.reauth.FieldError;
import dev.mailmoor.server.reauth.Renewal;
import dev.mailmoor.server.signin.ScriptedOAuthServer.Answer;
import dev.mailmoor.server.testing.ServerTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

@ServerTest
@Import(GrantScene.Parts.class)
class GrantsTest {
    private static final Duration NEARLY_AN_HOUR = Duration.ofMinutes(56);

    private final GrantScene scene;
    private final PostgresGrants table;
    private final KeptGrants kept;
    private final SealedTokens sealed;
    private final TokenEndpoint endpoint;

    @Autowired
    GrantsTest(
            ObjectProvider<GrantScene> scenes,
            PostgresGrants table,
            KeptGrants kept,
            SealedTokens sealed,
            TokenEndpoint endpoint) {
        this.endpoint = endpoint;
        this.scene = scenes.getObject();
        this.table = table;
        this.kept = kept;
        this.sealed = sealed;
    }

    @BeforeEach
    @AfterEach
    void nothingIsRemembered() {
        scene.room.servers().seen.clear();
    }

    @AfterEach
    void end() {
        scene.close();
    }

    @Test
    void aMailboxIsConnectedByItsRefreshTokenAndSignsInWithTheAccessTokenAlone() {
        OAuthClient client = scene.client();
        Mailbox mailbox = GrantScene.mailbox(scene.connect(client.id(), Optional.of(scene.oauth.grant()), scene.host));
        assertThat(mailbox.credential().kind()).isEqualTo(CredentialKind.OAUTH);
        assertThat(mailbox.credential().oauthClient()).contains(client.id());
        assertThat(mailbox.state()).isEqualTo(MailboxState.CONNECTED);
        assertThat(scene.tried()).allSatisfy(request -> {
            assertThat(request.credentials().kind()).isEqualTo(Credentials.Kind.BEARER_TOKEN);
            assertThat(request.secret().<Boolean>reveal(token -> token.startsWith("access-")))
                    .isTrue();
        });
        assertThat(scene.oauth.asked().getFirst().get("(authorization)")).startsWith("Basic ");
    }

    @Test
    void aTokenIsUsedUntilShortlyBeforeItsEndThenTheRotatedRefreshTokenGetsTheNext() {
        Mailbox mailbox = scene.connected();
        Secret first = GrantScene.usable(scene.tokens(mailbox).now());
        scene.room.clock().moveOn(Duration.ofMinutes(40));
        assertThat(GrantScene.usable(scene.tokens(mailbox).now())).isEqualTo(first);
        assertThat(scene.oauth.asked()).hasSize(1);
        scene.room.clock().moveOn(Duration.ofMinutes(16));
        Secret second = GrantScene.usable(scene.tokens(mailbox).now());
        assertThat(second).isNotEqualTo(first);
        scene.room.clock().moveOn(NEARLY_AN_HOUR);
        assertThat(GrantScene.usable(scene.tokens(mailbox).now())).isNotEqualTo(second);
        assertThat(scene.oauth.asked())
                .extracting(form -> form.get("refresh_token"))
                .doesNotHaveDuplicates();
    }

    @Test
    void ofManyWhoWantToRenewAGrantOneAsks() {
        Mailbox mailbox = scene.connected();
        scene.room.clock().moveOn(NEARLY_AN_HOUR);
        CredentialKey key = new CredentialKey(mailbox.workspace(), mailbox.id(), 1);
        List<CompletableFuture<Tokens.Access>> all = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            // Each with parts of its own, as processes have: they share nothing but the database.
            IntStream.range(0, 8)
                    .forEach(number -> all.add(CompletableFuture.supplyAsync(
                            () -> new RenewGrants(table, kept, sealed, scene.room.clock()).renew(key, 1), threads)));
        }
        assertThat(all.stream()
                        .map(CompletableFuture::join)
                        .map(GrantScene::usable)
                        .distinct())
                .hasSize(1);
        assertThat(scene.oauth.asked()).hasSize(2);
    }

    @Test
    void aRevokedGrantIsLostAfterTwoTriesWithTheDelayBetweenThem() {
        Mailbox mailbox = scene.connected();
        scene.room.clock().moveOn(NEARLY_AN_HOUR);
        scene.oauth.says(Answer.json(
                400, "{\"error\":\"invalid_grant\",\"error_description\":\"Token has been expired or revoked.\"}"));
        Finding first = scene.check(mailbox).finding().orElseThrow();
        assertThat(first.cause()).isEqualTo(Cause.OAUTH_GRANT_REVOKED_OR_EXPIRED);
        assertThat(first.confidence()).isEqualTo(Confidence.CERTAIN);
        assertThat(scene.now(mailbox).state()).isEqualTo(MailboxState.SUSPECT);
        scene.room.clock().moveOn(Duration.ofSeconds(31));
        scene.check(mailbox);
        assertThat(scene.now(mailbox).state()).isEqualTo(MailboxState.AUTH_LOST);
    }

    static List<Answer> troubles() {
        return List.of(
                new Answer(503, "text/plain", "over"),
                new Answer(429, "application/json", "{\"error\":\"invalid_grant\"}"),
                new Answer(200, "text/html", "<html>Please sign in to the network</html>"),
                new Answer(403, "text/html", "<html>Forbidden</html>"),
                Answer.json(400, "{\"error\":\"temporarily_unavailable\"}"),
                Answer.json(403, "{\"error\":\"Forbidden\"}"),
                Answer.json(404, "{\"error\":\"Not Found\"}"),
                Answer.json(400, "{}"));
    }

    @ParameterizedTest
    @MethodSource("troubles")
    void anOAuthServerInTroubleIsNeverALoss(Answer trouble) {
        Mailbox mailbox = scene.connected();
        scene.oauth.says(trouble);
        scene.room.clock().moveOn(NEARLY_AN_HOUR);
        assertThat(scene.check(mailbox).connected())
                .as("the token before is still good")
                .isTrue();
        scene.room.clock().moveOn(Duration.ofMinutes(10));
        for (int turn = 0; turn < 4; turn++) {
            assertThat(scene.check(mailbox).connected()).isFalse();
            scene.room.clock().moveOn(Duration.ofMinutes(3));
        }
        assertThat(scene.now(mailbox).state()).isEqualTo(MailboxState.UNREACHABLE);
        scene.oauth.worksAgain();
        assertThat(scene.check(mailbox).connected()).isTrue();
    }

    @Test
    void aBrokenClientIsOneIncidentAndNoLoss() {
        Mailbox mailbox = scene.connected();
        scene.oauth.says(Answer.json(401, "{\"error\":\"invalid_client\"}"));
        scene.room.clock().moveOn(NEARLY_AN_HOUR);
        for (int turn = 0; turn < 4; turn++) {
            Diagnosis seen = scene.check(mailbox);
            assertThat(seen.finding().orElseThrow().cause()).isEqualTo(Cause.OAUTH_CLIENT_MISCONFIGURED);
            scene.room.clock().moveOn(Duration.ofMinutes(2));
        }
        assertThat(scene.now(mailbox).state()).isEqualTo(MailboxState.UNREACHABLE);
        assertThat(incidents()).hasSize(1);
        assertThat(incidents().getFirst()).contains("Ours");
    }

    @Test
    void aBrokenClientIsToldOfOnceThoughItsMailboxesTurnOneByOne() {
        OAuthClient client = scene.client();
        Mailbox first = connected("one@granted.example", client);
        scene.room.clock().moveOn(Duration.ofMinutes(12));
        Mailbox second = connected("two@granted.example", client);
        scene.room.clock().moveOn(Duration.ofMinutes(33));
        Mailbox third = connected("three@granted.example", client);
        scene.oauth.says(Answer.json(401, "{\"error\":\"invalid_client\"}"));

        scene.room.clock().moveOn(Duration.ofMinutes(11));
        scene.check(first);
        incidentsClose();
        scene.room.clock().moveOn(Duration.ofMinutes(12));
        scene.check(second);
        incidentsClose();
        scene.room.clock().moveOn(Duration.ofMinutes(33));
        scene.check(third);

        assertThat(List.of(scene.now(second).state(), scene.now(third).state())).doesNotContain(MailboxState.CONNECTED);
        assertThat(incidents()).hasSize(1);
    }

    private Mailbox connected(String address, OAuthClient client) {
        return GrantScene.mailbox(scene.connect(address, client.id(), Optional.of(scene.oauth.grant()), scene.host));
    }

    private void incidentsClose() {
        scene.room
                .jdbc()
                .sql("update incident set closed_at = opened_at where closed_at is null")
                .update();
        scene.room.jdbc().sql("delete from turned").update();
    }

    @Test
    void aMailboxOnAForeignHostSaysNothingOfItsClient() {
        Mailbox mailbox = scene.connected();
        OAuthClientDraft elsewhere = new OAuthClientDraft(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(List.of("imap.elsewhere.example")));
        var id = mailbox.credential().oauthClient().orElseThrow();
        GrantScene.saved(scene.room.clients().change(scene.access, id, elsewhere, OptionalLong.empty()));
        for (int turn = 0; turn < 3; turn++) {
            Diagnosis seen = scene.check(mailbox);
            assertThat(seen.finding().orElseThrow().cause()).isEqualTo(Cause.OAUTH_CLIENT_MISCONFIGURED);
            assertThat(seen.protocol()).isEqualTo("imap");
            scene.room.clock().moveOn(Duration.ofMinutes(2));
        }
        assertThat(incidents()).isEmpty();
    }

    @Test
    void aRotatedRefreshTokenOutlastsAMomentsTroubleOfTheDatabase() {
        Mailbox mailbox = scene.connected();
        scene.room.clock().moveOn(NEARLY_AN_HOUR);
        AtomicInteger tries = new AtomicInteger();
        KeptGrants flaky = new KeptGrants(endpoint, table, sealed, scene.room.clock()) {
            @Override
            public boolean keepRenewed(PostgresGrants.Row seen, NewGrant grant) {
                if (tries.incrementAndGet() < 3) {
                    throw new IllegalStateException("the database is away");
                }
                return kept.keepRenewed(seen, grant);
            }
        };
        CredentialKey key = new CredentialKey(mailbox.workspace(), mailbox.id(), 1);
        Secret token = GrantScene.usable(new RenewGrants(table, flaky, sealed, scene.room.clock()).renew(key, 1));
        assertThat(GrantScene.usable(scene.tokens(mailbox).now())).isEqualTo(token);
        assertThat(scene.oauth.asked()).hasSize(2);
    }

    private List<String> incidents() {
        return scene.room
                .jdbc()
                .sql("""
                        select data::text from journal_event
                        where workspace_id = :workspace and type = 'provider.incident-opened'
                        """)
                .param("workspace", scene.access.workspace().value())
                .query((row, number) -> row.getString(1))
                .list();
    }

    @Test
    void aTokenThatTheMailServerRefusesIsGotAnewOnceBeforeItCounts() {
        Mailbox mailbox = scene.connected();
        scene.room.servers().refuse(GrantScene.usable(scene.tokens(mailbox).now()));
        assertThat(scene.check(mailbox).connected()).isTrue();
        assertThat(scene.oauth.asked()).hasSize(2);
    }

    @Test
    void tokensGoOnlyWhereTheirClientLets() {
        OAuthClient client = scene.client();
        String token = scene.oauth.grant();
        assertThat(scene.connect(client.id(), Optional.of(token), "imap.elsewhere.example"))
                .isInstanceOfSatisfying(
                        Renewal.Invalid.class,
                        invalid -> assertThat(invalid.errors())
                                .extracting(FieldError::field)
                                .containsExactly("receiving.host"));
        assertThat(scene.oauth.asked()).isEmpty();
        assertThat(scene.tried()).isEmpty();
    }

    @Test
    void aGrantThatDoesNotHoldIsNotSaved() {
        assertThat(scene.connect(scene.client().id(), Optional.of("never granted"), scene.host))
                .isInstanceOf(Renewal.NotProved.class);
        assertThat(scene.connect(scene.client().id(), Optional.empty(), scene.host))
                .isInstanceOf(Renewal.NotProved.class);
    }

    @Test
    void anAppOnlyClientRenewsWithoutPeople() {
        OAuthClient client =
                GrantScene.saved(scene.room.clients().add(scene.access, scene.draft("app-only", "secret")));
        Mailbox mailbox = GrantScene.mailbox(scene.connect(client.id(), Optional.empty(), scene.host));
        scene.room.clock().moveOn(NEARLY_AN_HOUR);
        assertThat(scene.check(mailbox).connected()).isTrue();
        assertThat(scene.oauth.asked()).hasSize(2).allSatisfy(form -> {
            assertThat(form).containsEntry("grant_type", "client_credentials").containsEntry("scope", "mail");
        });
    }

    @Test
    void aServiceAccountActsForEachAddressOfItsDomain() throws Exception {
        OAuthClient client = GrantScene.saved(
                scene.room.clients().add(scene.access, scene.draft("domain-wide", GrantScene.serviceAccount())));
        GrantScene.mailbox(scene.connect(client.id(), Optional.empty(), scene.host));
        String assertion = scene.oauth.asked().getFirst().get("assertion");
        var claims = com.nimbusds.jwt.SignedJWT.parse(assertion).getJWTClaimsSet();
        assertThat(claims.getSubject()).isEqualTo("anna@granted.example");
        assertThat(claims.getIssuer()).isEqualTo("robot@project.example");
        assertThat(claims.getStringClaim("scope")).isEqualTo("mail");
    }

    @Test
    void aGrantCanBePutBackForADay() {
        Mailbox mailbox = scene.connected();
        Mailbox renewed = GrantScene.mailbox(scene.room
                .connections()
                .renew(
                        scene.access,
                        mailbox.id(),
                        new dev.mailmoor.server.reauth.Candidate(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                java.util.OptionalLong.empty(),
                                Optional.of(new dev.mailmoor.server.reauth.GivenGrant.ByToken(
                                        mailbox.credential().oauthClient().orElseThrow(),
                                        Optional.of(Secret.of(scene.oauth.grant()))))),
                        dev.mailmoor.server.reauth.Proving.WHOLE));
        assertThat(renewed.credential().version()).isEqualTo(2);
        Mailbox back = GrantScene.mailbox(scene.room.connections().rollBack(scene.access, mailbox.id()));
        assertThat(back.credential().version()).isEqualTo(3);
        assertThat(scene.check(back).connected()).isTrue();
    }

    @Test
    void aClientThatServesMailboxesStays() {
        Mailbox mailbox = scene.connected();
        OAuthClients clients = scene.room.clients();
        var id = mailbox.credential().oauthClient().orElseThrow();
        assertThat(clients.remove(scene.access, id)).isEqualTo(new OAuthClients.Removal.InUse(1));
        scene.room.connections().disconnect(scene.access, mailbox.id(), java.util.OptionalLong.empty());
        assertThat(clients.remove(scene.access, id)).isEqualTo(new OAuthClients.Removal.Removed());
        assertThat(scene.room
                        .jdbc()
                        .sql("select count(*) from sealed_secret where workspace_id = :workspace")
                        .param("workspace", scene.access.workspace().value())
                        .query(Integer.class)
                        .single())
                .isZero();
    }
}
