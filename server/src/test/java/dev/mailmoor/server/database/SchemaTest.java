package dev.mailmoor.server.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailmoor.server.testing.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.api.Test;

class SchemaTest {
    private final DatabaseAddress address = TestPostgres.emptyDatabase();

    @Test
    void itIsCurrentWhenAllMigrationsWereTakenAndNoOthers() throws SQLException {
        assertThat(isCurrent()).isFalse();

        Schema.migrations(address, MigrationVersion.fromVersion("40")).migrate();
        assertThat(isCurrent()).isFalse();

        Schema.migrations(address, MigrationVersion.LATEST).migrate();
        assertThat(isCurrent()).isTrue();

        change("update flyway_schema_history set success = false where version = '90'");
        assertThat(isCurrent()).isFalse();

        change("update flyway_schema_history set success = true, version = '9999' where version = '90'");
        assertThat(isCurrent()).isFalse();
    }

    private boolean isCurrent() throws SQLException {
        try (Connection connection = TestPostgres.connect(address).getConnection()) {
            return new Schema(connection).isCurrent();
        }
    }

    private void change(String sql) throws SQLException {
        try (Connection connection = TestPostgres.connect(address).getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }
}
