package dev.mailmoor.server.cli;

import dev.mailmoor.server.cli.Terminal.Colour;
import dev.mailmoor.server.diagnosis.Diagnosis;
import dev.mailmoor.server.diagnosis.Diagnosis.Finding;
import dev.mailmoor.server.diagnosis.WhoMustAct;
import java.util.List;
import java.util.Locale;

/** A diagnosis set for reading. */
final class DiagnosisText {
    private DiagnosisText() {}

    static void print(Terminal terminal, Diagnosis diagnosis) {
        if (diagnosis.connected()) {
            terminal.coloured(Colour.GREEN, "✓ " + diagnosis.summary());
        } else {
            terminal.coloured(Colour.RED, "✗ Not connected");
            terminal.paragraph("  ", diagnosis.summary());
        }
        terminal.line();
        diagnosis.finding().ifPresent(finding -> print(terminal, finding));
        diagnosis.serverReply().ifPresent(reply -> terminal.paragraph("  The server said  ", reply));
        terminal.paragraph("  Tried            ", tried(diagnosis));
    }

    /** A text that somebody pasted: nothing was tried. */
    static void printExplained(Terminal terminal, Diagnosis diagnosis) {
        terminal.paragraph("", diagnosis.summary());
        terminal.line();
        diagnosis.finding().ifPresent(finding -> print(terminal, finding));
    }

    private static void print(Terminal terminal, Finding finding) {
        List<String> steps = finding.remedy();
        for (int i = 0; i < steps.size(); i++) {
            terminal.paragraph("  %d. ".formatted(i + 1), steps.get(i));
        }
        terminal.line();
        terminal.paragraph("  Who must act     ", who(finding.whoMustAct()));
        terminal.paragraph(
                "  Cause            ",
                finding.cause().word() + " (" + finding.confidence().word() + ")");
        finding.guide().ifPresent(guide -> terminal.paragraph("  More             ", guide));
        if (!finding.alternatives().isEmpty()) {
            terminal.paragraph(
                    "  It might also be ",
                    String.join(
                            ", ",
                            finding.alternatives().stream()
                                    .map(cause -> cause.word())
                                    .toList()));
        }
    }

    private static String tried(Diagnosis diagnosis) {
        return "%s at %s, port %d; it took %d ms and came as far as the stage \"%s\""
                .formatted(
                        diagnosis.protocol().toUpperCase(Locale.ROOT),
                        diagnosis.host(),
                        diagnosis.port(),
                        diagnosis.elapsedMillis(),
                        diagnosis.stage());
    }

    private static String who(WhoMustAct who) {
        return switch (who) {
            case MAILBOX_OWNER -> "the mailbox's owner";
            case PROVIDER_ADMIN -> "the administrator of the mail server";
            case OPERATOR -> "whoever runs Mailmoor";
            case NOBODY -> "nobody: it passes by itself";
        };
    }
}
