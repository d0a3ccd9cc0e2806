package dev.mailmoor.server.vault;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Keeps the sealed keyset, and sees to it that it never changes while somebody seals. */
final class PostgresKeysets {
    /** An advisory lock's number, ours alone in this database. */
    private static final long LOCK = 0x4d6f6f72_0001L;

    private final JdbcTemplate jdbc;

    PostgresKeysets(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    record Row(long version, String kekFingerprint, byte[] sealed) {}

    Optional<Row> read() {
        return JdbcClient.create(jdbc)
                .sql("select version, kek_fingerprint, sealed from vault_keyset")
                .query((row, number) -> new Row(row.getLong(1), row.getString(2), row.getBytes(3)))
                .optional();
    }

    /** Until the transaction ends nobody seals, and nobody else changes the keyset. */
    void lockForChange() {
        jdbc.query("select pg_advisory_xact_lock(?)", row -> {}, LOCK);
    }

    /**
     * Until the transaction ends the keyset stays as it is.
     *
     * @return its version
     */
    long lockForSealing() {
        // Two statements in one journey: the second must see what was committed before the lock was had.
        Long version = jdbc.execute((Connection connection) -> {
            try (PreparedStatement both = connection.prepareStatement(
                    "select pg_advisory_xact_lock_shared(" + LOCK + "); select version from vault_keyset")) {
                both.execute();
                both.getMoreResults();
                return version(both);
            }
        });
        return version == null ? 0 : version;
    }

    private static long version(PreparedStatement statement) throws SQLException {
        try (ResultSet rows = statement.getResultSet()) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }

    void insert(Keyset keyset, KeyEncryptionKey kek) {
        jdbc.update(
                "insert into vault_keyset (version, kek_fingerprint, sealed) values (?, ?, ?)",
                keyset.version(),
                kek.fingerprint(),
                keyset.sealedBy(kek));
    }

    void replace(Keyset keyset, KeyEncryptionKey kek) {
        jdbc.update(
                "update vault_keyset set version = ?, kek_fingerprint = ?, sealed = ?",
                keyset.version(),
                kek.fingerprint(),
                keyset.sealedBy(kek));
    }
}
