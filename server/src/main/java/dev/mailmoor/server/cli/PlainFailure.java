package dev.mailmoor.server.cli;

import dev.mailmoor.server.settings.PlainFault;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Tells what failed as a sentence; the stack trace only when {@code MAILMOOR_DEBUG} is set. */
final class PlainFailure implements IExecutionExceptionHandler, IParameterExceptionHandler {
    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        String message = failure.getMessage();
        command.getErr().println(message == null ? "It failed: " + failure : message);
        if (Mailmoor.environment(command).containsKey("MAILMOOR_DEBUG")) {
            failure.printStackTrace(command.getErr());
        }
        return failure instanceof PlainFault fault
                ? fault.exitStatus()
                : command.getCommandSpec().exitCodeOnExecutionException();
    }

    @Override
    public int handleParseException(ParameterException wrong, String[] arguments) {
        CommandLine command = wrong.getCommandLine();
        command.getErr().println(wrong.getMessage());
        CommandLine.UnmatchedArgumentException.printSuggestions(wrong, command.getErr());
        command.getErr().println("Try: " + command.getCommandSpec().qualifiedName() + " --help");
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }
}
