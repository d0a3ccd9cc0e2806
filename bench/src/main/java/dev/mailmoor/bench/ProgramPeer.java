package dev.mailmoor.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Another program, in its own process: it is told how many checks to make, and answers with the microseconds it took. */
final class ProgramPeer implements Peer {
    private final Process process;
    private final BufferedReader output;
    private final Writer input;

    private ProgramPeer(Process process) {
        this.process = process;
        this.output = process.inputReader();
        this.input = process.outputWriter();
    }

    /** What a peer may do. */
    enum Handshake {
        FULL,
        RESUMED
    }

    static Optional<Peer> c(Stand stand, Handshake handshake) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory(stand.folder(), "c");
        Optional<Path> program = NativeProgram.compile("peer", folder, List.of("-lssl", "-lcrypto"));
        return program.isEmpty()
                ? Optional.empty()
                : started(stand, handshake, program.get().toString());
    }

    static Optional<Peer> imaplib(Stand stand) throws IOException {
        Path script = copied("imaplib_peer.py", stand.folder());
        return started(stand, Handshake.FULL, "python3", script.toString());
    }

    static Optional<Peer> imapflow(Stand stand) throws IOException, InterruptedException {
        Path folder = cache();
        Files.copy(
                resource("imapflow-package.json"), folder.resolve("package.json"), StandardCopyOption.REPLACE_EXISTING);
        boolean installed = Files.isDirectory(folder.resolve("node_modules")) || install(folder);
        Path script = copied("imapflow_peer.mjs", folder);
        return installed ? started(stand, Handshake.FULL, "node", script.toString()) : Optional.empty();
    }

    /** What npm fetches stays there for the next run; never in the repository. */
    private static Path cache() throws IOException {
        String home = Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                .filter(given -> !given.isEmpty())
                .orElseGet(() -> System.getProperty("user.home") + "/.cache");
        return Files.createDirectories(Path.of(home, "mailmoor", "bench", "imapflow"));
    }

    private static boolean install(Path folder) throws InterruptedException {
        try {
            Process npm = new ProcessBuilder("npm", "install", "--no-audit", "--no-fund", "--ignore-scripts")
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return npm.waitFor(180, TimeUnit.SECONDS) && npm.exitValue() == 0;
        } catch (IOException noNpm) {
            return false;
        }
    }

    private static Path copied(String name, Path folder) throws IOException {
        Path file = folder.resolve(name);
        Files.copy(resource(name), file, StandardCopyOption.REPLACE_EXISTING);
        return file;
    }

    private static InputStream resource(String name) {
        return Objects.requireNonNull(ProgramPeer.class.getResourceAsStream("/" + name));
    }

    /** One check shows whether it can work here. */
    private static Optional<Peer> started(Stand stand, Handshake handshake, String... program) throws IOException {
        List<String> command = new ArrayList<>(List.of(program));
        command.add(Integer.toString(stand.stub().port()));
        command.add(stand.root().toString());
        command.add(handshake == Handshake.RESUMED ? "1" : "0");
        ProgramPeer peer;
        try {
            peer = new ProgramPeer(new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start());
        } catch (IOException notInstalled) {
            return Optional.empty();
        }
        try {
            peer.cpuMillisPerCheck(1);
            return Optional.of(peer);
        } catch (IOException doesNotWork) {
            peer.close();
            return Optional.empty();
        }
    }

    @Override
    public double cpuMillisPerCheck(int checks) throws IOException {
        input.write(checks + "\n");
        input.flush();
        String micros = output.readLine();
        if (micros == null || !micros.matches("\\d+")) {
            throw new IOException("a peer ended");
        }
        return Long.parseLong(micros) / 1e3 / checks;
    }

    @Override
    public void close() {
        process.destroy();
    }
}
