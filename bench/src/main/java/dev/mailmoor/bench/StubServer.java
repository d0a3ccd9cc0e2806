package dev.mailmoor.bench;

import dev.mailmoor.testkit.certificates.CertificateAuthority;
import dev.mailmoor.testkit.certificates.ServerCertificate;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A native IMAP server over TLS 1.3 in its own process, so that its CPU is not counted; compiled when it is wanted. */
final class StubServer implements AutoCloseable {
    private static final String THREADS = "256";

    private final Process process;
    private final Path folder;
    private final int port;

    private StubServer(Process process, Path folder, int port) {
        this.process = process;
        this.folder = folder;
        this.port = port;
    }

    /** Empty when there is no C compiler or no OpenSSL to compile it with; it was said on standard error. */
    static Optional<StubServer> start(CertificateAuthority authority) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("mailmoor-bench");
        Optional<Path> program = compile(folder);
        if (program.isEmpty()) {
            System.err.println(
                    "skipped: the stub server needs a C compiler and OpenSSL (apt-get install gcc libssl-dev)");
            return Optional.empty();
        }
        ServerCertificate certificate = authority.issue("localhost");
        Path chain = Files.writeString(folder.resolve("chain.pem"), certificate.chainPem());
        Path key = Files.writeString(folder.resolve("key.pem"), certificate.keyPem());
        Process process = new ProcessBuilder(program.get().toString(), chain.toString(), key.toString(), THREADS)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader output = process.inputReader(StandardCharsets.US_ASCII);
        return Optional.of(new StubServer(process, folder, Integer.parseInt(output.readLine())));
    }

    private static Optional<Path> compile(Path folder) throws IOException, InterruptedException {
        Path source = folder.resolve("stub.c");
        Path program = folder.resolve("stub");
        try (var bundled = StubServer.class.getResourceAsStream("/stub.c")) {
            Files.copy(java.util.Objects.requireNonNull(bundled), source);
        }
        List<String> command =
                List.of("cc", "-O2", "-o", program.toString(), source.toString(), "-lssl", "-lcrypto", "-lpthread");
        try {
            Process compiler = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            boolean done = compiler.waitFor(60, TimeUnit.SECONDS) && compiler.exitValue() == 0;
            return done ? Optional.of(program) : Optional.empty();
        } catch (IOException noCompiler) {
            return Optional.empty();
        }
    }

    int port() {
        return port;
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
