package dev.mailmoor.server.cli;

import dev.mailmoor.protocol.Endpoint;
import dev.mailmoor.protocol.LoginRequest;
import dev.mailmoor.protocol.MailLogin;
import dev.mailmoor.protocol.Outcome;
import dev.mailmoor.protocol.Protocol;
import dev.mailmoor.protocol.Secret;
import dev.mailmoor.protocol.TlsMode;
import dev.mailmoor.server.cli.Service.WrongUse;
import dev.mailmoor.server.diagnosis.Diagnosis;
import dev.mailmoor.server.diagnosis.DiagnosisJson;
import dev.mailmoor.server.diagnosis.Diagnostician;
import dev.mailmoor.server.mailbox.EmailAddress;
import dev.mailmoor.server.provider.Providers;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** Tries one mailbox without a service. */
@Command(
        name = "probe",
        mixinStandardHelpOptions = true,
        description = {
            "Tries to log in to a mailbox and says what is wrong. Needs no running service.",
            "Exit status 0 when connected, 1 when not."
        })
final class ProbeCommand implements Callable<Integer> {
    @Spec
    @Nullable
    CommandSpec spec;

    @Parameters(paramLabel = "ADDRESS", description = "The mailbox's own address.")
    String address = "";

    @Option(names = "--host", description = "The server; found from the address when left out.")
    @Nullable
    String host;

    @Option(names = "--port", description = "Its port; by default that of protocol and security.")
    @Nullable
    Integer port;

    @Option(names = "--security", description = "tls, starttls or none; by default what is usual on the port.")
    @Nullable
    TlsMode security;

    @Option(names = "--protocol", description = "imap, pop3 or smtp; by default what is usual on the port, else imap.")
    @Nullable
    Protocol protocol;

    @Option(names = "--username", description = "By default the address.")
    @Nullable
    String username;

    @Option(names = "--ca", paramLabel = "FILE", description = "PEM file of further authorities to trust.")
    @Nullable
    Path authorities;

    @Option(names = "--allow-private", description = "Connect to private and local addresses, too, and on any port.")
    boolean allowPrivate;

    @Mixin
    Password password = new Password();

    @Option(names = "--json", description = "Print the Diagnosis as JSON.")
    boolean json;

    private final Providers providers = Providers.bundled();

    @Override
    public Integer call() {
        CommandLine command = Objects.requireNonNull(spec).commandLine();
        try {
            Diagnosis diagnosis = probe();
            print(Terminal.of(command), diagnosis);
            return diagnosis.connected() ? 0 : 1;
        } catch (WrongUse e) {
            throw new ParameterException(command, e.getMessage());
        } finally {
            command.getOut().flush();
        }
    }

    private Diagnosis probe() {
        EmailAddress mailbox = EmailAddress.parse(address)
                .orElseThrow(() -> new WrongUse(Terminal.clean(address) + " is not an e-mail address."));
        Protocol wanted = protocol != null ? protocol : port == null ? Protocol.IMAP : Ports.protocol(port);
        List<Endpoint> candidates = host == null
                ? Candidates.of(mailbox, wanted, providers)
                : List.of(Ports.endpoint(wanted, host, port, security(wanted)));
        MailLogin login = OwnLogin.open(Optional.ofNullable(authorities), allowPrivate);
        Secret secret = password.ask("Password of " + mailbox);
        String user = username == null ? mailbox.value() : username;
        Outcome outcome = Candidates.firstThatAnswers(
                candidates,
                server -> login.attempt(new LoginRequest(wanted, server, user, secret, Optional.of(mailbox.value()))));
        return Diagnostician.byRules(providers)
                .diagnose(outcome, providers.byAddress(mailbox.value()).id());
    }

    private TlsMode security(Protocol wanted) {
        if (security != null) {
            return security;
        }
        return port == null ? TlsMode.TLS : Ports.security(port);
    }

    private void print(Terminal terminal, Diagnosis diagnosis) {
        if (json) {
            terminal.out()
                    .println(JsonMapper.shared()
                            .writerWithDefaultPrettyPrinter()
                            .writeValueAsString(DiagnosisJson.toMap(diagnosis)));
        } else {
            DiagnosisText.print(terminal, diagnosis);
            tellOfGuess(terminal, diagnosis);
        }
    }

    private void tellOfGuess(Terminal terminal, Diagnosis diagnosis) {
        boolean guessed =
                host == null && providers.byHost(diagnosis.host()).id().equals("custom");
        if (guessed && !diagnosis.connected()) {
            terminal.paragraph("  Note             ", "The server was guessed from the address; name it with --host.");
        }
    }
}
