package dev.mailmoor.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The service as its launcher runs it: a process of its own, with the flags that this one was given by the same launcher. */
final class ServiceProcess implements AutoCloseable {
    private static final String READY = "Mailmoor is ready";
    private final Process process;

    private ServiceProcess(Process process) {
        this.process = process;
    }

    /** Returns when it is ready. */
    static ServiceProcess start(ServiceFolder folder) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(
                List.of("-cp", System.getProperty("java.class.path"), "dev.mailmoor.server.cli.Mailmoor", "serve"));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(folder.environment());
        Process process = builder.start();
        BufferedReader output = process.inputReader();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(READY)) {
                Thread.ofVirtual().start(() -> output.lines().forEach(_ -> {}));
                return new ServiceProcess(process);
            }
        }
        throw new IllegalStateException("the service did not start");
    }

    /** User and system time of the service; PostgreSQL is not in it. */
    Duration cpu() {
        return process.toHandle().info().totalCpuDuration().orElseThrow();
    }

    /** Of the service; PostgreSQL is not in it. */
    double residentMebibytes() throws IOException {
        return mebibytes("VmRSS:");
    }

    /** The most that ever was. */
    double peakMebibytes() throws IOException {
        return mebibytes("VmHWM:");
    }

    private double mebibytes(String name) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            if (line.startsWith(name)) {
                return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
            }
        }
        throw new IllegalStateException("the system does not tell how much memory the service has");
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
