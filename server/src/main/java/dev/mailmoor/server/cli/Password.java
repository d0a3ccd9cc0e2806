package dev.mailmoor.server.cli;

import dev.mailmoor.protocol.Secret;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Asks for a password without showing it, or reads it from standard input: never from the arguments, which all can see. */
final class Password {
    private static final int LONGEST = 8192;

    @Spec(Spec.Target.MIXEE)
    @Nullable
    CommandSpec command;

    @Option(
            names = "--password-stdin",
            description = "Read the password from standard input (its first line) instead of asking.")
    boolean fromStandardInput;

    Secret ask(String question) {
        Secret secret = fromStandardInput ? firstLine(System.in) : typed(question);
        if (secret.isEmpty()) {
            throw wrongUse("No password was given.");
        }
        return secret;
    }

    private Secret typed(String question) {
        @Nullable Console console = System.console();
        if (console == null || !console.isTerminal()) {
            throw wrongUse("There is no terminal to ask for the password: give it with --password-stdin.");
        }
        char @Nullable [] typed = console.readPassword("%s: ", question);
        return typed == null ? Secret.of("") : secret(typed);
    }

    private static Secret secret(char[] typed) {
        ByteBuffer encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(typed));
        byte[] bytes = new byte[encoded.remaining()];
        encoded.get(bytes);
        Secret secret = Secret.ofUtf8(bytes);
        Arrays.fill(typed, '\0');
        Arrays.fill(bytes, (byte) 0);
        return secret;
    }

    private Secret firstLine(InputStream in) {
        try {
            byte[] read = in.readNBytes(LONGEST);
            int end = 0;
            while (end < read.length && read[end] != '\n' && read[end] != '\r') {
                end++;
            }
            Secret secret = Secret.ofUtf8(Arrays.copyOf(read, end));
            Arrays.fill(read, (byte) 0);
            return secret;
        } catch (IOException e) {
            throw wrongUse("Standard input cannot be read.");
        }
    }

    private ParameterException wrongUse(String sentence) {
        return new ParameterException(Objects.requireNonNull(command).commandLine(), sentence);
    }
}
