package dev.mailmoor.server.bulk;

import dev.mailmoor.server.bulk.Imports.Which;
import dev.mailmoor.server.mailbox.EmailAddress;
import dev.mailmoor.server.mailbox.MailboxId;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The table {@code import_row}: what came of each row. */
@Component
class PostgresOutcomes {
    private static final int PAGE = 2_000;
    private static final String ROWS = """
            select row_number, email, outcome, cause, message, fields, mailbox_id, credential_version
            from import_row
            where workspace_id = :workspace and import_id = :import and row_number > :after
            order by row_number limit :limit
            """;
    private static final String FAILED_ROWS = """
            select row_number, email, outcome, cause, message, fields, mailbox_id, credential_version
            from import_row
            where workspace_id = :workspace and import_id = :import and row_number > :after and outcome = 'failed'
            order by row_number limit :limit
            """;
    private static final TypeReference<Map<String, String>> FIELDS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final PostgresEarlier earlier;
    private final JsonMapper json;

    PostgresOutcomes(JdbcClient jdbc, PostgresEarlier earlier, JsonMapper json) {
        this.jdbc = jdbc;
        this.earlier = earlier;
        this.json = json;
    }

    void put(ImportRun run, List<RowOutcome> outcomes) {
        if (outcomes.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        insert into import_row (workspace_id, import_id, row_number, email, outcome, cause, message, fields,
                            mailbox_id, credential_version)
                        select :workspace, :import, row_number, email, outcome, cause, message, fields::jsonb, mailbox_id,
                            nullif(credential_version, 0)
                        from unnest(:rows, :emails, :outcomes, :causes, :messages, :fields, :mailboxes, :versions)
                            as n (row_number, email, outcome, cause, message, fields, mailbox_id, credential_version)
                        """)
                .param("workspace", run.workspace().value())
                .param("import", run.id())
                .param("rows", outcomes.stream().map(RowOutcome::row).toArray(Integer[]::new))
                .param("emails", outcomes.stream().map(RowOutcome::email).toArray(String[]::new))
                .param(
                        "outcomes",
                        outcomes.stream().map(one -> one.kind().word()).toArray(String[]::new))
                .param("causes", outcomes.stream().map(RowOutcome::cause).toArray(String[]::new))
                .param("messages", outcomes.stream().map(RowOutcome::message).toArray(String[]::new))
                .param(
                        "fields",
                        outcomes.stream()
                                .map(one -> one.fields().isEmpty() ? null : json.writeValueAsString(one.fields()))
                                .toArray(String[]::new))
                .param(
                        "mailboxes",
                        outcomes.stream().map(one -> one.mailbox().orElse(null)).toArray(UUID[]::new))
                .param(
                        "versions",
                        outcomes.stream()
                                .map(one -> one.credentialVersion().orElse(0))
                                .toArray(Long[]::new))
                .update();
        earlier.put(run, outcomes);
    }

    void each(WorkspaceId workspace, UUID importId, Which which, Consumer<RowOutcome> use) {
        int after = 0;
        List<RowOutcome> page = page(workspace, importId, which, new Range(after, PAGE));
        while (!page.isEmpty()) {
            page.forEach(use);
            after = page.getLast().row();
            page = page(workspace, importId, which, new Range(after, PAGE));
        }
    }

    record Range(int after, int limit) {}

    List<RowOutcome> page(WorkspaceId workspace, UUID importId, Which which, Range range) {
        return jdbc.sql(which == Which.ALL ? ROWS : FAILED_ROWS)
                .param("workspace", workspace.value())
                .param("import", importId)
                .param("after", range.after())
                .param("limit", range.limit())
                .query(this::outcome)
                .list();
    }

    /** The addresses of rows up to this one, for whoever goes on with the rest. */
    void addresses(ImportRun run, SeenAddresses seen) {
        List<Object[]> found = new ArrayList<>();
        int after = 0;
        do {
            found.clear();
            jdbc.sql("""
                            select row_number, email from import_row
                            where workspace_id = :workspace and import_id = :import and row_number > :after
                            order by row_number limit 20000
                            """)
                    .param("workspace", run.workspace().value())
                    .param("import", run.id())
                    .param("after", after)
                    .query(row -> {
                        found.add(new Object[] {row.getInt(1), row.getString(2)});
                    });
            for (Object[] one : found) {
                after = (Integer) one[0];
                int row = after;
                EmailAddress.parse((String) one[1]).ifPresent(address -> seen.earlier(address.value(), row));
            }
        } while (!found.isEmpty());
    }

    /** Of failed rows whose mailboxes are known. */
    List<MailboxId> toAsk(WorkspaceId workspace, UUID importId) {
        return jdbc.sql("""
                        select mailbox_id from import_row
                        where workspace_id = :workspace and import_id = :import and outcome = 'failed'
                            and mailbox_id is not null
                        order by row_number limit 5000
                        """)
                .param("workspace", workspace.value())
                .param("import", importId)
                .query((row, _) -> new MailboxId(row.getObject(1, UUID.class)))
                .list();
    }

    /** Rows that changed something, and were not looked at by the undoing yet. */
    List<RowOutcome> toUndo(ImportRun run, int limit) {
        return jdbc.sql("""
                        select row_number, email, outcome, cause, message, fields, mailbox_id, credential_version
                        from import_row
                        where workspace_id = :workspace and import_id = :import and undone is null
                            and outcome in ('created', 'updated')
                        order by row_number limit :limit
                        """)
                .param("workspace", run.workspace().value())
                .param("import", run.id())
                .param("limit", limit)
                .query(this::outcome)
                .list();
    }

    void undone(ImportRun run, int row, String how) {
        jdbc.sql("""
                        update import_row set undone = :how
                        where workspace_id = :workspace and import_id = :import and row_number = :row
                        """)
                .param("workspace", run.workspace().value())
                .param("import", run.id())
                .param("row", row)
                .param("how", how)
                .update();
    }

    private RowOutcome outcome(ResultSet row, int number) throws SQLException {
        String fields = row.getString("fields");
        long version = row.getLong("credential_version");
        return new RowOutcome(
                row.getInt("row_number"),
                row.getString("email"),
                RowOutcome.Kind.valueOf(row.getString("outcome").toUpperCase(Locale.ROOT)),
                row.getString("cause"),
                row.getString("message"),
                fields == null ? Map.of() : json.readValue(fields, FIELDS),
                Optional.ofNullable(row.getObject("mailbox_id", UUID.class)),
                version == 0 ? OptionalLong.empty() : OptionalLong.of(version));
    }
}
