package dev.mailmoor.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ExplainCommandTest {
    private static final Map<String, String> NOTHING_SET = Map.of();

    @Test
    void aTextIsExplainedInPlainWords() {
        CommandRun run = CommandRun.of(
                NOTHING_SET, "explain", "535 5.7.8 Username and Password not accepted", "--host", "smtp.gmail.com");
        assertThat(run.status()).isZero();
        assertThat(run.out())
                .contains("Gmail wants an app password here")
                .contains("1. ")
                .contains("Who must act     the mailbox's owner")
                .contains("/guide/app-passwords#gmail");
    }

    @Test
    void aTextOnStandardInputIsExplainedAsJson() {
        CommandRun run = CommandRun.withInput("-ERR [IN-USE] Mailbox is locked\n", NOTHING_SET, "explain", "--json");
        JsonNode diagnosis = JsonMapper.shared().readTree(run.out());
        assertThat(diagnosis.path("cause").asString()).isEqualTo("pop-mailbox-in-use");
        assertThat(diagnosis.path("protocol").asString()).isEqualTo("pop3");
        assertThat(diagnosis.path("host").isNull()).isTrue();
        assertThat(diagnosis.path("serverReply").asString()).isEqualTo("-ERR [IN-USE] Mailbox is locked");
    }

    @Test
    void linesAreExplainedOneByOneWithTheirIds() {
        String lines = """
                {"id":"a","protocol":"imap","stage":"auth","mechanism":"LOGIN","provider":"dovecot","response":"a NO [AUTHENTICATIONFAILED] Authentication failed.","unknown":[1]}

                {"id":7,"protocol":"OAUTH","response":"{\\"error\\":\\"invalid_grant\\"}"}
                {"protocol":"network","response":"getaddrinfo ENOTFOUND imap.example.com"}""";
        CommandRun run = CommandRun.withInput(lines, NOTHING_SET, "explain", "--jsonl");
        assertThat(run.status()).isZero();
        List<JsonNode> explained =
                run.out().lines().map(JsonMapper.shared()::readTree).toList();
        assertThat(explained)
                .extracting(one -> one.path("cause").asString())
                .containsExactly("wrong-password-or-username", "oauth-grant-revoked-or-expired", "host-not-found");
        assertThat(explained.getFirst().path("id").asString()).isEqualTo("a");
        assertThat(explained.get(1).path("id").asInt()).isEqualTo(7);
        assertThat(explained.get(1).path("stage").asString()).isEqualTo("token");
        assertThat(explained.getLast().has("id")).isFalse();
    }

    @Test
    void badLinesAreToldOfAndTheOthersStillExplained() {
        String lines = """
                not json
                {"id":"x"}
                {"protocol":"gopher","response":"no"}
                {"id":"good","protocol":"imap","response":"a NO Login failed"}
                %s""".formatted("y".repeat(1_100_000));
        CommandRun run = CommandRun.withInput(lines, NOTHING_SET, "explain", "--jsonl");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out().lines()).singleElement().asString().contains("\"id\":\"good\"");
        assertThat(run.err().lines())
                .containsExactly(
                        "Line 1: not JSON.",
                        "Line 2: not an object with a \"response\".",
                        "Line 3: unknown protocol gopher.",
                        "Line 5: longer than 1000000 bytes.");
    }

    @Test
    void wrongUseIsTold() {
        assertThat(CommandRun.of(NOTHING_SET, "explain", "x", "--protocol", "gopher")
                        .status())
                .isEqualTo(2);
        assertThat(CommandRun.of(NOTHING_SET, "explain", "x", "--stage", "dinner")
                        .err())
                .contains("--stage must be one of");
        assertThat(CommandRun.withInput("", NOTHING_SET, "explain").status()).isEqualTo(2);
    }
}
