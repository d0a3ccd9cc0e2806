package dev.mailmoor.testkit.hosts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** One server program and the processes it starts; ended with the JVM at the latest. */
final class HostProcess {
    private static final Duration TO_START = Duration.ofSeconds(15);
    private static final Duration TO_STOP = Duration.ofSeconds(5);
    /** Goodbyes are said in the first milliseconds; Dovecot then lingers for a second that no test needs. */
    private static final Duration TO_SAY_GOODBYE = Duration.ofMillis(300);

    private static final Duration PAUSE = Duration.ofMillis(10);
    private static final Set<HostProcess> RUNNING = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> RUNNING.forEach(HostProcess::kill), "end mail hosts"));
    }

    private final List<String> command;
    private final Map<String, String> environment;
    private final Path log;
    private Optional<Process> process = Optional.empty();

    HostProcess(List<String> command, Map<String, String> environment, Path log) {
        this.command = List.copyOf(command);
        this.environment = Map.copyOf(environment);
        this.log = log;
    }

    /** Returns when {@code ready} holds; throws with the log when the program ends before, or too much time passes. */
    synchronized void start(BooleanSupplier ready) {
        if (process.isPresent()) {
            return;
        }
        Process started = launch();
        process = Optional.of(started);
        RUNNING.add(this);
        Instant deadline = Instant.now().plus(TO_START);
        while (!ready.getAsBoolean()) {
            if (endsWithin(started, PAUSE) || Instant.now().isAfter(deadline)) {
                kill();
                throw new IllegalStateException(command.getFirst() + " did not start:\n" + log());
            }
        }
    }

    synchronized void stop() {
        process.ifPresent(running -> {
            List<ProcessHandle> family = haltedFamily(running);
            running.destroy();
            signal(running, "CONT");
            endsWithin(running, TO_SAY_GOODBYE);
            end(family);
        });
    }

    synchronized void kill() {
        process.ifPresent(running -> end(haltedFamily(running)));
    }

    String log() {
        try {
            return Files.exists(log) ? Files.readString(log) : "";
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private Process launch() {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(environment);
        try {
            return builder.start();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private void end(List<ProcessHandle> family) {
        family.forEach(ProcessHandle::destroyForcibly);
        Instant deadline = Instant.now().plus(TO_STOP);
        while (family.stream().anyMatch(HostProcess::works) && Instant.now().isBefore(deadline)) {
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        process = Optional.empty();
        RUNNING.remove(this);
    }

    /**
     * Not {@code onExit()}: it asks after other people's children only every two seconds. A dead one whose new parent has
     * not noticed yet counts as alive, but no longer has a command.
     */
    private static boolean works(ProcessHandle member) {
        return member.isAlive() && member.info().command().isPresent();
    }

    /** The parent stands still from here on, so that it starts no further child, who would go on listening. */
    private static List<ProcessHandle> haltedFamily(Process parent) {
        signal(parent, "STOP");
        return Stream.concat(Stream.of(parent.toHandle()), parent.descendants()).toList();
    }

    private static void signal(Process process, String name) {
        try {
            endsWithin(new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start(), TO_STOP);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private static boolean endsWithin(Process process, Duration patience) {
        try {
            return process.waitFor(patience);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a mail host starts or stops", interrupted);
        }
    }
}
