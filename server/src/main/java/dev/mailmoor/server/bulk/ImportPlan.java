package dev.mailmoor.server.bulk;

import java.util.List;
import java.util.Map;

/**
 * What would become of a file's rows.
 *
 * @param mapping column to field, in the header's order
 * @param ignored columns that mean nothing here
 * @param sample of the first rows
 * @param refused the first rows that would fail before anything is tried
 * @param toAsk mailboxes whose people could be asked for a grant, once the import is over
 * @param servers where rows would be tried, those with most first
 */
public record ImportPlan(
        Map<String, String> mapping,
        List<String> ignored,
        ImportRun.Counts counts,
        List<Planned> sample,
        List<RowOutcome> refused,
        List<ServerLoad> servers,
        int toAsk) {

    /**
     * One row.
     *
     * @param fields without the secrets; of those only that they are there
     * @param changes what would change about a mailbox that exists
     */
    public record Planned(RowOutcome outcome, Map<String, String> fields, List<Change> changes) {}

    /**
     * One of them.
     *
     * @param field a word of CONTRACT §6
     * @param from empty for a secret
     * @param to of a secret only that it is a new one
     */
    public record Change(String field, String from, String to) {}

    /** @param seconds how long it takes at the usual pace of logins */
    public record ServerLoad(String servers, int rows, long seconds) {}
}
