package dev.mailmoor.server.console;

import java.util.List;
import java.util.Optional;

/** Channels → Email: the fleet, narrowed and ordered. */
record MailboxListPage(
        Frame frame,
        String says,
        boolean fleetEmpty,
        Filter filter,
        List<Chip> chips,
        List<Option> providers,
        List<MailboxRow> rows,
        Optional<String> previous,
        Optional<String> next)
        implements Screen {
    /** Whether a campaign can be sent from here. */
    boolean choosable() {
        return frame.operator() && rows.stream().anyMatch(MailboxRow::lost);
    }

    /** What is asked for; texts are empty when not. */
    record Filter(String q, String state, String provider, String tag, String owner, String order) {
        boolean narrowed() {
            return !(q + state + provider + tag + owner).isEmpty();
        }
    }

    /** A state to filter by, with its number. */
    record Chip(String text, String number, String link, boolean chosen) {}

    record Option(String value, String text, boolean chosen) {}
}
