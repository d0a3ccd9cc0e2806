package dev.mailmoor.server.mailbox;

import dev.mailmoor.server.mailbox.MailboxTexts.TextFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the texts of a mailbox may be: short enough to show, and free of what no screen, CSV or database takes. */
final class TextRules {
    private static final int MAX_LINE = 200;
    private static final int MAX_OWNER = 254;
    private static final int MAX_DESCRIPTION = 2_000;
    private static final int MAX_TAG = 60;
    private static final int MAX_TAGS = 50;

    private TextRules() {}

    static List<TextFault> faults(MailboxTexts texts) {
        List<TextFault> faults = new ArrayList<>();
        line("name.first", texts.name().first(), MAX_LINE).ifPresent(faults::add);
        line("name.last", texts.name().last(), MAX_LINE).ifPresent(faults::add);
        line("configurationName", texts.configurationName(), MAX_LINE).ifPresent(faults::add);
        paragraph("description", texts.description()).ifPresent(faults::add);
        line("owner", texts.owner(), MAX_OWNER).ifPresent(faults::add);
        tags(texts.tags()).ifPresent(faults::add);
        return faults;
    }

    private static Optional<TextFault> tags(List<String> tags) {
        if (tags.size() > MAX_TAGS) {
            return Optional.of(new TextFault("tags", "A mailbox has at most " + MAX_TAGS + " tags."));
        }
        for (String tag : tags) {
            Optional<TextFault> fault = line("tags", tag, MAX_TAG);
            if (fault.isPresent()) {
                return fault;
            }
        }
        return Optional.empty();
    }

    private static Optional<TextFault> line(String field, String text, int maxLength) {
        if (!isPlain(text) && text.codePoints().anyMatch(TextRules::neverInText)) {
            return Optional.of(new TextFault(field, "This text must be one line without control characters."));
        }
        return length(field, text, maxLength);
    }

    private static Optional<TextFault> paragraph(String field, String text) {
        if (!isPlain(text) && text.codePoints().anyMatch(c -> neverInText(c) && c != '\n' && c != '\r' && c != '\t')) {
            return Optional.of(new TextFault(field, "This text must be free of control characters."));
        }
        return length(field, text, MAX_DESCRIPTION);
    }

    private static Optional<TextFault> length(String field, String text, int maxLength) {
        return text.length() > maxLength && text.codePointCount(0, text.length()) > maxLength
                ? Optional.of(new TextFault(field, "This text may have at most " + maxLength + " characters."))
                : Optional.empty();
    }

    /** As most texts of a large import are; the rest is looked at more closely. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~') {
                return false;
            }
        }
        return true;
    }

    private static boolean neverInText(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                true;
            default -> false;
        };
    }
}
