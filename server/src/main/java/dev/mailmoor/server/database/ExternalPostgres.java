package dev.mailmoor.server.database;

import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.settings.PlainFault;
import dev.mailmoor.server.settings.Settings;
import java.sql.Connection;
import java.sql.SQLException;

/** A PostgreSQL that somebody else runs. */
final class ExternalPostgres {
    private static final int OLDEST = 15;

    private ExternalPostgres() {}

    /** Looks once, so that what is wrong can be said plainly. */
    static DatabaseAddress check(Settings.ExternalDatabase database) {
        DatabaseAddress address = new DatabaseAddress(
                database.jdbcUrl(),
                database.user().orElseGet(() -> System.getProperty("user.name")),
                database.password().orElseGet(() -> Secret.of("")));
        try (Connection connection = address.connect()) {
            int version = connection.getMetaData().getDatabaseMajorVersion();
            if (version < OLDEST) {
                throw PlainFault.wrongUse("The database of MAILMOOR_DATABASE_URL is PostgreSQL " + version
                        + "; it must be " + OLDEST + " or newer.");
            }
            return address;
        } catch (SQLException e) {
            throw PlainFault.failed("The database of MAILMOOR_DATABASE_URL cannot be used: "
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given"));
        }
    }
}
