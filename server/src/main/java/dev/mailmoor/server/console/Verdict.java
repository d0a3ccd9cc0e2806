package dev.mailmoor.server.console;

import dev.mailmoor.server.diagnosis.Diagnosis;
import dev.mailmoor.server.mailbox.Direction;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a try of a mailbox's sides came to, in the words that every page uses for it.
 *
 * @param tried empty when nothing was tried
 * @param owner of the mailbox, who may have to act; may be empty
 */
record Verdict(Map<Direction, Diagnosis> tried, String owner) {
    static Verdict of(Map<Direction, Diagnosis> tried) {
        return new Verdict(tried, "");
    }

    /** Each side by itself, receiving first. */
    List<SideFound> sides() {
        return SideFound.of(tried, owner);
    }

    /** The same, but one for both when both say the same. */
    List<SideFound> together() {
        return SideFound.together(sides());
    }

    /** One side works and the other does not: it is saved only when the person says so. */
    boolean half() {
        return SideFound.half(sides());
    }

    /** Why nothing was saved, in a few words. */
    String headline() {
        if (half()) {
            return "Only one side works";
        }
        boolean login = tried.values().stream()
                .flatMap(diagnosis -> diagnosis.finding().stream())
                .anyMatch(Diagnosis.Finding::reauthRequired);
        return login ? "Invalid Password" : "Not Connected";
    }

    /** After a new credential was saved. */
    Notice changed() {
        return half() ? partly() : Notice.good(tried.isEmpty() ? "Saved." : "Connected Successfully");
    }

    /** After a new mailbox was saved. */
    Notice added() {
        return half() ? partly() : Notice.good(Explained.works(tried.values()));
    }

    private Notice partly() {
        return Notice.partly("Connected on one side. " + whichSide() + ": "
                + failing().found().summary());
    }

    /** Which side works, and which does not. */
    String whichSide() {
        return "%s works; %s does not"
                .formatted(working().title(), failing().title().toLowerCase(Locale.ROOT));
    }

    private SideFound working() {
        return sides().stream()
                .filter(side -> side.found().connected())
                .findFirst()
                .orElseThrow();
    }

    private SideFound failing() {
        return sides().stream()
                .filter(side -> !side.found().connected())
                .findFirst()
                .orElseThrow();
    }
}
