package dev.mailmoor.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Rows of mailboxes that are known: what would change is told before, and taken back after. */
class ImportChangesApiTest extends ImportStage {
    private static final String UPDATING = "{\"updateExisting\":true," + FAST + "}";

    private String changed(int number) {
        return "email,password,smtp host,description,tags\n%s,fresh,%s,moved,new\n"
                .formatted(address(number), "smtp-" + host);
    }

    private JsonNode mailbox() {
        return caller.get("/api/v1/mailboxes").json().at("/items/0");
    }

    private Caller.Answer undone(String id) {
        assertThat(caller.post(IMPORTS + "/" + id + "/undo", "{}").status()).isEqualTo(200);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(caller.get(IMPORTS + "/" + id).text("/undo/state"))
                        .isEqualTo("done"));
        return caller.get(IMPORTS + "/" + id);
    }

    @Test
    void aPlanTellsFromWhatToWhat() {
        done(start("{" + FAST + "}", HEADER + rows(0, 1)));
        Caller.Answer plan =
                upload.send(IMPORTS + "/preview", UPDATING, changed(0).getBytes(StandardCharsets.UTF_8));
        assertThat(plan.json().at("/rows/0/changes").toString())
                .contains("{\"field\":\"password\",\"from\":null,\"to\":\"a new password\"}")
                .contains("{\"field\":\"sending_host\",\"from\":\"%s\",\"to\":\"smtp-%s\"}".formatted(host, host))
                .contains("{\"field\":\"description\",\"from\":null,\"to\":\"moved\"}")
                .contains("{\"field\":\"tags\",\"from\":null,\"to\":\"new\"}")
                .doesNotContain("fresh", "receiving_host", "port");
    }

    @Test
    void serversAndTextsComeBackWithTheCredential() {
        done(start("{" + FAST + "}", HEADER + rows(0, 1)));
        servers().passwords.put(address(0), "fresh");
        String id = done(start(UPDATING, changed(0)));
        assertThat(mailbox().at("/sending/host").asString()).isEqualTo("smtp-" + host);

        assertThat(undone(id).json().at("/undo/restored").asInt()).isEqualTo(1);
        assertThat(mailbox().at("/sending/host").asString()).isEqualTo(host);
        assertThat(mailbox().at("/description").asString("")).isEmpty();
        assertThat(credentialVersion(0)).isEqualTo(3);
        servers().passwords.put(address(0), "pass0");
        assertThat(caller.post(
                                "/api/v1/mailboxes/" + mailbox().at("/id").asString() + "/test",
                                "{\"direction\":\"both\"}")
                        .text("/sending/outcome"))
                .isEqualTo("connected");
    }

    @Test
    void textsThatSomebodyWroteSinceStay() {
        done(start("{" + FAST + "}", HEADER + rows(0, 1)));
        servers().passwords.put(address(0), "fresh");
        String id = done(start(UPDATING, changed(0)));
        caller.send("PATCH", "/api/v1/mailboxes/" + mailbox().at("/id").asString(), "{\"description\":\"by hand\"}");

        assertThat(undone(id).json().at("/undo/restored").asInt()).isEqualTo(1);
        assertThat(mailbox().at("/sending/host").asString()).isEqualTo(host);
        assertThat(mailbox().at("/description").asString()).isEqualTo("by hand");
    }

    @Test
    void aRowOfTextsAloneIsTakenBackToo() {
        done(start("{" + FAST + "}", HEADER + rows(0, 2)));
        String csv = "email,description\n%s,one\n%s,two\n".formatted(address(0), address(1));
        String id = done(start(UPDATING, csv));
        String second = caller.get("/api/v1/mailboxes?q=" + address(1)).text("/items/0/id");
        caller.send("PATCH", "/api/v1/mailboxes/" + second, "{\"description\":\"by hand\"}");

        Caller.Answer undone = undone(id);
        assertThat(undone.json().at("/undo/restored").asInt()).isEqualTo(1);
        assertThat(undone.json().at("/undo/kept").asInt()).isEqualTo(1);
        assertThat(caller.get("/api/v1/mailboxes?q=" + address(0)).text("/items/0/description"))
                .isEmpty();
    }

    @Test
    void aCredentialThatWasReplacedSinceKeepsItsServers() {
        done(start("{" + FAST + "}", HEADER + rows(0, 1)));
        servers().passwords.put(address(0), "fresh");
        String id = done(start(UPDATING, changed(0)));
        servers().passwords.put(address(0), "newer");
        assertThat(caller.send(
                                "PUT",
                                "/api/v1/mailboxes/" + mailbox().at("/id").asString() + "/credential",
                                "{\"secret\":\"newer\"}")
                        .status())
                .isEqualTo(200);

        assertThat(undone(id).json().at("/undo/kept").asInt()).isEqualTo(1);
        assertThat(mailbox().at("/sending/host").asString()).isEqualTo("smtp-" + host);
    }

    @Test
    void rowsThatWereProvedEndTheLinksThatAskForThem() {
        done(start("{" + FAST + "}", HEADER + rows(0, 1)));
        String links = "/api/v1/mailboxes/" + mailbox().at("/id").asString() + "/reauth-links";
        assertThat(caller.post(links, "{}").status()).isEqualTo(201);
        assertThat(caller.get(links).text("/items/0/carrier")).isEqualTo("by-hand");
        servers().passwords.put(address(0), "fresh");
        done(start(UPDATING, changed(0)));

        assertThat(caller.get(links).json().at("/items")).isEmpty();
    }

    @Test
    void theOwnersOfRowsThatNeedAGrantAreAskedAtOnce() {
        done(start("{" + FAST + "}", HEADER + rows(0, 2)));
        jdbc.sql("update credential set kind = 'oauth' where workspace_id = ?")
                .param(workspace.value())
                .update();
        jdbc.sql("update mailbox set state = 'auth-lost' where workspace_id = ? and address = ?")
                .param(workspace.value())
                .param(address(0))
                .update();
        String id = done(start(UPDATING, "email\n%s\n%s\n".formatted(address(0), address(1))));
        assertThat(caller.get(IMPORTS + "/" + id).json().at("/toAsk").asInt()).isEqualTo(1);
        Caller.Answer asked = caller.post("/api/v1/campaigns", "{\"import\":\"" + id + "\"}");
        assertThat(asked.status()).as(asked.body()).isEqualTo(202);
        assertThat(asked.json().at("/total").asInt()).isEqualTo(1);
        assertThat(asked.json().at("/askedAlready").asInt()).isZero();
        Caller.Answer twice = caller.post("/api/v1/campaigns", "{\"import\":\"" + id + "\"}");
        assertThat(twice.status()).isEqualTo(422);
        assertThat(Caller.fields(twice)).containsExactly("import");
        assertThat(twice.body()).contains("asked already in a running campaign");
        assertThat(Caller.fields(caller.post("/api/v1/campaigns", "{\"import\":\"" + UUID.randomUUID() + "\"}")))
                .containsExactly("import");
        jdbc.sql("update mailbox set state = 'connected' where workspace_id = ?")
                .param(workspace.value())
                .update();
        assertThat(Caller.fields(caller.post("/api/v1/campaigns", "{\"import\":\"" + id + "\"}")))
                .as("what the caller sent is what is refused")
                .containsExactly("import");
    }

    @Test
    void theBudgetIsRaisedWhileItRuns() {
        CountDownLatch gate = new CountDownLatch(1);
        servers().gates.put(host, gate);
        // At the usual ten a second they would take longer than this test waits.
        String id = start("{}", HEADER + rows(0, 400)).text("/id");
        assertThat(caller.send("PATCH", IMPORTS + "/" + id, "{\"loginsPerSecond\":-1}")
                        .status())
                .isEqualTo(422);
        assertThat(caller.send("PATCH", IMPORTS + "/" + id, "{}").status()).isEqualTo(422);
        Caller.Answer paced = caller.send("PATCH", IMPORTS + "/" + id, "{\"loginsPerSecond\":5000}");
        assertThat(paced.status()).as(paced.body()).isEqualTo(200);
        assertThat(paced.json().at("/options/loginsPerSecond").asInt()).isEqualTo(5_000);
        servers().gates.remove(host);
        gate.countDown();
        reaches(id, "done");
        assertThat(caller.send("PATCH", IMPORTS + "/" + id, "{\"loginsPerSecond\":1}")
                        .status())
                .isEqualTo(409);
    }
}
