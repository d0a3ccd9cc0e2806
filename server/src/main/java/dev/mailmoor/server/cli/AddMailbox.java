package dev.mailmoor.server.cli;

import dev.mailmoor.protocol.Endpoint;
import dev.mailmoor.protocol.Protocol;
import dev.mailmoor.protocol.TlsMode;
import dev.mailmoor.server.provider.Provider;
import dev.mailmoor.server.provider.Providers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(name = "add", description = "Connects a mailbox. Servers that are not named are found from the address.")
final class AddMailbox extends ServiceCommand {
    @Parameters(paramLabel = "ADDRESS", description = "The mailbox's own address, not an alias.")
    String address = "";

    @Mixin
    Password password = new Password();

    @ArgGroup(exclusive = false, heading = "Receiving%n", validate = false)
    Receiving receiving = new Receiving();

    @ArgGroup(exclusive = false, heading = "Sending%n", validate = false)
    Sending sending = new Sending();

    @ArgGroup(exclusive = false, heading = "About the mailbox%n", validate = false)
    About about = new About();

    @Option(names = "--no-verify", description = "Save without trying.")
    boolean noVerify;

    @Option(names = "--accept-partial", description = "Save also when only one side works.")
    boolean acceptPartial;

    static final class Receiving {
        @Option(names = "--protocol", description = "imap (default) or pop3.")
        Protocol protocol = Protocol.IMAP;

        @Option(names = "--host", description = "The IMAP or POP3 server.")
        @Nullable
        String host;

        @Option(names = "--port", description = "Its port; by default that of protocol and security.")
        @Nullable
        Integer port;

        @Option(names = "--security", description = "tls (default), starttls or none.")
        TlsMode security = TlsMode.TLS;

        @Option(names = "--username", description = "By default the address.")
        @Nullable
        String username;
    }

    static final class Sending {
        @Option(names = "--smtp-host", description = "The SMTP server.")
        @Nullable
        String host;

        @Option(names = "--smtp-port", description = "Its port; by default that of the security.")
        @Nullable
        Integer port;

        @Option(names = "--smtp-security", description = "tls (default), starttls or none.")
        TlsMode security = TlsMode.TLS;

        @Option(names = "--smtp-username", description = "By default the address.")
        @Nullable
        String username;
    }

    static final class About {
        @Option(names = "--first-name", description = "Of the person who sends from it.")
        String first = "";

        @Option(names = "--last-name")
        String last = "";

        @Option(names = "--configuration-name", description = "What lists call it.")
        String configurationName = "";

        @Option(names = "--description")
        String description = "";

        @Option(names = "--owner", description = "E-mail address of who looks after it.")
        String owner = "";

        @Option(names = "--tag", description = "May be given several times.")
        List<String> tags = List.of();
    }

    @Override
    int work(Service service, Terminal terminal) {
        Map<String, Object> draft = draft();
        draft.put(
                "secret", password.ask("Password of " + Terminal.clean(address)).reveal(text -> text));
        JsonNode added = service.post("/mailboxes", draft);
        if (json) {
            printJson(terminal, added);
        } else {
            terminal.coloured(
                    Terminal.Colour.GREEN,
                    noVerify ? "Saved, not tried yet." : "We were able to connect to your mailbox.");
            terminal.line();
            ShowMailbox.print(terminal, added);
        }
        return DONE;
    }

    private Map<String, Object> draft() {
        Provider provider = Providers.bundled().byAddress(address);
        Map<String, Object> draft = new LinkedHashMap<>();
        draft.put("address", address);
        draft.put("name", Map.of("first", about.first, "last", about.last));
        draft.put("configurationName", about.configurationName);
        draft.put("description", about.description);
        draft.put("owner", about.owner);
        draft.put("tags", about.tags);
        draft.put("verify", !noVerify);
        draft.put("acceptPartial", acceptPartial);
        receivingServer(provider)
                .ifPresent(server -> draft.put("receiving", channel(receiving.protocol, server, receiving.username)));
        sendingServer(provider)
                .ifPresent(server -> draft.put("sending", channel(Protocol.SMTP, server, sending.username)));
        // Where neither is known or named, the service finds both.
        return draft;
    }

    private Optional<Endpoint> receivingServer(Provider provider) {
        if (receiving.host == null) {
            return receiving.protocol == Protocol.POP3 ? provider.pop3() : provider.imap();
        }
        return Optional.of(Ports.endpoint(receiving.protocol, receiving.host, receiving.port, receiving.security));
    }

    private Optional<Endpoint> sendingServer(Provider provider) {
        return sending.host == null
                ? provider.smtp()
                : Optional.of(Ports.endpoint(Protocol.SMTP, sending.host, sending.port, sending.security));
    }

    private Map<String, Object> channel(Protocol protocol, Endpoint server, @Nullable String username) {
        return Map.of(
                "protocol", protocol.name().toLowerCase(Locale.ROOT),
                "host", server.host(),
                "port", server.port(),
                "security", server.security().name().toLowerCase(Locale.ROOT),
                "username", username == null ? address : username);
    }
}
