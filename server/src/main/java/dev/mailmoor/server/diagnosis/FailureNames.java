package dev.mailmoor.server.diagnosis;

import static dev.mailmoor.server.diagnosis.Rule.phrase;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The names that systems and libraries have for failures: of TLS alerts, of {@code errno}, of Winsock, of mail programs. A
 * table, {@code failure-names.psv}, because each library spells the same names in its own way.
 */
final class FailureNames {
    private static final Predicate<Answer> OF_AN_ALERT = phrase("alert|remote error: tls");

    static final List<Rule> ALL = read();

    private FailureNames() {}

    private static List<Rule> read() {
        try (InputStream in = Objects.requireNonNull(FailureNames.class.getResourceAsStream("failure-names.psv"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(line -> line.split("\\|", -1))
                    .map(FailureNames::rule)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Rule rule(String... cells) {
        Cause cause = Cause.valueOf(cells[1].toUpperCase(Locale.ROOT).replace('-', '_'));
        return new Rule(
                context(cells[0]).and(phrase(anyOf(cells[2]))),
                Verdict.likely(cause),
                "a library's or a system's own name for it: " + cause.word(),
                cells[3]);
    }

    private static Predicate<Answer> context(String kind) {
        return switch (kind) {
            case "alert" -> PathRules.BY_A_LIBRARY.and(OF_AN_ALERT);
            case "name" -> PathRules.BY_A_LIBRARY;
            default -> answer -> true;
        };
    }

    private static String anyOf(String names) {
        return Arrays.stream(names.split(",", -1))
                .map(String::strip)
                .map(name ->
                        Arrays.stream(name.split(" ", -1)).map(Pattern::quote).collect(Collectors.joining("[ _-]?")))
                .collect(Collectors.joining("|", "(?<![a-z0-9])(?:", ")(?![a-z0-9])"));
    }
}
