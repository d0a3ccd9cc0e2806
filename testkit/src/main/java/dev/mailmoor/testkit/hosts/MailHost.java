package dev.mailmoor.testkit.hosts;

import dev.mailmoor.protocol.Endpoint;
import dev.mailmoor.protocol.Protocol;
import dev.mailmoor.protocol.TlsMode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A whole mail host: Dovecot for receiving, Postfix for sending and delivery, one set of users. Certificates hold for
 * {@code 127.0.0.1} and {@code localhost}; trust {@link #authorities()}.
 *
 * <pre>{@code
 * try (MailHost host = MailHost.start()) {
 *     host.users().add("anna@moor.test", "first");
 *     Endpoint imap = host.endpoint(Protocol.IMAP, TlsMode.TLS);
 *     host.users().changePassword("anna@moor.test", "second"); // the very next sign-in needs it
 *     host.stop();
 *     host.startAgain(); // same ports
 * }
 * }</pre>
 */
public final class MailHost implements AutoCloseable {
    /** Where all users of a started host live. */
    public static final String DOMAIN = "moor.test";

    private final HostFolder folder;
    private final HostUsers users;
    private final DovecotHost dovecot;
    private final PostfixHost postfix;

    private MailHost(HostFolder folder, SignInWays ways) {
        this.folder = folder;
        HostCertificate certificate = HostCertificate.issue(folder);
        users = new HostUsers(folder.subfolder("users"));
        dovecot = new DovecotHost(folder, certificate, ways);
        postfix = new PostfixHost(folder, certificate, dovecot);
    }

    /** Starts both; takes less than a second. */
    public static MailHost start() {
        return start("plain login");
    }

    /** @param mechanisms that both offer for signing in, as Dovecot names them, blanks between them */
    public static MailHost start(String mechanisms) {
        return start(SignInWays.passwords(mechanisms));
    }

    /** By password, and by this issuer's access tokens (XOAUTH2, OAUTHBEARER). */
    public static MailHost startWithTokensOf(TokenIssuer issuer) {
        return start(SignInWays.tokens(issuer));
    }

    private static MailHost start(SignInWays ways) {
        MailHost host = new MailHost(HostFolder.create(), ways);
        host.startAgain();
        return host;
    }

    /** What this machine lacks for running a mail host, in words for a person; empty when nothing. */
    public static Optional<String> missing() {
        return HostPrograms.missing();
    }

    public HostUsers users() {
        return users;
    }

    /**
     * Where to reach one side. For IMAP and POP3, {@code STARTTLS} and {@code NONE} are the same port; for SMTP the {@code
     * STARTTLS} port refuses everything before TLS, and the {@code NONE} port offers STARTTLS too.
     */
    public Endpoint endpoint(Protocol protocol, TlsMode security) {
        return protocol == Protocol.SMTP ? postfix.endpoint(security) : dovecot.endpoint(protocol, security);
    }

    /** PEM file of the authority that signed this host's certificate. */
    public Path authorities() {
        return dovecot.authorities();
    }

    public DovecotHost dovecot() {
        return dovecot;
    }

    public PostfixHost postfix() {
        return postfix;
    }

    /** The messages in a user's inbox as they lie on disk, in no order. */
    public List<String> inbox(String address) {
        return dovecot.inbox(address);
    }

    /** Ends both in good order: connections are closed, ports refuse. Users and mail stay. */
    public void stop() {
        postfix.stop();
        dovecot.stop();
    }

    /** Ends both as a power cut would. */
    public void kill() {
        postfix.kill();
        dovecot.kill();
    }

    /** Starts what is stopped, on the same ports, and returns when both answer. */
    public void startAgain() {
        dovecot.startAgain();
        postfix.startAgain();
    }

    @Override
    public void close() {
        stop();
        folder.close();
    }
}
