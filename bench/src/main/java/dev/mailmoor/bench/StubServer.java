package dev.mailmoor.bench;

import dev.mailmoor.protocol.Protocol;
import dev.mailmoor.testkit.certificates.CertificateAuthority;
import dev.mailmoor.testkit.certificates.ServerCertificate;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A native IMAP or SMTP server over TLS 1.3 in its own process, so that its CPU is not counted; compiled when it is wanted. */
final class StubServer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Process process;
    private final BufferedReader output;
    private final Writer input;
    private final Path folder;
    private final int port;
    private final String library;

    private StubServer(Process process, Path folder) throws IOException {
        this.process = process;
        this.folder = folder;
        this.output = process.inputReader(StandardCharsets.US_ASCII);
        this.input = process.outputWriter(StandardCharsets.US_ASCII);
        String first = output.readLine();
        if (first == null) {
            process.destroy();
            Folders.delete(folder);
            throw new IOException("the stub server ended at once");
        }
        String[] said = first.split(" ", 2);
        this.port = Integer.parseInt(said[0]);
        this.library = said[1];
    }

    /** Whether a client may come back with what it was given. */
    enum Tickets {
        /** Every handshake is a whole one, for every client. */
        NONE("0"),
        /** As OpenSSL does unless told otherwise. */
        TWO("2");

        private final String number;

        Tickets(String number) {
            this.number = number;
        }
    }

    /** What it has seen. */
    record Seen(long full, long resumed, long logins) {
        static final Seen NOTHING = new Seen(0, 0, 0);

        Seen since(Seen before) {
            return new Seen(full - before.full, resumed - before.resumed, logins - before.logins);
        }

        Seen and(Seen other) {
            return new Seen(full + other.full, resumed + other.resumed, logins + other.logins);
        }

        /** Of all handshakes. */
        double resumedShare() {
            return resumed / (double) Math.max(1, full + resumed);
        }
    }

    /** IMAP. */
    static Optional<StubServer> start(CertificateAuthority authority, Tickets tickets)
            throws IOException, InterruptedException {
        return start(authority, tickets, Protocol.IMAP);
    }

    static Optional<StubServer> start(CertificateAuthority authority, Tickets tickets, Protocol protocol)
            throws IOException, InterruptedException {
        return start(authority, tickets, protocol, PATIENCE);
    }

    /**
     * Empty when there is no C compiler or no TLS library to compile it with; it was said on standard error.
     *
     * @param patience how long it waits for a word
     */
    static Optional<StubServer> start(
            CertificateAuthority authority, Tickets tickets, Protocol protocol, Duration patience)
            throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("mailmoor-bench");
        Optional<Path> program = compile(folder);
        if (program.isEmpty()) {
            System.err.println(
                    "skipped: the stub server needs a C compiler and OpenSSL (apt-get install gcc libssl-dev)");
            Folders.delete(folder);
            return Optional.empty();
        }
        ServerCertificate certificate = authority.issue("localhost");
        Path chain = Files.writeString(folder.resolve("chain.pem"), certificate.chainPem());
        Path key = Files.writeString(folder.resolve("key.pem"), certificate.keyPem());
        Process process = new ProcessBuilder(
                        program.get().toString(),
                        chain.toString(),
                        key.toString(),
                        tickets.number,
                        protocol.name().toLowerCase(Locale.ROOT),
                        String.valueOf(patience.toSeconds()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return Optional.of(new StubServer(process, folder));
    }

    /** On BoringSSL where Debian's package of it is there, for a handshake costs it half of what OpenSSL 3.0 needs. */
    private static Optional<Path> compile(Path folder) throws IOException, InterruptedException {
        List<String> libraries = List.of("-lssl", "-lcrypto", "-lpthread");
        Optional<Path> boringSsl = boringSsl();
        if (boringSsl.isPresent()) {
            List<String> flags = new ArrayList<>(
                    List.of("-I/usr/include/android", "-L" + boringSsl.get(), "-Wl,-rpath," + boringSsl.get()));
            flags.addAll(libraries);
            Optional<Path> program = NativeProgram.compile("stub", folder, flags);
            if (program.isPresent()) {
                return program;
            }
        }
        return NativeProgram.compile("stub", folder, libraries);
    }

    private static Optional<Path> boringSsl() throws IOException {
        try (Stream<Path> architectures = Files.list(Path.of("/usr/lib"))) {
            return architectures
                    .map(architecture -> architecture.resolve("android"))
                    .filter(android -> Files.exists(android.resolve("libssl.so")))
                    .findFirst();
        }
    }

    /** What it speaks TLS with, as that names itself. */
    String library() {
        return library;
    }

    int port() {
        return port;
    }

    Seen seen() throws IOException {
        input.write("\n");
        input.flush();
        String[] numbers = output.readLine().split(" ", -1);
        return new Seen(Long.parseLong(numbers[0]), Long.parseLong(numbers[1]), Long.parseLong(numbers[2]));
    }

    /** User and system time. */
    Duration cpu() {
        return process.toHandle().info().totalCpuDuration().orElseThrow();
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        Folders.delete(folder);
    }
}
