package dev.mailmoor.bench;

import dev.mailmoor.server.settings.Reading;
import dev.mailmoor.server.settings.Settings;
import dev.mailmoor.server.settings.SettingsReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** A service's data folder and configuration: a stub as its mail server, and the login budget lifted. */
final class ServiceFolder implements AutoCloseable {
    static final String OWNER = "bench@mailmoor.example";
    static final String PASSWORD = "mailmoor-bench-owner";
    static final String API_KEY = "mailmoor-bench-key-0123456789abcdef";

    private final Path folder;
    private final int port = freePort();
    private final Map<String, String> environment = new HashMap<>();

    ServiceFolder(String trustedRootPem, Duration checkInterval) throws IOException {
        folder = Files.createTempDirectory("mailmoor-bench-data");
        Path root = Files.writeString(folder.resolve("root.pem"), trustedRootPem);
        environment.put("MAILMOOR_DATA", folder.resolve("data").toString());
        environment.put("MAILMOOR_PORT", Integer.toString(port));
        environment.put("MAILMOOR_BOOTSTRAP_API_KEY", API_KEY);
        environment.put("MAILMOOR_BOOTSTRAP_OWNER_EMAIL", OWNER);
        environment.put("MAILMOOR_BOOTSTRAP_OWNER_PASSWORD", PASSWORD);
        environment.put("MAILMOOR_ALLOWED_NETWORKS", "127.0.0.0/8,::1/128");
        environment.put("MAILMOOR_TRUSTED_CERTIFICATES", root.toString());
        environment.put("MAILMOOR_CHECK_INTERVAL", checkInterval.toSeconds() + "s");
        environment.put("MAILMOOR_SERVER_LOGINS_PER_SECOND", "1000000");
    }

    /** Takes the lifting of the login budget back. */
    ServiceFolder paced() {
        environment.remove("MAILMOOR_SERVER_LOGINS_PER_SECOND");
        return this;
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Map<String, String> environment() {
        return environment;
    }

    Path data() {
        return folder.resolve("data");
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    Settings settings() {
        return switch (SettingsReader.read(environment, folder)) {
            case Reading.Complete complete -> complete.settings();
            case Reading.Faulty faulty ->
                throw new IllegalStateException(faulty.faults().toString());
        };
    }

    @Override
    public void close() throws IOException {
        Folders.delete(folder);
    }
}
