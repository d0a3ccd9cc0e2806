package dev.mailmoor.server.cli;

import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/**
 * Where a command prints. Texts come from servers and from other people: control characters never reach the terminal.
 *
 * @param width columns that may be used
 * @param colours whether it shows colours
 */
record Terminal(PrintWriter out, int width, boolean colours) {
    private static final int NARROWEST = 40;
    private static final int WITHOUT_TERMINAL = 100;

    static Terminal of(CommandLine command) {
        return of(command.getOut());
    }

    /** For what went wrong: whoever pipes the answer on still sees it. */
    static Terminal ofErrors(CommandLine command) {
        return of(command.getErr());
    }

    private static Terminal of(PrintWriter out) {
        boolean attached = isAttached();
        boolean wanted = System.getenv("NO_COLOR") == null && !"dumb".equals(System.getenv("TERM"));
        return new Terminal(out, attached ? columns() : WITHOUT_TERMINAL, attached && wanted);
    }

    /** Whether a person sits at both ends. */
    static boolean isAttached() {
        @Nullable Console console = System.console();
        return console != null && console.isTerminal();
    }

    void line(String text) {
        out.println(clean(text));
    }

    void line() {
        out.println();
    }

    void coloured(Colour colour, String text) {
        out.println(colours ? colour.code + clean(text) + "\033[0m" : clean(text));
    }

    /** Breaks {@code text} at spaces; later lines are indented as far as {@code first} is long. */
    void paragraph(String first, String text) {
        String indent = " ".repeat(first.length());
        List<String> lines = wrapped(clean(text), Math.max(width - first.length(), NARROWEST / 2));
        for (int i = 0; i < lines.size(); i++) {
            out.println((i == 0 ? first : indent) + lines.get(i));
        }
    }

    static String clean(String text) {
        return text.replaceAll("[\\p{Cntrl}\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]", " ");
    }

    private static List<String> wrapped(String text, int columns) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" +")) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > columns) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    private static int columns() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String size = new String(stty.getInputStream().readNBytes(100), StandardCharsets.US_ASCII);
            stty.waitFor(1, TimeUnit.SECONDS);
            int columns = Integer.parseInt(size.strip().split(" ", 2)[1]);
            return Math.max(columns, NARROWEST);
        } catch (IOException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
            return WITHOUT_TERMINAL;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return WITHOUT_TERMINAL;
        }
    }

    enum Colour {
        GREEN("\033[32m"),
        RED("\033[31m"),
        YELLOW("\033[33m"),
        BOLD("\033[1m");

        private final String code;

        Colour(String code) {
            this.code = code;
        }
    }
}
