package dev.mailmoor.server.cli;

import dev.mailmoor.server.cli.Service.WrongUse;
import dev.mailmoor.server.discovery.Discovered;
import dev.mailmoor.server.discovery.DiscoveryJson;
import dev.mailmoor.server.mailbox.EmailAddress;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** Finds the servers of an address without a service. */
@Command(
        name = "discover",
        mixinStandardHelpOptions = true,
        description = {
            "Finds the mail servers of an address, each with its source, the best first; says how to make an app password.",
            "Signs in nowhere and needs no password. Exit status 0 when servers were found, 1 when not."
        })
final class DiscoverCommand implements Callable<Integer> {
    @Spec
    @Nullable
    CommandSpec spec;

    @Parameters(paramLabel = "ADDRESS", description = "The mailbox's own address.")
    String address = "";

    @Option(names = "--ca", paramLabel = "FILE", description = "PEM file of further authorities to trust.")
    @Nullable
    Path authorities;

    @Option(names = "--allow-private", description = "Ask private and local addresses, too, and on any port.")
    boolean allowPrivate;

    @Option(names = "--json", description = "Print what was found as JSON.")
    boolean json;

    @Override
    public Integer call() {
        CommandLine command = Objects.requireNonNull(spec).commandLine();
        try {
            Discovered found = discover(command);
            print(Terminal.of(command), found);
            return found.servers().isEmpty() ? 1 : 0;
        } catch (WrongUse e) {
            throw new ParameterException(command, e.getMessage());
        } finally {
            command.getOut().flush();
        }
    }

    private Discovered discover(CommandLine command) {
        EmailAddress mailbox = EmailAddress.parse(address)
                .orElseThrow(() -> new WrongUse(Terminal.clean(address) + " is not an e-mail address."));
        return OwnNetwork.discovery(OwnNetwork.providers(command), Optional.ofNullable(authorities), allowPrivate)
                .discover(mailbox.value());
    }

    private void print(Terminal terminal, Discovered found) {
        if (json) {
            terminal.out()
                    .println(JsonMapper.shared()
                            .writerWithDefaultPrettyPrinter()
                            .writeValueAsString(DiscoveryJson.toMap(found)));
        } else {
            FoundText.print(terminal, found);
        }
    }
}
