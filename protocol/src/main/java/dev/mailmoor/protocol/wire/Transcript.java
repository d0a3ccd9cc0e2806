package dev.mailmoor.protocol.wire;

import dev.mailmoor.protocol.Secret;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;

/** What was said, cut to size, without the secret even where a server repeats it. */
final class Transcript {
    private static final int MOST_LINES = 100;
    private static final int LONGEST_LINE = 500;
    private static final String HIDDEN = "‹secret›";

    /** A shorter secret stands in ordinary words by chance: hiding it there would give it away. */
    private static final int SHORTEST_HIDDEN = 4;

    private final List<String> lines = new ArrayList<>(16);
    private final List<String> forbidden = new ArrayList<>(6);

    /** From now on a server could repeat the secret: as it is, quoted, or in base64. */
    void secretIsSent(Secret secret, Command command) {
        if (forbidden.isEmpty()) {
            secret.reveal(this::forbidForms);
        }
        command.encodings().forEach(this::forbid);
    }

    private boolean forbidForms(String raw) {
        forbid(raw.replace("\\", "\\\\").replace("\"", "\\\""));
        forbid(raw);
        forbid(Printable.replace(raw));
        forbid(Base64.getEncoder().withoutPadding().encodeToString(raw.getBytes(StandardCharsets.UTF_8)));
        return true;
    }

    private void forbid(String form) {
        if (form.length() >= SHORTEST_HIDDEN && !forbidden.contains(form)) {
            forbidden.add(form);
            // The longest first: a shorter form inside would leave the rest of the longer one standing.
            forbidden.sort(Comparator.comparingInt(String::length).reversed());
        }
    }

    /** The line without the secret. */
    String redact(String line) {
        String clean = line;
        for (String form : forbidden) {
            if (clean.contains(form)) {
                clean = clean.replace(form, HIDDEN);
            }
        }
        return clean;
    }

    void server(String line) {
        add("S: ", line);
    }

    void client(String line) {
        add("C: ", redact(line));
    }

    private void add(String side, String line) {
        if (lines.size() < MOST_LINES) {
            int room = LONGEST_LINE - side.length();
            lines.add(side.concat(line.length() > room ? line.substring(0, room - 1) + "…" : line));
        }
    }

    List<String> lines() {
        return List.copyOf(lines);
    }
}
