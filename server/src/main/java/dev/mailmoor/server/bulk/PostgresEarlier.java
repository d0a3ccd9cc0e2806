package dev.mailmoor.server.bulk;

import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The table {@code import_earlier}: only rows that changed servers or texts have a line in it. */
@Component
class PostgresEarlier {
    private final JdbcClient jdbc;
    private final JsonMapper json;

    PostgresEarlier(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    void put(ImportRun run, List<RowOutcome> outcomes) {
        List<RowOutcome> changed =
                outcomes.stream().filter(one -> one.earlier().isPresent()).toList();
        if (changed.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        insert into import_earlier (workspace_id, import_id, row_number, earlier)
                        select :workspace, :import, row_number, earlier::jsonb
                        from unnest(:rows, :earlier) as n (row_number, earlier)
                        """)
                .param("workspace", run.workspace().value())
                .param("import", run.id())
                .param("rows", changed.stream().map(RowOutcome::row).toArray(Integer[]::new))
                .param(
                        "earlier",
                        changed.stream()
                                .map(one ->
                                        json.writeValueAsString(one.earlier().orElseThrow()))
                                .toArray(String[]::new))
                .update();
    }

    Optional<Earlier> find(ImportRun run, int row) {
        return jdbc.sql("""
                        select earlier from import_earlier
                        where workspace_id = :workspace and import_id = :import and row_number = :row
                        """)
                .param("workspace", run.workspace().value())
                .param("import", run.id())
                .param("row", row)
                .query((found, _) -> json.readValue(found.getString(1), Earlier.class))
                .optional();
    }
}
