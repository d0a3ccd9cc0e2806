package dev.mailmoor.server.bulk;

import dev.mailmoor.server.bulk.ImportRun.Counts;
import dev.mailmoor.server.bulk.ImportRun.State;
import dev.mailmoor.server.bulk.ImportRun.Undo;
import dev.mailmoor.server.workspace.Actor;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/** Reads rows of {@code import_run}. */
record ImportRows(JsonMapper json) {
    ImportRun run(ResultSet row) throws SQLException {
        UUID actor = row.getObject("actor_id", UUID.class);
        String name = row.getString("actor_name");
        return new ImportRun(
                new WorkspaceId(row.getObject("workspace_id", UUID.class)),
                row.getObject("import_id", UUID.class),
                row.getString("file_name"),
                State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                List.of((String[]) row.getArray("columns").getArray()),
                options(row.getString("options")),
                row.getString("actor_kind").equals("person")
                        ? new Actor.Person(actor, name)
                        : new Actor.Program(actor, name),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                instant(row, "finished_at"),
                new Counts(
                        row.getInt("total"),
                        row.getInt("created"),
                        row.getInt("updated"),
                        row.getInt("unchanged"),
                        row.getInt("failed")),
                row.getDouble("per_second"),
                Optional.ofNullable(row.getString("undo")).map(undo -> undo(undo, row)));
    }

    private static Undo undo(String word, ResultSet row) {
        try {
            return new Undo(word.equals("done"), row.getInt("restored"), row.getInt("removed"), row.getInt("kept"));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    private ImportOptions options(String text) {
        return text.equals("{}") ? ImportOptions.USUAL : json.readValue(text, ImportOptions.class);
    }

    String options(ImportOptions options) {
        return json.writeValueAsString(options);
    }
}
