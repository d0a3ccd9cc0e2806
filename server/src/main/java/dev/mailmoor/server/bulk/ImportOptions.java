package dev.mailmoor.server.bulk;

import java.util.Map;

/**
 * What a person asked for with a file.
 *
 * @param mapping column to field; it overrides what the columns' names tell
 * @param common field to text, for rows that leave the field blank; no secrets
 * @param reportTo an address, or empty
 * @param loginsPerSecond what each server gets at least during this run; 0: as usual
 */
public record ImportOptions(
        Map<String, String> mapping,
        Existing existing,
        Trying trying,
        String reportTo,
        Map<String, String> common,
        double loginsPerSecond) {
    public static final ImportOptions USUAL =
            new ImportOptions(Map.of(), Existing.REFUSED, Trying.FIRST, "", Map.of(), 0);

    /** What becomes of rows whose mailbox exists. */
    public enum Existing {
        REFUSED,
        UPDATED
    }

    /** Whether rows are tried before they are saved. */
    public enum Trying {
        FIRST,
        NOT_AT_ALL
    }
}
