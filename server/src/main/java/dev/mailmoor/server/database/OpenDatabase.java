package dev.mailmoor.server.database;

import dev.mailmoor.server.settings.PlainFault;
import dev.mailmoor.server.settings.Settings;

/** The database of the settings, open for use: the embedded one, started, or an external one, looked at. */
public final class OpenDatabase implements AutoCloseable {
    private final DatabaseAddress address;
    private final Runnable closing;

    private OpenDatabase(DatabaseAddress address, Runnable closing) {
        this.address = address;
        this.closing = closing;
    }

    /**
     * For {@code serve}.
     *
     * @throws PlainFault when it cannot be used
     */
    public static OpenDatabase open(Settings settings) {
        return settings.database()
                .map(OpenDatabase::external)
                .orElseGet(() -> started(EmbeddedPostgres.start(settings.data())));
    }

    /**
     * For commands that work beside a running {@code serve} or without one.
     *
     * @throws PlainFault when it cannot be used
     */
    public static OpenDatabase join(Settings settings) {
        return settings.database()
                .map(OpenDatabase::external)
                .orElseGet(() -> EmbeddedPostgres.runningOn(settings.data())
                        .map(address -> new OpenDatabase(address, () -> {}))
                        .orElseGet(() -> started(EmbeddedPostgres.start(settings.data()))));
    }

    private static OpenDatabase started(EmbeddedPostgres postgres) {
        return new OpenDatabase(postgres.address(), postgres::close);
    }

    private static OpenDatabase external(Settings.ExternalDatabase database) {
        return new OpenDatabase(ExternalPostgres.check(database), () -> {});
    }

    public DatabaseAddress address() {
        return address;
    }

    @Override
    public void close() {
        closing.run();
    }
}
