package dev.mailmoor.server.vault;

import dev.mailmoor.server.workspace.WorkspaceId;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;

/** The table of sealed secrets: many rows in one statement. */
final class SealedSecrets {
    private static final String REFS = "unnest(?::uuid[], ?::uuid[], ?::text[], ?::bigint[])";
    private static final String INSERT = """
            insert into sealed_secret (workspace_id, subject_id, purpose, version, sealed)
            select * from unnest(?::uuid[], ?::uuid[], ?::text[], ?::bigint[], ?::bytea[])""";
    private final JdbcTemplate jdbc;

    SealedSecrets(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    record Row(SecretRef ref, byte[] sealed) {}

    void put(List<Row> rows) {
        insert(
                rows,
                INSERT
                        + " on conflict (workspace_id, subject_id, purpose, version) do update set sealed = excluded.sealed");
    }

    /** None of these may be there. */
    void add(List<Row> rows) {
        insert(rows, INSERT);
    }

    private void insert(List<Row> rows, String sql) {
        jdbc.update((Connection connection) -> {
            PreparedStatement insert = connection.prepareStatement(sql);
            bindRefs(insert, rows.stream().map(Row::ref).toList());
            insert.setArray(5, bytes(connection, rows.stream().map(Row::sealed).toList()));
            return insert;
        });
    }

    Map<SecretRef, byte[]> find(Collection<SecretRef> refs) {
        List<SecretRef> asked = List.copyOf(refs);
        Map<SecretRef, byte[]> found = HashMap.newHashMap(asked.size());
        jdbc.query(
                (Connection connection) -> {
                    PreparedStatement select = connection.prepareStatement("""
                            select workspace_id, subject_id, purpose, version, sealed
                            from %s as asked (workspace_id, subject_id, purpose, version)
                            join sealed_secret using (workspace_id, subject_id, purpose, version)
                            """.formatted(REFS));
                    bindRefs(select, asked);
                    return select;
                },
                row -> {
                    Row each = row(row);
                    found.put(each.ref(), each.sealed());
                });
        return found;
    }

    void forget(WorkspaceId workspace, UUID subject) {
        jdbc.update("delete from sealed_secret where workspace_id = ? and subject_id = ?", workspace.value(), subject);
    }

    void forgetVersion(WorkspaceId workspace, UUID subject, long version) {
        jdbc.update(
                "delete from sealed_secret where workspace_id = ? and subject_id = ? and version = ?",
                workspace.value(),
                subject,
                version);
    }

    /** The next rows in order of their names that another key sealed than the one with this prefix. */
    List<Row> notSealedBy(byte[] prefix, SecretRef after, int limit) {
        List<Row> rows = new ArrayList<>();
        jdbc.query(
                """
                select workspace_id, subject_id, purpose, version, sealed
                from sealed_secret
                where (workspace_id, subject_id, purpose, version) > (?, ?, ?, ?) and substring(sealed from 1 for 5) <> ?
                order by workspace_id, subject_id, purpose, version
                limit ?
                """,
                row -> {
                    rows.add(row(row));
                },
                after.workspace().value(),
                after.subject(),
                after.purpose(),
                after.version(),
                prefix,
                limit);
        return rows;
    }

    boolean anyNotSealedBy(byte[] prefix) {
        Boolean any = jdbc.queryForObject(
                "select exists (select from sealed_secret where substring(sealed from 1 for 5) <> ?)",
                Boolean.class,
                prefix);
        return Boolean.TRUE.equals(any);
    }

    /** Only rows that are still as they were read are replaced. */
    void swap(List<Row> old, List<byte[]> fresh) {
        jdbc.update((Connection connection) -> {
            PreparedStatement update = connection.prepareStatement("""
                    update sealed_secret as s set sealed = n.fresh
                    from unnest(?::uuid[], ?::uuid[], ?::text[], ?::bigint[], ?::bytea[], ?::bytea[])
                      as n (workspace_id, subject_id, purpose, version, old, fresh)
                    where s.workspace_id = n.workspace_id and s.subject_id = n.subject_id
                      and s.purpose = n.purpose and s.version = n.version and s.sealed = n.old
                    """);
            bindRefs(update, old.stream().map(Row::ref).toList());
            update.setArray(5, bytes(connection, old.stream().map(Row::sealed).toList()));
            update.setArray(6, bytes(connection, fresh));
            return update;
        });
    }

    private static Row row(ResultSet row) throws SQLException {
        WorkspaceId workspace = new WorkspaceId(row.getObject(1, UUID.class));
        return new Row(
                new SecretRef(workspace, row.getObject(2, UUID.class), row.getString(3), row.getLong(4)),
                row.getBytes(5));
    }

    private static void bindRefs(PreparedStatement statement, List<SecretRef> refs) throws SQLException {
        Connection connection = statement.getConnection();
        statement.setArray(
                1,
                array(
                        connection,
                        "uuid",
                        refs.stream().map(ref -> ref.workspace().value()).toList()));
        statement.setArray(
                2,
                array(connection, "uuid", refs.stream().map(SecretRef::subject).toList()));
        statement.setArray(
                3,
                array(connection, "text", refs.stream().map(SecretRef::purpose).toList()));
        statement.setArray(
                4,
                array(
                        connection,
                        "bigint",
                        refs.stream().map(SecretRef::version).toList()));
    }

    private static Array array(Connection connection, String type, List<?> values) throws SQLException {
        return connection.createArrayOf(type, values.toArray());
    }

    private static Array bytes(Connection connection, List<byte[]> values) throws SQLException {
        return connection.createArrayOf("bytea", values.toArray(byte[][]::new));
    }
}
