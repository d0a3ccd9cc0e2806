package dev.mailmoor.server.bulk;

import static dev.mailmoor.server.bulk.PostgresImports.one;

import dev.mailmoor.server.bulk.ImportRun.Stop;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table {@code import_stop}. */
@Component
class PostgresStops {
    private final JdbcClient jdbc;

    PostgresStops(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void stop(ImportRun run, Stop stop) {
        one(jdbc.sql("""
                        insert into import_stop (workspace_id, import_id, servers, cause, message)
                        values (:workspace, :import, :servers, :cause, :message)
                        on conflict do nothing
                        """), run.workspace(), run.id())
                .param("servers", stop.servers())
                .param("cause", stop.cause())
                .param("message", stop.message())
                .update();
    }

    List<Stop> all(WorkspaceId workspace, UUID importId) {
        return one(jdbc.sql("""
                        select servers, cause, message, allowed from import_stop
                        where workspace_id = :workspace and import_id = :import order by servers
                        """), workspace, importId)
                .query((row, _) -> new Stop(row.getString(1), row.getString(2), row.getString(3), row.getBoolean(4)))
                .list();
    }

    void allow(WorkspaceId workspace, UUID importId) {
        one(
                        jdbc.sql(
                                "update import_stop set allowed = true where workspace_id = :workspace and import_id = :import"),
                        workspace,
                        importId)
                .update();
    }
}
