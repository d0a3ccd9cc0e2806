package dev.mailmoor.server.testing;

import dev.mailmoor.protocol.wire.Cidr;
import dev.mailmoor.server.database.DatabaseAddress;
import dev.mailmoor.server.settings.KeySource;
import dev.mailmoor.server.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The defaults of the contract, with mail servers allowed on the loopback and a test clock. */
public final class TestSettings {
    private static final String KEY = "vault.key";

    private TestSettings() {}

    public static Settings on(DatabaseAddress address) {
        Path data = dataFolder();
        return new Settings(
                data,
                new Settings.Web(0, "127.0.0.1", URI.create("http://localhost:8025"), List.of(), Optional.empty()),
                Optional.of(new Settings.ExternalDatabase(
                        address.jdbcUrl(), Optional.of(address.user()), Optional.of(address.password()))),
                new Settings.Bootstrap(Optional.empty(), Optional.empty()),
                new Settings.MailServers(
                        List.of(Cidr.parse("127.0.0.0/8"), Cidr.parse("::1/128")),
                        Optional.empty(),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(20),
                        Optional.empty(),
                        false),
                new Settings.Checks(
                        Duration.ofMinutes(5),
                        Duration.ofMinutes(10),
                        Duration.ofMinutes(30),
                        Duration.ofSeconds(30),
                        Duration.ofMinutes(30)),
                Settings.Notices.NONE,
                new KeySource.InFile(data.resolve(KEY)),
                true);
    }

    private static Path dataFolder() {
        try {
            Path folder = Files.createTempDirectory("mailmoor-test");
            // In the order of going: what was named last goes first.
            folder.toFile().deleteOnExit();
            folder.resolve(KEY).toFile().deleteOnExit();
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
