package dev.mailmoor.server.cli;

import tools.jackson.databind.JsonNode;

/** How far an import is, in one line that is written over itself; silent where nobody sits at the terminal. */
final class ProgressBar {
    private static final int WIDTH = 30;

    private final Terminal terminal;
    private final boolean shown;
    private boolean begun;

    ProgressBar(Terminal terminal, boolean shown) {
        this.terminal = terminal;
        this.shown = shown;
    }

    void show(JsonNode run) {
        if (!shown) {
            return;
        }
        begun = true;
        terminal.out().print("\r" + line(run) + "\033[K");
        terminal.out().flush();
    }

    static String line(JsonNode run) {
        int total = Math.max(1, run.path("total").asInt(0));
        int done = run.path("done").asInt(0);
        int filled = (int) ((long) WIDTH * done / total);
        StringBuilder line = new StringBuilder("[")
                .append("#".repeat(filled))
                .append(".".repeat(WIDTH - filled))
                .append("] %,d of %,d".formatted(done, total));
        if (run.path("failed").asInt(0) > 0) {
            line.append(", %,d failed".formatted(run.path("failed").asInt(0)));
        }
        if (run.path("secondsLeft").isNumber()) {
            line.append(", about %,d s left".formatted(run.path("secondsLeft").asLong(0)));
        }
        return line.toString();
    }

    void end() {
        if (begun) {
            terminal.out().print("\r\033[K");
            terminal.out().flush();
        }
    }
}
