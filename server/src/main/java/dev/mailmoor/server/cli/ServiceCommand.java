package dev.mailmoor.server.cli;

import dev.mailmoor.server.cli.Service.Refusal;
import dev.mailmoor.server.cli.Service.WrongUse;
import dev.mailmoor.server.diagnosis.DiagnosisJson;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** What the commands share that talk to a running service: it tells refusals as sentences and JSON as it came. */
@Command(mixinStandardHelpOptions = true)
abstract class ServiceCommand implements Callable<Integer> {
    static final int DONE = 0;
    static final int FAILED = 1;

    @Spec
    @Nullable
    CommandSpec spec;

    @Option(names = "--json", description = "Print the service's JSON.")
    boolean json;

    abstract int work(Service service, Terminal terminal);

    @Override
    public Integer call() {
        CommandLine command = Objects.requireNonNull(spec).commandLine();
        Terminal terminal = Terminal.of(command);
        try {
            return work(Service.of(Mailmoor.environment(command)), terminal);
        } catch (WrongUse e) {
            throw new ParameterException(command, e.getMessage());
        } catch (Refusal e) {
            tell(command, e);
            return FAILED;
        } finally {
            command.getOut().flush();
            command.getErr().flush();
        }
    }

    void printJson(Terminal terminal, JsonNode node) {
        terminal.out().println(node.toPrettyString());
    }

    /** With {@code --json} the problem is the answer that was asked for. */
    private void tell(CommandLine command, Refusal refusal) {
        if (json && !refusal.problem().isMissingNode()) {
            printJson(Terminal.of(command), refusal.problem());
            return;
        }
        Terminal terminal = Terminal.ofErrors(command);
        terminal.paragraph("", String.valueOf(refusal.getMessage()));
        refusal.problem()
                .path("errors")
                .valueStream()
                .forEach(error -> terminal.paragraph(
                        "  " + Terminal.clean(error.path("field").asString("")) + ": ",
                        error.path("message").asString("")));
        printDiagnoses(terminal, refusal.problem().path("diagnoses"));
    }

    /** Both sides of {@code {receiving: Diagnosis, sending: Diagnosis}}; whether all there are connected. */
    static boolean printDiagnoses(Terminal terminal, JsonNode sides) {
        boolean connected = true;
        for (String side : new String[] {"receiving", "sending"}) {
            JsonNode diagnosis = sides.path(side);
            if (diagnosis.isObject()) {
                terminal.line();
                terminal.coloured(Terminal.Colour.BOLD, side.equals("receiving") ? "Receiving" : "Sending");
                DiagnosisText.print(terminal, DiagnosisJson.read(diagnosis));
                connected &= diagnosis.path("outcome").asString("").equals("connected");
            }
        }
        return connected;
    }
}
