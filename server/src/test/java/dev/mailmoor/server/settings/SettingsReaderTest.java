package dev.mailmoor.server.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailmoor.protocol.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsReaderTest {
    @TempDir
    Path data;

    @Test
    void withNothingSetTheDefaultsOfTheContractHold() {
        Settings settings = complete();
        assertThat(settings.data()).isEqualTo(data);
        assertThat(settings.web().port()).isEqualTo(8025);
        assertThat(settings.web().bind()).isEqualTo("127.0.0.1");
        assertThat(settings.web().publicUrl()).isEqualTo(URI.create("http://127.0.0.1:8025"));
        assertThat(settings.checks().imapInterval()).isEqualTo(Duration.ofMinutes(5));
        assertThat(settings.checks().confirmDelay()).isEqualTo(Duration.ofSeconds(30));
        assertThat(settings.mailServers().loginsPerSecond()).isEmpty();
        assertThat(settings.kek()).isEqualTo(new KeySource.InFile(data.resolve("vault.key")));
        assertThat(settings.database()).isEmpty();
        assertThat(settings.testClock()).isFalse();
    }

    @Test
    void theFileIsReadAndTheEnvironmentWins() throws IOException {
        file("""
                port: 9000
                check-interval: 72h
                allowed-networks: [10.0.0.0/8, "fd00::/8"]
                test-clock: true
                """);
        Settings settings = complete("MAILMOOR_PORT", "9001");
        assertThat(settings.web().port()).isEqualTo(9001);
        assertThat(settings.checks().imapInterval()).isEqualTo(Duration.ofHours(72));
        assertThat(settings.mailServers().allowedNetworks()).hasSize(2);
        assertThat(settings.testClock()).isTrue();
    }

    @Test
    void allFaultsAreToldAtOnce() throws IOException {
        file("""
                prot: 9000
                check-interval: soon
                data: /elsewhere
                """);
        assertThat(faults(
                        "MAILMOOR_PORT", "70000",
                        "MAILMOOR_PUBLIC_URL", "mail.example.com",
                        "MAILMOOR_ALLOWED_NETWORKS", "10.0.0.0/40",
                        "MAILMOOR_BOOTSTRAP_API_KEY", "short",
                        "MAILMOOR_BOOTSTRAP_OWNER_EMAIL", "a@example.com",
                        "MAILMOOR_DATABASE_USER", "anna",
                        "MAILMOOR_KEK", "vault.key"))
                .containsExactlyInAnyOrder(
                        "mailmoor.yaml: there is no key prot.",
                        "mailmoor.yaml: check-interval must be a duration such as 30s, 5m, 72h or 3d, from 1s to 365d.",
                        "mailmoor.yaml: data cannot be set in the file that is found in the data folder; set MAILMOOR_DATA.",
                        "MAILMOOR_PORT must be a port from 1 to 65535.",
                        "MAILMOOR_PUBLIC_URL must be a URL such as https://mail.example.com.",
                        "MAILMOOR_ALLOWED_NETWORKS must be CIDR blocks such as 10.0.0.0/8 or fd00::/8, with commas between"
                                + " them; \"10.0.0.0/40\" is none.",
                        "MAILMOOR_BOOTSTRAP_API_KEY must have 32 characters or more.",
                        "MAILMOOR_BOOTSTRAP_OWNER_EMAIL and MAILMOOR_BOOTSTRAP_OWNER_PASSWORD must both be set.",
                        "MAILMOOR_DATABASE_USER and MAILMOOR_DATABASE_PASSWORD need MAILMOOR_DATABASE_URL.",
                        "MAILMOOR_KEK must be file:PATH or env:NAME.");
    }

    @Test
    void anUnknownVariableOnlyWarns() {
        assertThat(read("MAILMOOR_CHEKC_INTERVAL", "5m", "MAILMOOR_URL", "http://localhost:8025"))
                .isInstanceOfSatisfying(
                        Reading.Complete.class,
                        reading -> assertThat(reading.warnings())
                                .containsExactly(
                                        "The variable MAILMOOR_CHEKC_INTERVAL is not known and has no effect."));
    }

    @Test
    void theVariableThatHoldsTheKeyIsNotCalledUnknown() {
        assertThat(read("MAILMOOR_KEK", "env:MAILMOOR_MY_KEY", "MAILMOOR_MY_KEY", "x")
                        .warnings())
                .isEmpty();
    }

    @Test
    void secretsAreMaskedAndSourcesAreTold() throws IOException {
        file("support-url: https://help.example.com");
        List<Reading.Line> lines =
                read("MAILMOOR_BOOTSTRAP_API_KEY", "k".repeat(40)).lines();
        assertThat(lines).hasSameSizeAs(Keys.ALL);
        assertThat(lines.toString()).doesNotContain("kkkk");
        assertThat(line(lines, "bootstrap-api-key").value()).isEqualTo("********");
        assertThat(line(lines, "bootstrap-api-key").source()).isEqualTo("environment");
        assertThat(line(lines, "support-url").source()).isEqualTo("mailmoor.yaml");
        assertThat(line(lines, "port").source()).isEqualTo("default");
    }

    @Test
    void aTimeoutThatTheWholeSignInWouldCutShortIsRefused() {
        assertThat(complete("MAILMOOR_READ_TIMEOUT", "30s").mailServers().readTimeout())
                .isEqualTo(Duration.ofSeconds(30));
        assertThat(faults("MAILMOOR_CONNECT_TIMEOUT", "31s", "MAILMOOR_READ_TIMEOUT", "5m"))
                .containsExactlyInAnyOrder(
                        "MAILMOOR_CONNECT_TIMEOUT must be a duration such as 30s, 5m, 72h or 3d, from 1s to 30s.",
                        "MAILMOOR_READ_TIMEOUT must be a duration such as 30s, 5m, 72h or 3d, from 1s to 30s.");
    }

    @Test
    void passwordsAreTakenAsTheyAreBlanksIncluded() throws IOException {
        file("database-password: ' in the file '\n");
        Settings settings = complete(
                "MAILMOOR_DATABASE_URL", " postgres://db.example.com/moor ",
                "MAILMOOR_DATABASE_USER", " anna ",
                "MAILMOOR_BOOTSTRAP_OWNER_EMAIL", " anna@example.com ",
                "MAILMOOR_BOOTSTRAP_OWNER_PASSWORD", " with blanks ");
        var database = settings.database().orElseThrow();
        assertThat(database.user()).contains("anna");
        assertThat(database.password()).contains(Secret.of(" in the file "));
        var owner = settings.bootstrap().owner().orElseThrow();
        assertThat(owner.email()).isEqualTo("anna@example.com");
        assertThat(owner.password()).isEqualTo(Secret.of(" with blanks "));
    }

    @Test
    void aBrokenFileIsOneFaultThatDoesNotQuoteIt() throws IOException {
        file("bootstrap-api-key: \"hidden-and-unclosed");
        assertThat(faults())
                .singleElement()
                .asString()
                .contains("not well-formed YAML")
                .doesNotContain("hidden");
    }

    @ParameterizedTest
    @CsvSource({
        "postgres://anna:p%40ss+word@db.example.com:6432/moor?sslmode=require, jdbc:postgresql://db.example.com:6432/moor?sslmode=require, anna, p@ss+word",
        "postgresql://anna:x@[::1]/moor, jdbc:postgresql://[::1]/moor, anna, x",
        "jdbc:postgresql://h1:5432/moor?user=anna&password=x, jdbc:postgresql://h1:5432/moor, anna, x",
    })
    void databasesAreNamedAsJdbcOrLibpqNameThem(String given, String jdbc, String user, String password) {
        Settings.ExternalDatabase database =
                complete("MAILMOOR_DATABASE_URL", given).database().orElseThrow();
        assertThat(database.jdbcUrl()).isEqualTo(jdbc);
        assertThat(database.user()).contains(user);
        assertThat(database.password()).contains(Secret.of(password));
    }

    @ParameterizedTest
    @CsvSource({"mysql://h/moor", "postgres://host", "postgres:///", "db.example.com"})
    void otherDatabasesAreRefused(String given) {
        assertThat(faults("MAILMOOR_DATABASE_URL", given)).hasSize(1);
    }

    @Test
    void certificatesMustBeReadable() throws IOException {
        Path file = Files.writeString(data.resolve("ca.pem"), "nothing");
        assertThat(faults("MAILMOOR_TRUSTED_CERTIFICATES", file.toString())).hasSize(1);
        assertThat(faults("MAILMOOR_TRUSTED_CERTIFICATES", "missing.pem")).hasSize(1);
    }

    private static Reading.Line line(List<Reading.Line> lines, String name) {
        return lines.stream()
                .filter(line -> line.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private void file(String text) throws IOException {
        Files.writeString(data.resolve("mailmoor.yaml"), text);
    }

    private Settings complete(String... environment) {
        return switch (read(environment)) {
            case Reading.Complete complete -> complete.settings();
            case Reading.Faulty faulty -> throw new AssertionError(faulty.faults());
        };
    }

    private List<String> faults(String... environment) {
        return switch (read(environment)) {
            case Reading.Complete complete -> List.of();
            case Reading.Faulty faulty -> faulty.faults();
        };
    }

    private Reading read(String... environment) {
        Map<String, String> map = new HashMap<>(Map.of("MAILMOOR_DATA", data.toString()));
        for (int i = 0; i < environment.length; i += 2) {
            map.put(environment[i], environment[i + 1]);
        }
        return SettingsReader.read(map, data);
    }

    @Test
    void aRelayIsReadWithItsPercentEncodedLogin() throws IOException {
        Settings.Notices notices = complete(
                        "MAILMOOR_NOTICE_SMTP_URL", "smtp+starttls://bot%40moor.test:a%2Fb+c@[::1]:2587")
                .notices();
        Settings.Relay relay = notices.relay().orElseThrow();
        assertThat(relay.security()).isEqualTo(dev.mailmoor.protocol.TlsMode.STARTTLS);
        assertThat(relay.host()).isEqualTo("::1");
        assertThat(relay.port()).isEqualTo(2587);
        assertThat(relay.login().orElseThrow().user()).isEqualTo("bot@moor.test");
        assertThat(relay.login().orElseThrow().password().<String>reveal(text -> text))
                .isEqualTo("a/b+c");
        assertThat(notices.from()).contains("bot@moor.test");
    }

    @Test
    void aRelayNeedsToKnowWhomItsNoticesComeFrom() throws IOException {
        assertThat(faults("MAILMOOR_NOTICE_SMTP_URL", "smtps://mail.example.com"))
                .anyMatch(fault -> fault.contains("MAILMOOR_NOTICE_FROM"));
        assertThat(faults("MAILMOOR_NOTICE_SMTP_URL", "http://mail.example.com", "MAILMOOR_NOTICE_FROM", "a@b.test"))
                .anyMatch(fault -> fault.contains("smtp+starttls://"));
    }
}
