package dev.mailmoor.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DiscoverCommandTest {
    @Test
    void aKnownProvidersServersComeWithTheirSourceAndGuidance() {
        CommandRun run = CommandRun.of(Map.of(), "discover", "anna@gmail.com");

        assertThat(run.status()).isZero();
        assertThat(run.out())
                .contains("IMAP imap.gmail.com port 993, TLS", "known servers of Gmail", "SMTP smtp.gmail.com")
                .contains("An app password", "  1. ", "myaccount.google.com/apppasswords");
    }

    @Test
    void programsGetTheSameAsTheApiGives() {
        JsonNode json = JsonMapper.shared()
                .readTree(CommandRun.of(Map.of(), "discover", "anna@gmail.com", "--json")
                        .out());

        assertThat(json.path("provider").asString()).isEqualTo("gmail");
        assertThat(json.at("/receiving/0/host").asString()).isEqualTo("imap.gmail.com");
        assertThat(json.at("/receiving/0/source").asString()).isEqualTo("provider-table");
        assertThat(json.at("/sending/0/protocol").asString()).isEqualTo("smtp");
        assertThat(json.at("/guidance/appPassword").size()).isPositive();
        assertThat(json.at("/guidance/url").asString()).startsWith("https://");
    }

    @Test
    void theOperatorsOwnProvidersCountHereToo(@TempDir Path data) throws Exception {
        Files.writeString(data.resolve("providers.yaml"), """
                - id: moor
                  name: Moor Mail
                  domains: [moor.example]
                  imap: tls imap.moor.example 993
                  smtp: tls smtp.moor.example 465
                """);

        CommandRun run = CommandRun.of(Map.of("MAILMOOR_DATA", data.toString()), "discover", "anna@moor.example");

        assertThat(run.out()).contains("imap.moor.example", "known servers of Moor Mail");
    }

    @Test
    void allFaultsOfTheOperatorsFileAreToldAndItIsWrongUse(@TempDir Path data) throws Exception {
        Files.writeString(data.resolve("providers.yaml"), "- id: moor\n  imap: nonsense\n  colour: red\n");

        CommandRun run = CommandRun.of(Map.of("MAILMOOR_DATA", data.toString()), "discover", "anna@moor.example");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("moor: name is missing", "moor: imap must be like", "moor: unknown key colour");
    }

    @Test
    void whatIsNoAddressIsWrongUse() {
        CommandRun run = CommandRun.of(Map.of(), "discover", "nobody");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("is not an e-mail address");
    }
}
