package dev.mailmoor.server.console;

import java.util.Locale;

/** Numbers and shares as people read them. */
final class Numbers {
    private Numbers() {}

    /** {@code 1,000,000}. */
    static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** {@code 97.8 %}; never 100 while something is missing. */
    static String share(long part, long whole) {
        if (whole == 0) {
            return "–";
        }
        if (part == whole) {
            return "100 %";
        }
        long tenths = Math.min(999, Math.round(1000.0 * part / whole));
        return "%d.%d %%".formatted(tenths / 10, tenths % 10);
    }

    /** {@code 1 mailbox}, {@code 2 mailboxes}. */
    static String count(long number, String one, String many) {
        return grouped(number) + " " + (number == 1 ? one : many);
    }
}
