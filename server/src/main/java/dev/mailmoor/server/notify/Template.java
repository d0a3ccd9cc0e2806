package dev.mailmoor.server.notify;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A subject and a text with placeholders in braces. The text is plain: paragraphs with an empty line between them, lines that
 * begin with a dash are a list.
 */
public record Template(String subject, String body) {
    private static final int LONGEST_SUBJECT = 200;
    private static final int LONGEST_BODY = 4_000;
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([A-Za-z][A-Za-z0-9-]*)}");

    /**
     * One thing that is wrong.
     *
     * @param field {@code subject} or {@code body}
     */
    public record Fault(String field, String message) {}

    /** Everything that is wrong with it as a template of this kind. */
    public List<Fault> faults(TemplateKind kind) {
        List<Fault> faults = new ArrayList<>();
        if (subject.isBlank()) {
            faults.add(new Fault("subject", "A notice needs a subject."));
        } else if (subject.length() > LONGEST_SUBJECT || subject.chars().anyMatch(Character::isISOControl)) {
            faults.add(new Fault("subject", "The subject is one line of at most " + LONGEST_SUBJECT + " characters."));
        }
        if (body.isBlank()) {
            faults.add(new Fault("body", "A notice needs a text."));
        } else if (body.length() > LONGEST_BODY) {
            faults.add(new Fault("body", "The text may have at most " + LONGEST_BODY + " characters."));
        }
        unknown(subject, kind).ifPresent(sentence -> faults.add(new Fault("subject", sentence)));
        unknown(body, kind).ifPresent(sentence -> faults.add(new Fault("body", sentence)));
        return faults;
    }

    private static Optional<String> unknown(String text, TemplateKind kind) {
        Set<String> unknown = new LinkedHashSet<>();
        PLACEHOLDER.matcher(text).results().map(found -> found.group(1)).forEach(unknown::add);
        kind.placeholders().forEach(unknown::remove);
        return unknown.stream()
                .findFirst()
                .map(name -> "There is no placeholder {" + name + "} here; there are {"
                        + String.join("}, {", kind.placeholders()) + "}.");
    }

    boolean has(String placeholder) {
        return body.contains("{" + placeholder + "}");
    }

    String filledSubject(Map<String, String> values) {
        String line = fill(subject, values).replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.length() > LONGEST_SUBJECT ? line.substring(0, LONGEST_SUBJECT - 1) + "…" : line;
    }

    String filledBody(Map<String, String> values) {
        return fill(body.replace("\r\n", "\n"), values);
    }

    /** In one pass: what is put in is not looked at again. */
    private static String fill(String text, Map<String, String> values) {
        return PLACEHOLDER
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(values.getOrDefault(found.group(1), found.group())));
    }
}
