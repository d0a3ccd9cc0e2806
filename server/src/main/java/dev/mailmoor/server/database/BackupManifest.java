package dev.mailmoor.server.database;

import java.util.List;
import java.util.Map;

/**
 * What a backup holds.
 *
 * @param migrations versions of the schema's steps that had been taken
 * @param notes what others want told when it is restored
 * @param sequences where each sequence stood; restored ones carry on behind it
 */
record BackupManifest(
        String format,
        String madeAt,
        List<String> migrations,
        Map<String, String> notes,
        List<Table> tables,
        Map<String, Long> sequences) {
    static final String FORMAT = "mailmoor-backup-1";
    static final String ENTRY = "manifest.json";

    /** @param sha256 of the rows as PostgreSQL's COPY writes them in its text format */
    record Table(String name, List<String> columns, long rows, String sha256) {
        String entry() {
            return "tables/" + name + ".copy";
        }
    }
}
