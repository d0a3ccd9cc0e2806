package dev.mailmoor.server.cli;

import dev.mailmoor.server.diagnosis.Diagnosis;
import dev.mailmoor.server.diagnosis.DiagnosisJson;
import dev.mailmoor.server.diagnosis.Explainer;
import dev.mailmoor.server.diagnosis.Quote;
import dev.mailmoor.server.provider.Providers;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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

/** Says what a server's answer means, without a service and without asking the server. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = {
            "Says what a mail server's answer means and what to do. Needs no running service.",
            "With --jsonl it reads one JSON object a line and prints one Diagnosis a line; exit status 1 when a line could not be read."
        })
final class ExplainCommand implements Callable<Integer> {
    private static final int LONGEST_TEXT = 1_000_000;

    @Spec
    @Nullable
    CommandSpec spec;

    @Parameters(
            paramLabel = "TEXT",
            arity = "0..1",
            description = "The answer; read from standard input when left out.")
    @Nullable
    String text;

    @Option(
            names = "--protocol",
            paramLabel = "P",
            description = "imap, pop3, smtp, oauth, network, tls or autodiscover; guessed when left out.")
    String protocol = "";

    @Option(
            names = "--provider",
            paramLabel = "NAME",
            description = "The provider, or the name of the server's software.")
    String provider = "";

    @Option(names = "--host", paramLabel = "H", description = "The server that answered.")
    String host = "";

    @Option(
            names = "--stage",
            paramLabel = "S",
            description =
                    "How far it came: connect, tls, greeting, capability, auth, select, send, token or authorize.")
    String stage = "";

    @Option(
            names = "--mechanism",
            paramLabel = "M",
            description = "How the sign-in was tried, for example PLAIN or XOAUTH2.")
    String mechanism = "";

    @Option(
            names = "--jsonl",
            description = "Read objects {id?, protocol, provider?, host?, stage?, mechanism?, response}.")
    boolean jsonl;

    @Option(names = "--json", description = "Print the Diagnosis as JSON.")
    boolean json;

    @Override
    public Integer call() throws IOException {
        CommandLine command = Objects.requireNonNull(spec).commandLine();
        known(command, "--protocol", protocol, Quote.PROTOCOLS);
        known(command, "--stage", stage, Quote.STAGES);
        Explainer explainer = Explainer.byRules(Providers.bundled());
        try {
            return jsonl
                    ? new ExplainedLines(explainer, command.getOut(), command.getErr()).all(given(command))
                    : one(command, explainer);
        } finally {
            command.getOut().flush();
            command.getErr().flush();
        }
    }

    private int one(CommandLine command, Explainer explainer) throws IOException {
        String response = text == null ? read(command) : text;
        if (response.isBlank()) {
            throw new ParameterException(command, "There is no text to explain.");
        }
        Diagnosis diagnosis =
                explainer.explain(new Quote(protocol, provider, host, stage, mechanism, response.strip()));
        Terminal terminal = Terminal.of(command);
        if (json) {
            terminal.out()
                    .println(JsonMapper.shared()
                            .writerWithDefaultPrettyPrinter()
                            .writeValueAsString(DiagnosisJson.toMap(diagnosis)));
        } else {
            DiagnosisText.printExplained(terminal, diagnosis);
        }
        return 0;
    }

    private InputStream given(CommandLine command) {
        if (text != null) {
            throw new ParameterException(command, "--jsonl reads standard input; TEXT does not go with it.");
        }
        return System.in;
    }

    private static String read(CommandLine command) throws IOException {
        byte[] bytes = System.in.readNBytes(LONGEST_TEXT + 1);
        if (bytes.length > LONGEST_TEXT) {
            throw new ParameterException(command, "The text is longer than " + LONGEST_TEXT + " bytes.");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static void known(CommandLine command, String option, String value, Set<String> values) {
        Optional<String> unknown =
                Optional.of(value.toLowerCase(Locale.ROOT)).filter(word -> !word.isEmpty() && !values.contains(word));
        if (unknown.isPresent()) {
            throw new ParameterException(
                    command,
                    option + " must be one of "
                            + String.join(", ", values.stream().sorted().toList()) + ".");
        }
    }
}
