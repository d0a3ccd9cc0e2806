package dev.mailmoor.server.vault;

import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Tells which key the secrets of a database need, without having it. */
public final class KeyFingerprint {
    private KeyFingerprint() {}

    /** Empty when the vault was never opened. The schema must be there. */
    public static Optional<String> of(DataSource database) {
        return new PostgresKeysets(new JdbcTemplate(database)).read().map(PostgresKeysets.Row::kekFingerprint);
    }
}
