package dev.mailmoor.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/**
 * What a process prints, kept in a file under {@code target/output}; it grows over restarts. Shown only with passwords,
 * keys and one-time links taken out.
 */
final class ProcessOutput {
    private static final Path FOLDER = Path.of("target", "output");
    private static final Pattern LINK_SECRET = Pattern.compile("(https?://\\S*?[/=])[A-Za-z0-9_.-]{20,}");
    private static final List<ProcessOutput> OPENED = new CopyOnWriteArrayList<>();

    private final Path file;
    private final List<String> secrets;

    private ProcessOutput(Path file, List<String> secrets) {
        this.file = file;
        this.secrets = List.copyOf(secrets);
    }

    static ProcessOutput create(String name, List<String> secrets) {
        try {
            Files.createDirectories(FOLDER);
            ProcessOutput output = new ProcessOutput(Files.createTempFile(FOLDER, name + "-", ".log"), secrets);
            OPENED.add(output);
            return output;
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    static List<ProcessOutput> opened() {
        return List.copyOf(OPENED);
    }

    /** Its process was ended and its test is over. */
    void forget() {
        OPENED.remove(this);
    }

    Path file() {
        return file;
    }

    /** All of it, secrets included: for looking into, not for printing. */
    String text() {
        try {
            return Files.readString(file);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    String tail(int lines) {
        List<String> all = text().lines().toList();
        String shown = String.join("\n", all.subList(Math.max(0, all.size() - lines), all.size()));
        for (String secret : secrets) {
            shown = shown.replace(secret, "‹secret›");
        }
        return LINK_SECRET.matcher(shown).replaceAll("$1‹secret›");
    }
}
