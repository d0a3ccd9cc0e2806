package dev.mailmoor.server.bulk;

import dev.mailmoor.server.workspace.WorkspaceId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table {@code import_chunk}: which rows lie in which sealed chunk, and which chunks are done. */
@Component
class PostgresChunks {
    private final JdbcClient jdbc;

    PostgresChunks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Chunk(int number, int firstRow, int lastRow, int rows) {}

    void add(WorkspaceId workspace, UUID importId, Chunk chunk) {
        jdbc.sql("insert into import_chunk values (:workspace, :import, :chunk, :first, :last, :rows, false)")
                .param("workspace", workspace.value())
                .param("import", importId)
                .param("chunk", chunk.number())
                .param("first", chunk.firstRow())
                .param("last", chunk.lastRow())
                .param("rows", chunk.rows())
                .update();
    }

    List<Chunk> all(ImportRun run) {
        return list(run, "true");
    }

    List<Chunk> toDo(ImportRun run) {
        return list(run, "not done");
    }

    private List<Chunk> list(ImportRun run, String which) {
        return jdbc.sql("""
                        select chunk, first_row, last_row, rows from import_chunk
                        where workspace_id = :workspace and import_id = :import and %s order by chunk
                        """.formatted(which))
                .param("workspace", run.workspace().value())
                .param("import", run.id())
                .query((row, _) -> new Chunk(row.getInt(1), row.getInt(2), row.getInt(3), row.getInt(4)))
                .list();
    }

    /** Marks those as done whose rows all have an outcome. */
    void mark(ImportRun run) {
        jdbc.sql("""
                        update import_chunk c set done = true
                        where workspace_id = :workspace and import_id = :import and not done and rows = (
                            select count(*) from import_row r
                            where r.workspace_id = c.workspace_id and r.import_id = c.import_id
                                and r.row_number between c.first_row and c.last_row)
                        """)
                .param("workspace", run.workspace().value())
                .param("import", run.id())
                .update();
    }

    void done(ImportRun run, Chunk chunk) {
        jdbc.sql("""
                        update import_chunk set done = true
                        where workspace_id = :workspace and import_id = :import and chunk = :chunk
                        """)
                .param("workspace", run.workspace().value())
                .param("import", run.id())
                .param("chunk", chunk.number())
                .update();
    }

    Set<Integer> settledRows(ImportRun run, Chunk chunk) {
        return new HashSet<>(jdbc.sql("""
                        select row_number from import_row
                        where workspace_id = :workspace and import_id = :import and row_number between :first and :last
                        """)
                .param("workspace", run.workspace().value())
                .param("import", run.id())
                .param("first", chunk.firstRow())
                .param("last", chunk.lastRow())
                .query(Integer.class)
                .list());
    }

    void forget(WorkspaceId workspace, UUID importId) {
        jdbc.sql("delete from import_chunk where workspace_id = :workspace and import_id = :import")
                .param("workspace", workspace.value())
                .param("import", importId)
                .update();
    }
}
