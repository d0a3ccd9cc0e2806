package dev.mailmoor.server.diagnosis;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Refusals with their true causes: our own collection, and one in the form of the reference that is kept elsewhere. */
final class Refusals {
    private Refusals() {}

    /**
     * One of them.
     *
     * @param allowed what the text alone allows; with the true cause in it
     * @param reauth whether a new secret is needed; either answer counts where {@code reauthIsOpen}
     */
    record Refusal(String id, Quote quote, String cause, Set<String> allowed, boolean reauth, boolean reauthIsOpen) {}

    static List<Refusal> own() {
        try (InputStream in = Objects.requireNonNull(Refusals.class.getResourceAsStream("refusals.psv"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(Refusals::ofLine)
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    static List<Refusal> collected(Path file) throws IOException {
        return Files.readAllLines(file).stream().map(Refusals::ofJson).toList();
    }

    private static Refusal ofLine(String line) {
        String[] cells = line.split("\\|", -1);
        Set<String> causes = new LinkedHashSet<>(List.of(cells[5].split(",", -1)));
        Quote quote = new Quote(cells[0], cells[2], "", cells[1], cells[3], cells[4].replace("\\n", "\n"));
        return new Refusal(
                cells[4],
                quote,
                causes.iterator().next(),
                causes,
                cells[6].equals("y"),
                cells[6].equals("-") || disagree(causes));
    }

    private static Refusal ofJson(String line) {
        JsonNode row = JsonMapper.shared().readTree(line);
        Set<String> causes = row.path("ambiguous")
                .valueStream()
                .map(JsonNode::asString)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        boolean open = disagree(causes);
        causes.add(row.path("cause").asString());
        Quote quote = new Quote(
                row.path("protocol").asString(),
                row.path("provider").asString(),
                row.path("host").asString(""),
                row.path("stage").asString(),
                row.path("mechanism").asString(""),
                row.path("response").asString());
        return new Refusal(
                row.path("id").asString(),
                quote,
                row.path("cause").asString(),
                causes,
                row.path("reauth_required").asBoolean(),
                open);
    }

    private static boolean disagree(Set<String> causes) {
        return Arrays.stream(Cause.values())
                        .filter(cause -> causes.contains(cause.word()))
                        .map(Cause::reauthRequired)
                        .distinct()
                        .count()
                > 1;
    }
}
