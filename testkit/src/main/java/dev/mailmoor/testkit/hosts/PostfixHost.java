package dev.mailmoor.testkit.hosts;

import dev.mailmoor.protocol.Endpoint;
import dev.mailmoor.protocol.TlsMode;
import java.util.List;
import java.util.Map;

/**
 * A private Postfix: takes mail from signed-in users under their own address only, delivers it within the host through
 * Dovecot, bounces mail to unknown users, refuses every other domain.
 */
public final class PostfixHost {
    private final PostfixConfiguration configuration;
    private final HostProcess process;

    PostfixHost(HostFolder folder, HostCertificate certificate, DovecotHost dovecot) {
        configuration = PostfixConfiguration.write(folder, certificate, dovecot);
        // The master itself: the postfix command's checks would take two seconds.
        process = new HostProcess(
                List.of(
                        HostPrograms.POSTFIX.toString(),
                        "-s",
                        "-c",
                        configuration.folder().toString()),
                Map.of("MAIL_CONFIG", configuration.folder().toString()),
                configuration.log());
    }

    /** {@code STARTTLS} refuses everything before TLS; {@code NONE} takes passwords in clear and offers STARTTLS too. */
    public Endpoint endpoint(TlsMode security) {
        PostfixConfiguration.Ports ports = configuration.ports();
        int port = switch (security) {
            case TLS -> ports.tls();
            case STARTTLS -> ports.startTls();
            case NONE -> ports.plain();
        };
        return new Endpoint("127.0.0.1", port, security);
    }

    /** Its log so far; passwords are not in it. */
    public String log() {
        return process.log();
    }

    public void stop() {
        process.stop();
    }

    public void kill() {
        process.kill();
    }

    /** Needs a running Dovecot: without one Postfix knows no way to sign in and ends each connection. */
    public void startAgain() {
        process.start(() -> Banner.isShownAt(configuration.ports().plain()));
    }
}
