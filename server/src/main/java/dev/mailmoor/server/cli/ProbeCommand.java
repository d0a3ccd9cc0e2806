package dev.mailmoor.server.cli;

import dev.mailmoor.protocol.Endpoint;
import dev.mailmoor.protocol.LoginRequest;
import dev.mailmoor.protocol.MailLogin;
import dev.mailmoor.protocol.Protocol;
import dev.mailmoor.protocol.Secret;
import dev.mailmoor.protocol.TlsMode;
import dev.mailmoor.protocol.autoconfig.FoundServer;
import dev.mailmoor.protocol.autoconfig.Guesses;
import dev.mailmoor.protocol.autoconfig.MailAddress;
import dev.mailmoor.protocol.autoconfig.Source;
import dev.mailmoor.server.cli.Service.WrongUse;
import dev.mailmoor.server.diagnosis.Cause;
import dev.mailmoor.server.diagnosis.Diagnosis;
import dev.mailmoor.server.diagnosis.DiagnosisJson;
import dev.mailmoor.server.diagnosis.Diagnostician;
import dev.mailmoor.server.diagnosis.Foresight;
import dev.mailmoor.server.discovery.Discovered;
import dev.mailmoor.server.discovery.DiscoveryJson;
import dev.mailmoor.server.discovery.DiscoveryText;
import dev.mailmoor.server.mailbox.EmailAddress;
import dev.mailmoor.server.provider.Passwords;
import dev.mailmoor.server.provider.Provider;
import dev.mailmoor.server.provider.Providers;
import dev.mailmoor.server.provider.Quirk;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    @Override
    public Integer call() {
        CommandLine command = Objects.requireNonNull(spec).commandLine();
        try {
            Probed probed = probe(OwnNetwork.providers(command));
            print(Terminal.of(command), probed);
            return probed.diagnosis().connected() ? 0 : 1;
        } catch (WrongUse e) {
            throw new ParameterException(command, e.getMessage());
        } finally {
            command.getOut().flush();
        }
    }

    /** @param server that the diagnosis speaks of */
    private record Probed(Diagnosis diagnosis, FoundServer server) {}

    private Probed probe(Providers providers) {
        Ports.check(port);
        EmailAddress mailbox = EmailAddress.parse(address)
                .orElseThrow(() -> new WrongUse(Terminal.clean(address) + " is not an e-mail address."));
        List<FoundServer> candidates = host == null ? found(mailbox, providers) : List.of(named(mailbox, host));
        MailLogin login = OwnLogin.open(Optional.ofNullable(authorities), allowPrivate);
        Secret secret = password.ask("Password of " + mailbox);
        Candidates.Tried tried = Candidates.firstThatAnswers(
                candidates,
                server -> login.attempt(introduced(
                        request(mailbox, server, bare(secret, server, mailbox, providers)),
                        provider(server, mailbox, providers))));
        Provider provider = provider(tried.server(), mailbox, providers);
        Diagnosis judged = Diagnostician.byRules(providers).diagnose(tried.outcome(), provider.id());
        Diagnosis diagnosis =
                new Foresight(providers).with(judged, new Foresight.Draft(mailbox.value(), judged.host(), secret));
        boolean changed = !bare(secret, tried.server(), mailbox, providers).equals(secret);
        return new Probed(changed ? diagnosis.noting(Passwords.WITHOUT_SPACES) : diagnosis, tried.server());
    }

    private LoginRequest request(EmailAddress mailbox, FoundServer server, Secret secret) {
        String user = username == null ? server.username() : username;
        return new LoginRequest(server.protocol(), server.endpoint(), user, secret, Optional.of(mailbox.value()));
    }

    private static LoginRequest introduced(LoginRequest request, Provider provider) {
        return provider.has(Quirk.ID_BEFORE_SELECT) ? request.introduced() : request;
    }

    private FoundServer named(EmailAddress mailbox, String name) {
        Protocol wanted = protocol != null ? protocol : port == null ? Protocol.IMAP : Ports.protocol(port);
        Endpoint endpoint = Ports.endpoint(wanted, name, port, security(wanted));
        return new FoundServer(wanted, endpoint, mailbox.value(), Source.GUESS, "--host");
    }

    /** Where nothing was found, the usual names: then the diagnosis says what is wrong with the first of them. */
    private List<FoundServer> found(EmailAddress mailbox, Providers providers) {
        Discovered discovered = OwnNetwork.discovery(providers, Optional.ofNullable(authorities), allowPrivate)
                .discover(mailbox.value());
        Protocol other = port == null ? Protocol.IMAP : Ports.protocol(port);
        List<FoundServer> wanted = protocol != null
                ? discovered.of(protocol)
                : other == Protocol.SMTP ? discovered.sending() : discovered.receiving();
        List<FoundServer> fitting = fitting(wanted);
        if (!fitting.isEmpty()) {
            return fitting;
        }
        List<FoundServer> guesses =
                fitting(Guesses.of(MailAddress.of(mailbox.value()), protocol == null ? other : protocol));
        if (guesses.isEmpty()) {
            throw new WrongUse("No server of " + mailbox
                    + " is known with this --port and --security: name it with --host, or leave them out.");
        }
        return guesses;
    }

    private List<FoundServer> fitting(List<FoundServer> servers) {
        return servers.stream().filter(this::fits).toList();
    }

    private boolean fits(FoundServer server) {
        return (port == null || port == server.endpoint().port())
                && (security == null || security == server.endpoint().security());
    }

    private static Provider provider(FoundServer server, EmailAddress mailbox, Providers providers) {
        Provider byHost = providers.byHost(server.endpoint().host());
        return byHost.isCustom() ? providers.byAddress(mailbox.value()) : byHost;
    }

    private static Secret bare(Secret secret, FoundServer server, EmailAddress mailbox, Providers providers) {
        return provider(server, mailbox, providers)
                .passwords()
                .withoutDecoration(secret)
                .orElse(secret);
    }

    private TlsMode security(Protocol wanted) {
        if (security != null) {
            return security;
        }
        return port == null ? TlsMode.TLS : TlsMode.usualOn(port);
    }

    private void print(Terminal terminal, Probed probed) {
        if (json) {
            Map<String, Object> map = new LinkedHashMap<>(DiagnosisJson.toMap(probed.diagnosis()));
            if (host == null) {
                map.put("found", DiscoveryJson.server(probed.server()));
            }
            terminal.out()
                    .println(
                            JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(map));
        } else {
            DiagnosisText.print(terminal, probed.diagnosis());
            tellWhereItWasFound(terminal, probed);
            tellHowToAllow(terminal, probed);
        }
    }

    private void tellWhereItWasFound(Terminal terminal, Probed probed) {
        if (host == null) {
            terminal.paragraph("  Found by         ", DiscoveryText.source(probed.server()));
        }
        if (probed.diagnosis().notes(Passwords.WITHOUT_SPACES)) {
            terminal.paragraph("  Note             ", Passwords.WITHOUT_SPACES);
        }
    }

    private void tellHowToAllow(Terminal terminal, Probed probed) {
        if (!allowPrivate
                && probed.diagnosis()
                        .finding()
                        .map(Diagnosis.Finding::cause)
                        .equals(Optional.of(Cause.ADDRESS_NOT_ALLOWED))) {
            terminal.paragraph("  Note             ", "With --allow-private this command connects there.");
        }
    }
}
