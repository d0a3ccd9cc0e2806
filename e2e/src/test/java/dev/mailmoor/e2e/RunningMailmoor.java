package dev.mailmoor.e2e;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The product as its own process, from this build's jar, on a data folder of its own; ended, its database too, on close.
 *
 * <pre>{@code
 * try (RunningMailmoor moor = RunningMailmoor.prepare().trusting(host).with("MAILMOOR_CONFIRM_DELAY", "1s").start()) {
 *     moor.api().post("/mailboxes", "{…}").expect(201);
 *     moor.kill();
 *     moor.startAgain();
 * }
 * }</pre>
 */
public final class RunningMailmoor implements AutoCloseable {
    public static final String OWNER = "owner@moor.test";

    private static final Duration TO_START = Duration.ofSeconds(120);
    private static final Duration TO_STOP = Duration.ofSeconds(15);
    private static final Pattern READY = Pattern.compile("Mailmoor is ready at (\\S+)");

    private final Preparation preparation;
    private final ProcessOutput output;
    private Process process;
    private URI url;

    RunningMailmoor(Preparation preparation) {
        this.preparation = preparation;
        output = preparation.newOutput();
        process = launch();
        url = awaitReady(0);
    }

    /** A new, empty data folder, an owner and an API key, mail servers allowed on the loopback. */
    public static Preparation prepare() {
        return new Preparation();
    }

    public URI url() {
        return url;
    }

    /** The API with the bootstrap key's full rights. */
    public Api api() {
        return new Api(url, preparation.apiKey());
    }

    /** The bootstrap key: for another process on the same database. */
    public String apiKey() {
        return preparation.apiKey();
    }

    public String ownerPassword() {
        return preparation.ownerPassword();
    }

    /** Runs another command of the product with the same settings, to its end. */
    public CommandRun run(String... arguments) {
        return preparation.run(arguments);
    }

    /** Runs a command that talks to this service, with the bootstrap key, to its end. */
    public CommandRun command(String input, String... arguments) {
        Map<String, String> environment = Map.of("MAILMOOR_URL", url.toString(), "MAILMOOR_API_KEY", apiKey());
        return CommandRun.withInput(input, Program.SERVER, environment, List.of(arguments));
    }

    public Path data() {
        return preparation.data().path();
    }

    /** Everything it printed since its first start, secrets included: never print it. */
    public String output() {
        return output.text();
    }

    public long pid() {
        return process.pid();
    }

    /** Asks it to end, as Ctrl-C does, and waits; returns its exit status. */
    public int stop() {
        process.destroy();
        return awaitEnd();
    }

    /** Kill -9 of the process alone: its database is left running. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** Kill -9 of the process and its database, as a power cut. */
    public void killWithDatabase() {
        Optional<ProcessHandle> database = preparation.data().database();
        process.destroyForcibly();
        database.ifPresent(ProcessHandle::destroyForcibly);
        awaitEnd();
    }

    /** Kill -9 of the database alone. */
    public void killDatabase() {
        preparation.data().database().ifPresent(ProcessHandle::destroyForcibly);
    }

    /** The database neither answers nor refuses, as on a disk that hangs, until it is told otherwise. */
    public void haltDatabase() {
        preparation.data().signalDatabase("STOP");
    }

    public void resumeDatabase() {
        preparation.data().signalDatabase("CONT");
    }

    /** On the same folder and port; returns when it is ready, with the time that took. */
    public Duration startAgain() {
        int before = output.text().length();
        long began = System.nanoTime();
        process = launch();
        url = awaitReady(before);
        return Duration.ofNanos(System.nanoTime() - began);
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            process.destroy();
        }
        try {
            awaitEnd();
        } finally {
            preparation.data().delete();
            output.forget();
        }
    }

    private Process launch() {
        ProcessBuilder builder = new ProcessBuilder(preparation.command())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.file().toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("MAILMOOR_"));
        builder.environment().putAll(preparation.environment());
        try {
            Process started = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly));
            return started;
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private URI awaitReady(int from) {
        await("Mailmoor is ready")
                .atMost(TO_START)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> ready(from).isPresent() || !process.isAlive());
        return ready(from)
                .orElseThrow(() -> new IllegalStateException(
                        "Mailmoor ended with " + process.exitValue() + ":\n" + output.tail(60)));
    }

    private Optional<URI> ready(int from) {
        Matcher line = READY.matcher(output.text().substring(from));
        return line.find() ? Optional.of(URI.create(line.group(1))) : Optional.empty();
    }

    private int awaitEnd() {
        try {
            if (!process.waitFor(TO_STOP)) {
                process.destroyForcibly().waitFor();
                throw new IllegalStateException("Mailmoor did not end by itself:\n" + output.tail(60));
            }
            return process.exitValue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while Mailmoor ends", interrupted);
        }
    }
}
