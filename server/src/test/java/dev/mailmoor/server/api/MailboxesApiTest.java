package dev.mailmoor.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.diagnosis.Diagnosis;
import dev.mailmoor.server.diagnosis.DiagnosisJson;
import dev.mailmoor.server.fleet.MailboxFilter;
import dev.mailmoor.server.fleet.MailboxView;
import dev.mailmoor.server.journal.Journal;
import dev.mailmoor.server.journal.TimelineEntry;
import dev.mailmoor.server.journal.TimelineKind;
import dev.mailmoor.server.mailbox.Direction;
import dev.mailmoor.server.mailbox.Mailbox;
import dev.mailmoor.server.mailbox.MailboxState;
import dev.mailmoor.server.monitor.ChannelBelief;
import dev.mailmoor.server.reauth.Candidate;
import dev.mailmoor.server.reauth.Connections;
import dev.mailmoor.server.reauth.FieldError;
import dev.mailmoor.server.reauth.MailboxChange;
import dev.mailmoor.server.reauth.MailboxDraft;
import dev.mailmoor.server.reauth.Proving;
import dev.mailmoor.server.reauth.Renewal;
import dev.mailmoor.server.testing.ServerTest;
import dev.mailmoor.server.workspace.Actor;
import dev.mailmoor.server.workspace.ApiKeys;
import dev.mailmoor.server.workspace.Role;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The mailbox calls, with the rooms behind them played by {@link FakeRooms}. */
@ServerTest
@Import(FakeRooms.class)
class MailboxesApiTest {
    private static final String BODY = """
            {"address":"anna@example.com","name":{"first":"Anna","last":"Ek"},"configurationName":"Sales EU",
             "tags":["eu"],"receiving":{"protocol":"imap","host":"imap.example.com","port":993,"security":"tls",
             "username":"anna@example.com"},"secret":"hunter2hunter2"}
            """;
    private static final Diagnosis FAILED = DiagnosisJson.read("""
            {"outcome":"failed","cause":"wrong-password-or-username","stage":"auth","confidence":"likely",
             "alternatives":["app-password-required"],"summary":"The password is wrong.","remedy":["Type it again."],
             "whoMustAct":"mailbox-owner","reauthRequired":true,"retryable":false,"serverReply":"NO",
             "transcript":["S: NO"],"protocol":"imap","host":"imap.example.com","port":993,"elapsedMillis":12}
            """);

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private ApiKeys keys;

    @Autowired
    private FakeRooms.Script script;

    @Autowired
    private Journal journal;

    @LocalServerPort
    private int port;

    private WorkspaceId workspace = new WorkspaceId(new UUID(0, 0));
    private Caller operator = new Caller(0, "");
    private Mailbox mailbox = FakeRooms.mailbox(workspace, UUID.randomUUID());
    private String path = "";

    @BeforeEach
    void aMailbox() {
        Tenants tenants = new Tenants(jdbc, keys, port);
        workspace = tenants.workspace();
        operator = tenants.caller(workspace, Role.OPERATOR);
        mailbox = FakeRooms.mailbox(workspace, UUID.randomUUID());
        path = "/api/v1/mailboxes/" + mailbox.id();
        script.answers.clear();
        script.mailboxes.clear();
        script.mailboxes.put(
                mailbox.id(),
                new MailboxView(
                        mailbox,
                        Map.of(
                                Direction.RECEIVING,
                                new ChannelBelief(
                                        MailboxState.SUSPECT, FakeRooms.SINCE, Optional.empty(), Optional.of(FAILED))),
                        0,
                        0));
    }

    @Test
    void aMailboxIsToldAsTheContractHasIt() {
        var answer = operator.get(path);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("ETag")).isEqualTo("\"7\"");
        assertThat(answer.json().propertyNames())
                .containsExactly(
                        "id",
                        "address",
                        "name",
                        "configurationName",
                        "description",
                        "owner",
                        "tags",
                        "provider",
                        "state",
                        "receiving",
                        "credential",
                        "pendingMessages",
                        "aliases",
                        "createdAt",
                        "version");
        assertThat(answer.json().path("receiving").propertyNames())
                .containsExactly(
                        "protocol", "host", "port", "security", "username", "state", "since", "checkedAt", "diagnosis");
        assertThat(answer.text("/version")).isEqualTo("7");
        assertThat(answer.text("/state")).isEqualTo("suspect");
        assertThat(answer.text("/receiving/security")).isEqualTo("tls");
        assertThat(answer.json().at("/receiving/checkedAt").isNull()).isTrue();
        assertThat(answer.text("/receiving/diagnosis/cause")).isEqualTo("wrong-password-or-username");
        assertThat(answer.text("/credential/kind")).isEqualTo("app-password");
        assertThat(answer.json().at("/credential/expiresAt").isNull()).isTrue();
    }

    @Test
    void viewersGetNoTranscripts() {
        Caller viewer = new Tenants(jdbc, keys, port).caller(workspace, Role.VIEWER);

        assertThat(operator.get(path).text("/receiving/diagnosis/transcript/0")).isEqualTo("S: NO");
        var diagnoses = List.of(
                viewer.get(path).json().at("/receiving/diagnosis"),
                viewer.get("/api/v1/mailboxes").json().at("/items/0/receiving/diagnosis"));
        assertThat(diagnoses).allSatisfy(diagnosis -> {
            assertThat(diagnosis.path("transcript").isArray()).isTrue();
            assertThat(diagnosis.path("transcript")).isEmpty();
            assertThat(diagnosis.path("serverReply").asString()).isEqualTo("NO");
        });
    }

    @Test
    void aGoodMailboxIsCreatedAndTheDraftArrivesAsItWasTyped() {
        script.answers.put("connect", new Renewal.Saved(mailbox, Map.of()));

        var answer = operator.post("/api/v1/mailboxes", BODY);

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.header("Location")).isEqualTo(path);
        assertThat(answer.body()).doesNotContain("hunter2");
        MailboxDraft draft = (MailboxDraft) asked("connect")[1];
        assertThat(draft.receiving().orElseThrow().port()).isEqualTo("993");
        assertThat(draft.sending()).isEmpty();
        assertThat(draft.secret()).contains(Secret.of("hunter2hunter2"));
        assertThat(draft.toString()).doesNotContain("hunter2");
        assertThat(asked("connect")[2]).isEqualTo(Proving.WHOLE);
    }

    @Test
    void verifyAndAcceptPartialSayHowItIsProved() {
        script.answers.put("connect", new Renewal.Saved(mailbox, Map.of()));
        operator.post("/api/v1/mailboxes", "{\"address\":\"a@example.com\",\"verify\":false}");
        assertThat(asked("connect")[2]).isEqualTo(Proving.UNTRIED);

        operator.post("/api/v1/mailboxes", "{\"address\":\"a@example.com\",\"acceptPartial\":true}");
        assertThat(asked("connect")[2]).isEqualTo(Proving.PARTIAL_ACCEPTED);
    }

    @Test
    void aChannelThatRefusesIsTheProblemWithBothDiagnoses() {
        script.answers.put("connect", new Renewal.NotProved(Map.of(Direction.RECEIVING, FAILED)));

        var answer = operator.post("/api/v1/mailboxes", BODY);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.text("/diagnosis/cause")).isEqualTo("wrong-password-or-username");
        assertThat(answer.text("/diagnoses/receiving/cause")).isEqualTo("wrong-password-or-username");
        assertThat(answer.json().at("/diagnoses/sending").isMissingNode()).isTrue();
    }

    @Test
    void theOtherOutcomesHaveTheirStatus() {
        assertThat(status("connect", new Renewal.AlreadyKnown(mailbox), "POST", "/api/v1/mailboxes"))
                .isEqualTo(409);
        assertThat(status("change", new Renewal.Stale(mailbox), "PATCH", path)).isEqualTo(412);
        assertThat(status("change", new Renewal.NotFound(), "PATCH", path)).isEqualTo(404);
        assertThat(status("change", new Renewal.Invalid(List.of(new FieldError("secret", "x"))), "PATCH", path))
                .isEqualTo(422);
        assertThat(status("disconnect", new Connections.Disconnection.Gone(), "DELETE", path))
                .isEqualTo(204);
        assertThat(status("disconnect", new Connections.Disconnection.Refused("x"), "DELETE", path))
                .isEqualTo(409);
        assertThat(status("disconnect", new Connections.Disconnection.Stale(), "DELETE", path))
                .isEqualTo(412);
        assertThat(status("rollBack", new Renewal.Saved(mailbox, Map.of()), "POST", path + "/rollback-credential"))
                .isEqualTo(200);
        assertThat(status("pause", true, "POST", path + "/pause")).isEqualTo(200);
    }

    @Test
    void aChangeIsNeverSavedUntried() {
        script.answers.put("change", new Renewal.Saved(mailbox, Map.of()));
        script.asked.remove("change");

        var refused = operator.send("PATCH", path, "{\"description\":\"x\",\"verify\":false}");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(Caller.fields(refused)).containsExactly("verify");
        assertThat(script.asked).doesNotContainKey("change");

        assertThat(operator.send("PATCH", path, "{\"description\":\"x\",\"verify\":true}")
                        .status())
                .isEqualTo(200);
        assertThat(asked("change")[3]).isEqualTo(Proving.WHOLE);
    }

    @Test
    void ifMatchIsTakenQuotedOrBare() {
        script.answers.put("change", new Renewal.Saved(mailbox, Map.of()));
        for (String header : List.of("7", "\"7\"", "W/\"7\"")) {
            operator.send("PATCH", path, "{\"description\":\"x\"}", "If-Match", header);
            assertThat(((MailboxChange) asked("change")[2]).expectedVersion()).isEqualTo(OptionalLong.of(7));
        }
        operator.send("PATCH", path, "{\"description\":\"x\"}");
        assertThat(((MailboxChange) asked("change")[2]).expectedVersion()).isEmpty();
        operator.send("PATCH", path, "{\"description\":\"x\"}", "If-Match", "\"nonsense\"");
        assertThat(((MailboxChange) asked("change")[2]).expectedVersion()).isEqualTo(OptionalLong.of(-1));
    }

    @Test
    void aNewCredentialIsConfirmedAndCanBeSavedUntried() {
        script.answers.put("renew", new Renewal.Saved(mailbox, Map.of()));
        String credential = path + "/credential";

        var differing = operator.send("PUT", credential, "{\"secret\":\"one\",\"confirm\":\"other\"}");
        assertThat(Caller.fields(differing)).containsExactly("confirm");
        assertThat(Caller.fields(operator.send("PUT", credential, "{}"))).containsExactly("secret");
        assertThat(operator.send("PUT", credential + "?verify=false", "{\"secret\":\"one\",\"confirm\":\"one\"}")
                        .status())
                .isEqualTo(200);
        assertThat(((Candidate) asked("renew")[2]).secret()).contains(Secret.of("one"));
        assertThat(asked("renew")[3]).isEqualTo(Proving.UNTRIED);
    }

    @Test
    void aTestTriesWhatIsStoredOrWhatIsGiven() {
        script.answers.put("test", new Connections.Trial.Tried(Map.of(Direction.RECEIVING, FAILED)));

        var stored = operator.post(path + "/test", "{\"direction\":\"receiving\"}");
        assertThat(stored.status()).isEqualTo(200);
        assertThat(stored.text("/receiving/outcome")).isEqualTo("failed");
        assertThat(asked("test")[2]).isEqualTo(Set.of(Direction.RECEIVING));
        assertThat(asked("test")[3]).isEqualTo(Optional.empty());

        operator.post(path + "/test", "{\"receiving\":{\"host\":\"x\"},\"secret\":\"s\"}");
        assertThat(((Optional<?>) asked("test")[3])).isPresent();
        assertThat(operator.send("POST", path + "/test", "").status()).isEqualTo(200);
        assertThat(Caller.fields(operator.post(path + "/test", "{\"direction\":\"up\"}")))
                .containsExactly("direction");
    }

    @Test
    void listsTakeTheFiltersAndRefuseWordsTheyDoNotKnow() {
        var answer = operator.get("/api/v1/mailboxes?state=suspect&provider=gmail&tag=eu&owner=x&q=anna&limit=2");

        assertThat(answer.json().path("items").size()).isEqualTo(1);
        assertThat(answer.json().path("nextCursor").isNull()).isTrue();
        assertThat(asked("list")[0])
                .isEqualTo(new MailboxFilter(
                        Optional.of(MailboxState.SUSPECT),
                        Optional.of("gmail"),
                        Optional.of("eu"),
                        Optional.of("x"),
                        Optional.of("anna")));
        assertThat(Caller.fields(operator.get("/api/v1/mailboxes?state=lost"))).containsExactly("state");
        assertThat(Caller.fields(operator.get("/api/v1/mailboxes?cursor=x"))).containsExactly("cursor");
    }

    @Test
    void theTimelineComesInPartsNewestFirst() {
        for (TimelineKind kind : List.of(TimelineKind.ADDED, TimelineKind.SUSPECT, TimelineKind.AUTH_LOST)) {
            journal.note(new TimelineEntry(
                    workspace, mailbox.id().value(), FakeRooms.SINCE, kind, new Actor.Mailmoor(), "It happened."));
        }
        var first = operator.get(path + "/timeline?limit=2");
        var second = operator.get(path + "/timeline?limit=2&cursor=" + first.text("/nextCursor"));

        assertThat(first.json().at("/items/0").propertyNames()).containsExactly("at", "kind", "actor", "detail");
        assertThat(first.text("/items/0/kind")).isEqualTo("auth-lost");
        assertThat(second.text("/items/0/kind")).isEqualTo("added");
        assertThat(operator.get("/api/v1/mailboxes/" + UUID.randomUUID() + "/timeline")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void theFleetIsToldInFigures() {
        var answer = operator.get("/api/v1/fleet");

        assertThat(answer.json().at("/mailboxes/suspect").asInt()).isEqualTo(1);
        assertThat(answer.json().at("/mailboxes/auth-lost").asInt(-1)).isZero();
        assertThat(answer.text("/providers/0/provider")).isEqualTo("custom");
        assertThat(answer.text("/incidents/0/server")).isEqualTo("gmail");
        assertThat(answer.json().path("checksPerMinute").asInt()).isEqualTo(120);
    }

    @Test
    void withTheDatabaseGoneItIs503WithRetryAfter() {
        script.answers.put("connect", new DataAccessResourceFailureException("the database is gone"));
        var answer = operator.post("/api/v1/mailboxes", BODY);

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isNotEmpty();
        assertThat(answer.body()).doesNotContain("the database is gone");
    }

    @Test
    void ourOwnFaultTellsNothingOfItsInnards() {
        script.answers.put("connect", new IllegalStateException("innards"));
        var answer = operator.post("/api/v1/mailboxes", BODY);

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.body()).doesNotContain("innards");
    }

    @Test
    void aRepeatedRequestIsAnsweredAsBeforeInsteadOfDoneAgain() {
        script.answers.put("connect", new Renewal.Saved(mailbox, Map.of()));
        String[] key = {"Idempotency-Key", "once-" + UUID.randomUUID()};
        var first = operator.post("/api/v1/mailboxes", BODY, key);
        script.answers.put("connect", new Renewal.AlreadyKnown(mailbox));

        var again = operator.post("/api/v1/mailboxes", BODY, key);
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.header("Location")).isEqualTo(path);
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");

        var other = operator.post("/api/v1/mailboxes", BODY.replace("Anna", "Ann"), key);
        assertThat(other.status()).isEqualTo(422);
        assertThat(Caller.fields(other)).containsExactly("Idempotency-Key");
        assertThat(operator.post("/api/v1/mailboxes", BODY).status()).isEqualTo(409);
    }

    @Test
    void whatFailedForAPassingReasonMayBeTriedAgainUnderTheSameKey() {
        String[] key = {"Idempotency-Key", "once-" + UUID.randomUUID()};
        script.answers.put("connect", new DataAccessResourceFailureException("gone"));
        assertThat(operator.post("/api/v1/mailboxes", BODY, key).status()).isEqualTo(503);
        script.answers.put("connect", new Renewal.Saved(mailbox, Map.of()));

        assertThat(operator.post("/api/v1/mailboxes", BODY, key).status()).isEqualTo(201);
    }

    @Test
    void anAnswerWithASecretIsNotKept() {
        Caller admin = new Tenants(jdbc, keys, port).caller(workspace, Role.ADMIN);
        String[] key = {"Idempotency-Key", "once-" + UUID.randomUUID()};
        String body = "{\"name\":\"robot\",\"role\":\"viewer\"}";

        assertThat(admin.post("/api/v1/api-keys", body, key).status()).isEqualTo(201);
        assertThat(admin.post("/api/v1/api-keys", body, key).status()).isEqualTo(409);
    }

    private int status(String method, Object answer, String verb, String where) {
        script.answers.put(method, answer);
        return operator.send(verb, where, verb.equals("DELETE") ? "" : "{\"address\":\"a@example.com\"}")
                .status();
    }

    private Object[] asked(String method) {
        return java.util.Objects.requireNonNull(script.asked.get(method));
    }
}
