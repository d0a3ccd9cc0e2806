package dev.mailmoor.server.cli;

import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** How far an import is: one line that is written over itself, or a line each tenth where nobody sits at a terminal. */
final class ProgressBar implements Consumer<JsonNode> {
    private static final int WIDTH = 30;
    private static final int TENTHS = 10;

    private final Terminal terminal;
    private int tenths;

    private ProgressBar(Terminal terminal) {
        this.terminal = terminal;
    }

    static Consumer<JsonNode> at(Terminal terminal, boolean attached) {
        return attached ? run -> overwrite(terminal, run) : new ProgressBar(terminal);
    }

    private static void overwrite(Terminal terminal, JsonNode run) {
        terminal.out().print("\r" + (FollowImport.goesOn(run) ? line(run) : "") + "\033[K");
        terminal.out().flush();
    }

    @Override
    public void accept(JsonNode run) {
        int now = (int) ((long) TENTHS * done(run) / total(run));
        if (now > tenths && FollowImport.goesOn(run)) {
            tenths = now;
            terminal.line(counts(run));
            terminal.out().flush();
        }
    }

    static String line(JsonNode run) {
        int filled = (int) ((long) WIDTH * done(run) / total(run));
        return "[" + "#".repeat(filled) + ".".repeat(WIDTH - filled) + "] " + counts(run);
    }

    private static String counts(JsonNode run) {
        StringBuilder line = new StringBuilder("%,d of %,d".formatted(done(run), total(run)));
        if (run.path("failed").asInt(0) > 0) {
            line.append(", %,d failed".formatted(run.path("failed").asInt(0)));
        }
        if (run.path("secondsLeft").isNumber()) {
            line.append(", about %,d s left".formatted(run.path("secondsLeft").asLong(0)));
        }
        return line.toString();
    }

    private static int done(JsonNode run) {
        return run.path("done").asInt(0);
    }

    private static int total(JsonNode run) {
        return Math.max(1, run.path("total").asInt(0));
    }
}
