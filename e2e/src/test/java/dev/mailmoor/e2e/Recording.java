package dev.mailmoor.e2e;

import static org.awaitility.Awaitility.await;

import dev.mailmoor.testkit.hosts.FreePorts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * What the launcher keeps beside each build: a recording of one start, by which later ones are quick
 * (docs/decisions/0006). Made once for all stories, which start some thirty processes. Without it they are slower only.
 */
final class Recording implements BeforeAllCallback {
    private static final Duration TO_START = Duration.ofSeconds(120);
    private static final Duration TO_PUT_TOGETHER = Duration.ofSeconds(120);

    /** Before the tests, whose time is limited. */
    @Override
    public void beforeAll(ExtensionContext story) {
        Path recorded = recorded(Program.SERVER.jar());
        if (!isNewer(recorded, Program.SERVER.jar())) {
            record(Program.SERVER.jar(), Program.java(), recorded);
        }
    }

    private static Path recorded(Path jar) {
        return jar.resolveSibling("stories.aot");
    }

    /** The flags that use the recording of this jar; none when there is none. */
    static List<String> flags(Path jar) {
        Path recorded = recorded(jar);
        return isNewer(recorded, jar)
                ? List.of("-XX:AOTCache=" + recorded, "-Xlog:aot*=off", "-Xlog:cds*=off")
                : List.of();
    }

    private static boolean isNewer(Path recorded, Path jar) {
        return recorded.toFile().length() > 0
                && recorded.toFile().lastModified() > jar.toFile().lastModified();
    }

    private static void record(Path jar, List<String> java, Path recorded) {
        DataFolder data = DataFolder.create();
        Path next = recorded.resolveSibling("stories.next");
        try {
            trial(jar, java, next, data);
            if (Files.exists(next)) {
                Files.move(next, recorded, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException | ConditionTimeoutException without) {
            System.err.println("no recording was made: " + without.getMessage());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            data.delete();
        }
    }

    private static void trial(Path jar, List<String> java, Path next, DataFolder data)
            throws IOException, InterruptedException {
        int port = FreePorts.take();
        Path output = data.path().resolve("output");
        List<String> command = new ArrayList<>(java);
        command.addAll(List.of("-XX:AOTCacheOutput=" + next, "-jar", jar.toString(), "serve"));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put("MAILMOOR_DATA", data.path().resolve("data").toString());
        builder.environment().put("MAILMOOR_PORT", String.valueOf(port));
        Process process = builder.start();
        try {
            await().atMost(TO_START)
                    .until(() -> !process.isAlive() || Files.readString(output).contains("Mailmoor is ready"));
            lookAtAPage(port);
            process.destroy();
            process.waitFor(TO_PUT_TOGETHER.toSeconds(), TimeUnit.SECONDS);
        } finally {
            process.destroyForcibly();
        }
    }

    private static void lookAtAPage(int port) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/sign-in"))
                            .timeout(Duration.ofSeconds(30))
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
        }
    }
}
