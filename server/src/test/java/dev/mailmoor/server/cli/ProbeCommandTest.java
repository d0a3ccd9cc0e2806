package dev.mailmoor.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.mailmoor.protocol.Endpoint;
import dev.mailmoor.protocol.Protocol;
import dev.mailmoor.protocol.TlsMode;
import dev.mailmoor.testkit.hosts.MailHost;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The command and the diagnosis behind it, against real Dovecot and Postfix. */
class ProbeCommandTest {
    private static final String ANNA = "anna@" + MailHost.DOMAIN;
    private static Optional<MailHost> started = Optional.empty();

    @BeforeAll
    static void startHost() {
        Optional<String> missing = MailHost.missing();
        assumeTrue(missing.isEmpty(), () -> missing.orElseThrow());
        MailHost host = MailHost.start();
        host.users().add(ANNA, "right");
        started = Optional.of(host);
    }

    @AfterAll
    static void endHost() {
        started.ifPresent(MailHost::close);
    }

    @ParameterizedTest
    @CsvSource({
        "IMAP,TLS",
        "IMAP,STARTTLS",
        "IMAP,NONE",
        "POP3,TLS",
        "POP3,STARTTLS",
        "SMTP,TLS",
        "SMTP,STARTTLS",
        "SMTP,NONE"
    })
    void theRightPasswordConnects(Protocol protocol, TlsMode security) {
        CommandRun run = probe("right", protocol, host().endpoint(protocol, security), trusting());
        assertThat(run.status()).as(run.out() + run.err()).isZero();
        assertThat(json(run).path("outcome").asString()).isEqualTo("connected");
    }

    @ParameterizedTest
    @CsvSource({"IMAP,TLS", "IMAP,STARTTLS", "POP3,TLS", "SMTP,TLS", "SMTP,STARTTLS"})
    void theWrongPasswordIsCertainlyThat(Protocol protocol, TlsMode security) {
        CommandRun run = probe("wrong", protocol, host().endpoint(protocol, security), trusting());
        assertThat(run.status()).isEqualTo(1);
        assertThat(causeOf(run)).isEqualTo("wrong-password-or-username certain auth");
        assertThat(run.out() + run.err()).doesNotContain("\"wrong\"");
    }

    @Test
    void aCertificateOfAnUnknownAuthorityIsNotTrusted() {
        CommandRun run = probe("right", Protocol.IMAP, host().endpoint(Protocol.IMAP, TlsMode.TLS), List.of());
        assertThat(causeOf(run)).isEqualTo("certificate-untrusted-or-expired-or-name-mismatch certain tls");
    }

    @Test
    void tlsOnAPlainPortIsAMismatch() {
        int plain = host().endpoint(Protocol.IMAP, TlsMode.STARTTLS).port();
        CommandRun run = probe("right", Protocol.IMAP, new Endpoint("127.0.0.1", plain, TlsMode.TLS), trusting());
        assertThat(causeOf(run)).isEqualTo("tls-plain-mismatch certain tls");
    }

    @Test
    void nobodyListeningIsARefusedConnection() {
        CommandRun run = probe("right", Protocol.IMAP, new Endpoint("127.0.0.1", 1, TlsMode.TLS), trusting());
        assertThat(causeOf(run)).isEqualTo("connection-refused certain connect");
        assertThat(json(run).path("summary").asString()).isEqualTo("127.0.0.1 accepts no connections on port 1.");
    }

    @Test
    void aPrivateAddressIsNotConnectedToUnlessAllowed() {
        CommandRun run = CommandRun.withInput(
                "right\n", Map.of(), "probe", ANNA, "--host", "127.0.0.1", "--password-stdin", "--json");
        assertThat(run.status()).isEqualTo(1);
        assertThat(causeOf(run)).isEqualTo("address-not-allowed certain connect");
        CommandRun told = CommandRun.withInput("right\n", Map.of(), "probe", ANNA, "--host", "::1", "--password-stdin");
        assertThat(told.out()).contains("With --allow-private this command connects there.");
    }

    @Test
    void plainWordsTellWhatToDo() {
        Endpoint server = host().endpoint(Protocol.IMAP, TlsMode.TLS);
        List<String> arguments = arguments(Protocol.IMAP, server, trusting());
        CommandRun run = CommandRun.withInput("wrong\n", Map.of(), arguments.toArray(String[]::new));
        assertThat(run.out())
                .contains(
                        "✗ Not connected", "127.0.0.1 does not accept this user name and password.", "  1. Sign in to")
                .contains("the mailbox's owner", "[AUTHENTICATIONFAILED]")
                .doesNotContain("\u001b");
    }

    @Test
    void withoutAHostTheServersAreFoundAndTheirSourceIsTold(@TempDir Path data) throws Exception {
        Endpoint imap = host().endpoint(Protocol.IMAP, TlsMode.TLS);
        Endpoint nobody = new Endpoint("127.0.0.1", 1, TlsMode.TLS);
        Files.writeString(
                data.resolve("providers.yaml"),
                "- id: moor\n  name: Moor Mail\n  domains: [%s]\n  imap: [tls 127.0.0.1 %d, tls 127.0.0.1 %d]\n"
                        .formatted(MailHost.DOMAIN, nobody.port(), imap.port()));
        List<String> arguments =
                new ArrayList<>(List.of("probe", ANNA, "--password-stdin", "--json", "--allow-private"));
        arguments.addAll(trusting());
        Map<String, String> environment = Map.of("MAILMOOR_DATA", data.toString());

        CommandRun right = CommandRun.withInput("right\n", environment, arguments.toArray(String[]::new));
        assertThat(right.status()).as(right.out() + right.err()).isZero();
        assertThat(json(right).at("/found/port").asInt()).isEqualTo(imap.port());
        assertThat(json(right).at("/found/source").asString()).isEqualTo("provider-table");

        CommandRun wrong = CommandRun.withInput("wrong\n", environment, arguments.toArray(String[]::new));
        assertThat(causeOf(wrong)).startsWith("wrong-password-or-username");

        // Neither found nor usual: it is not passed over in silence.
        arguments.addAll(List.of("--port", "9"));
        CommandRun nowhere = CommandRun.withInput("right\n", environment, arguments.toArray(String[]::new));
        assertThat(nowhere.status()).isEqualTo(2);
        assertThat(nowhere.err()).contains("name it with --host");
    }

    @ParameterizedTest
    @CsvSource({
        "probe nobody,is not an e-mail address",
        "probe a@b.test --port 70000 --host h,--port is a number from 1 to 65535",
        "probe a@b.test --port 0,--port is a number from 1 to 65535",
        "probe a@b.test --security ssl,ssl",
        "probe a@b.test --ca /no/such/file --host h,cannot be read",
        "probe,ADDRESS"
    })
    void wrongUseSaysWhatIsWrong(String command, String expected) {
        CommandRun run = CommandRun.withInput("x\n", Map.of(), (command + " --password-stdin").split(" "));
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains(expected);
    }

    @Test
    void anEmptyPasswordIsWrongUse() {
        CommandRun run = CommandRun.withInput("\n", Map.of(), "probe", ANNA, "--host", "127.0.0.1", "--password-stdin");
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("No password was given.");
    }

    private static MailHost host() {
        return started.orElseThrow();
    }

    private static List<String> trusting() {
        return List.of("--ca", host().authorities().toString());
    }

    private static CommandRun probe(String password, Protocol protocol, Endpoint server, List<String> more) {
        List<String> arguments = arguments(protocol, server, more);
        arguments.add("--json");
        return CommandRun.withInput(password + "\n", Map.of(), arguments.toArray(String[]::new));
    }

    private static List<String> arguments(Protocol protocol, Endpoint server, List<String> more) {
        List<String> arguments = new ArrayList<>(List.of("probe", ANNA, "--password-stdin", "--allow-private"));
        arguments.addAll(List.of("--host", server.host(), "--port", Integer.toString(server.port())));
        arguments.addAll(List.of("--protocol", protocol.name().toLowerCase(Locale.ROOT)));
        arguments.addAll(List.of("--security", server.security().name().toLowerCase(Locale.ROOT)));
        arguments.addAll(more);
        return arguments;
    }

    private static JsonNode json(CommandRun run) {
        return JsonMapper.shared().readTree(run.out());
    }

    private static String causeOf(CommandRun run) {
        JsonNode json = json(run);
        return json.path("cause").asString() + " " + json.path("confidence").asString() + " "
                + json.path("stage").asString();
    }
}
