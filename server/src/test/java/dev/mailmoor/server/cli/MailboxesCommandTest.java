package dev.mailmoor.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MailboxesCommandTest {
    private static final String DIAGNOSIS = """
            {"outcome":"failed","cause":"wrong-password-or-username","stage":"auth","confidence":"certain","alternatives":[],
             "summary":"mail.example.com does not accept this user name and password.","remedy":["Enter the right one."],
             "guide":null,"whoMustAct":"mailbox-owner","reauthRequired":true,"retryable":false,"serverReply":"NO \\u001b[31mno",
             "transcript":[],"protocol":"imap","host":"mail.example.com","port":993,"elapsedMillis":12}""";

    private static final String ANNA = """
            {"id":"id-1","address":"anna@example.com","name":{"first":"Anna","last":"Ek"},"configurationName":"Sales EU",
             "state":"auth-lost","provider":"custom","tags":["eu","vip"],
             "receiving":{"protocol":"imap","host":"mail.example.com","port":993,"security":"tls","username":"anna@example.com",
             "state":"auth-lost","since":"2026-01-01T00:00:00Z","checkedAt":"2026-01-01T00:10:00Z","diagnosis":%s}}""".formatted(DIAGNOSIS);

    private static final String LIST = "{\"items\":[" + ANNA + "],\"nextCursor\":\"c2\"}";
    private static final String FIND = "GET /api/v1/mailboxes?limit=500&q=anna%40example.com";

    private StubService service;

    @BeforeEach
    void start() throws IOException {
        service = new StubService().answering(FIND, 200, LIST);
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void listIsATableWithTheReason() {
        service.answering("GET /api/v1/mailboxes?limit=100&state=auth-lost", 200, LIST);
        CommandRun run = CommandRun.of(service.environment(), "mailboxes", "list", "--state", "auth-lost");
        assertThat(run.status()).isZero();
        assertThat(run.out().lines().toList().getFirst()).matches("ADDRESS +CONFIGURATION +STATE +PROVIDER +WHY");
        assertThat(run.out()).containsPattern("anna@example.com +Sales EU +auth-lost +custom +mail.example.com");
        assertThat(run.out()).contains("--cursor c2");
        assertThat(run.out().lines()).allMatch(line -> line.length() <= 100);
    }

    @Test
    void listAsJsonIsWhatTheServiceSaid() {
        service.answering("GET /api/v1/mailboxes?limit=1", 200, LIST);
        CommandRun run = CommandRun.of(service.environment(), "mailboxes", "list", "--limit", "1", "--json");
        assertThat(run.out()).contains("\"nextCursor\" : \"c2\"");
    }

    @Test
    void showExplainsWhatIsWrongAndLetsNoControlCharacterThrough() {
        CommandRun run = CommandRun.of(service.environment(), "mailboxes", "show", "Anna@Example.com");
        assertThat(run.status()).isEqualTo(1);
        service.answering("GET /api/v1/mailboxes?limit=500&q=Anna%40Example.com", 200, LIST);
        run = CommandRun.of(service.environment(), "mailboxes", "show", "Anna@Example.com");
        assertThat(run.status()).isZero();
        assertThat(run.out())
                .contains("Anna Ek", "eu, vip", "imap mail.example.com:993 (tls)", "1. Enter the right one.")
                .contains("the mailbox's owner")
                .doesNotContain("\u001b");
    }

    @Test
    void addSendsThePasswordOnceAndShowsTheMailbox() {
        service.answering("POST /api/v1/mailboxes", 201, ANNA);
        CommandRun run = CommandRun.withInput(
                "s3cret\nmore\n",
                service.environment(),
                "mailboxes add anna@example.com --host mail.example.com --smtp-host mail.example.com --smtp-security starttls --tag eu --tag vip --password-stdin"
                        .split(" "));
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("We were able to connect to your mailbox.")
                .doesNotContain("s3cret");
        assertThat(service.requests.getFirst())
                .contains("\"secret\":\"s3cret\"", "\"port\":993", "\"port\":587", "\"tags\":[\"eu\",\"vip\"]");
    }

    @Test
    void addOfAnUnknownProviderLeavesItsServersToTheService() {
        CommandRun.withInput("x\n", service.environment(), "mailboxes", "add", "anna@example.com", "--password-stdin");
        assertThat(service.requests.getFirst())
                .contains("anna@example.com")
                .doesNotContain("\"receiving\"")
                .doesNotContain("\"sending\"");
    }

    @Test
    void aRefusedAddSaysWhyForEachSide() {
        service.answering(
                "POST /api/v1/mailboxes",
                422,
                "{\"title\":\"Unprocessable\",\"detail\":\"The mailbox did not accept the sign-in.\",\"diagnoses\":{\"receiving\":"
                        + DIAGNOSIS + "},\"errors\":[{\"field\":\"secret\",\"message\":\"It is wrong.\"}]}");
        CommandRun run = CommandRun.withInput(
                "x\n", service.environment(), "mailboxes", "add", "anna@gmail.com", "--password-stdin");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err())
                .contains("The mailbox did not accept the sign-in.", "secret: It is wrong.", "Receiving")
                .contains("does not accept this user name and password");
    }

    @Test
    void testFailsWhenASideFails() {
        service.answering("POST /api/v1/mailboxes/id-1/test", 200, "{\"receiving\":" + DIAGNOSIS + "}");
        CommandRun run = CommandRun.of(service.environment(), "mailboxes", "test", "anna@example.com");
        assertThat(run.status()).isEqualTo(1);
        assertThat(service.requests).contains("POST /api/v1/mailboxes/id-1/test {\"direction\":\"both\"}");
        assertThat(CommandRun.of(service.environment(), "mailboxes", "test", "anna@example.com", "--json")
                        .status())
                .isEqualTo(1);
    }

    @Test
    void pauseResumeAndRemoveAreOneCallEach() {
        service.answering("POST /api/v1/mailboxes/id-1/pause", 200, ANNA)
                .answering("POST /api/v1/mailboxes/id-1/resume", 200, ANNA)
                .answering("DELETE /api/v1/mailboxes/id-1", 204, "");
        for (String what : new String[] {"pause", "resume", "remove"}) {
            CommandRun run = CommandRun.of(service.environment(), "mailboxes", what, "anna@example.com");
            assertThat(run.status()).as(what + run.out() + run.err()).isZero();
        }
    }

    @Test
    void whatIsNotThereIsToldAsASentence() {
        CommandRun run = CommandRun.of(service.environment(), "mailboxes", "show", "ben@example.com");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("Not found");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void anAddressThatManyOthersHoldIsStillFound() {
        String joanna = ANNA.replace("anna@example.com", "joanna@example.com").replace("id-1", "id-2");
        service.answering(FIND, 200, "{\"items\":[" + joanna + "],\"nextCursor\":\"c 2\"}")
                .answering(FIND + "&cursor=c+2", 200, "{\"items\":[" + ANNA + "],\"nextCursor\":null}");
        CommandRun run = CommandRun.of(service.environment(), "mailboxes", "show", "anna@example.com", "--json");
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out()).contains("\"id-1\"");

        service.answering(FIND + "&cursor=c+2", 200, "{\"items\":[],\"nextCursor\":null}");
        run = CommandRun.of(service.environment(), "mailboxes", "show", "anna@example.com");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("There is no mailbox anna@example.com here.");
    }

    @Test
    void aServiceThatIsNotRunningIsToldAsASentence() {
        Map<String, String> nowhere = Map.of("MAILMOOR_URL", "http://127.0.0.1:1", "MAILMOOR_API_KEY", "key");
        CommandRun run = CommandRun.of(nowhere, "mailboxes", "list");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("No Mailmoor answers at http://127.0.0.1:1");
    }

    @Test
    void withoutAKeyItIsWrongUse() {
        CommandRun run = CommandRun.of(Map.of(), "mailboxes", "list");
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("MAILMOOR_API_KEY");
        assertThat(CommandRun.of(Map.of(), "mailboxes").status()).isEqualTo(2);
        assertThat(CommandRun.of(Map.of(), "mailboxes", "lst").status()).isEqualTo(2);
        assertThat(CommandRun.of(Map.of("MAILMOOR_API_KEY", "k", "MAILMOOR_URL", "file:///x"), "mailboxes", "list")
                        .status())
                .isEqualTo(2);
    }
}
