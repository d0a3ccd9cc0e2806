package dev.mailmoor.testkit.hosts;

import dev.mailmoor.protocol.Endpoint;
import dev.mailmoor.protocol.Protocol;
import dev.mailmoor.protocol.TlsMode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A private Dovecot 2.3: IMAP and POP3, the users of both servers, and the delivery of mail into Maildirs. */
public final class DovecotHost {
    private final HostFolder folder;
    private final HostCertificate certificate;
    private final DovecotConfiguration configuration;
    private final HostProcess process;

    DovecotHost(HostFolder folder, HostCertificate certificate, SignInWays ways) {
        this.folder = folder;
        this.certificate = certificate;
        configuration = DovecotConfiguration.write(folder, certificate, ways);
        process = new HostProcess(
                List.of(HostPrograms.DOVECOT.toString(), "-F", "-c", file().toString()), Map.of(), configuration.log());
    }

    /** Where to reach it; {@code STARTTLS} and {@code NONE} are the same port. */
    public Endpoint endpoint(Protocol protocol, TlsMode security) {
        return new Endpoint("127.0.0.1", port(protocol, security == TlsMode.TLS), security);
    }

    private int port(Protocol protocol, boolean implicitTls) {
        DovecotConfiguration.Ports ports = configuration.ports();
        return switch (protocol) {
            case IMAP -> implicitTls ? ports.imaps() : ports.imap();
            case POP3 -> implicitTls ? ports.pop3s() : ports.pop3();
            case SMTP -> throw new IllegalArgumentException("Dovecot receives; ask Postfix");
        };
    }

    public Path authorities() {
        return certificate.authorities();
    }

    /** Its log so far: each sign-in and refusal is a line, passwords are not in it. */
    public String log() {
        return process.log();
    }

    public void stop() {
        process.stop();
    }

    public void kill() {
        process.kill();
    }

    public void startAgain() {
        process.start(() -> Banner.isShownAt(configuration.ports().imap())
                && Banner.isShownAt(configuration.ports().pop3()));
    }

    Path file() {
        return configuration.file();
    }

    /** Where Postfix asks whether a password is right. */
    int authPort() {
        return configuration.ports().auth();
    }

    List<String> inbox(String address) {
        Path maildir = folder.path().resolve("home").resolve(address).resolve("Maildir");
        return Stream.of("new", "cur")
                .map(maildir::resolve)
                .filter(Files::isDirectory)
                .flatMap(DovecotHost::messages)
                .toList();
    }

    private static Stream<String> messages(Path maildir) {
        try (Stream<Path> files = Files.list(maildir)) {
            return files.map(DovecotHost::read).toList().stream();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private static String read(Path message) {
        try {
            return Files.readString(message, StandardCharsets.ISO_8859_1);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }
}
