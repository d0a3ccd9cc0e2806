package dev.mailmoor.server.notify;

import dev.mailmoor.protocol.Credentials;
import dev.mailmoor.protocol.Endpoint;
import dev.mailmoor.protocol.Timeouts;
import dev.mailmoor.protocol.smtp.Handover;
import dev.mailmoor.protocol.smtp.SmtpSubmission;
import dev.mailmoor.protocol.tls.CertificateTrust;
import dev.mailmoor.protocol.tls.JdkTlsEngines;
import dev.mailmoor.protocol.tls.TlsClient;
import dev.mailmoor.protocol.wire.Cidr;
import dev.mailmoor.protocol.wire.Conversation;
import dev.mailmoor.protocol.wire.Limits;
import dev.mailmoor.protocol.wire.NetworkGuard;
import dev.mailmoor.server.settings.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The operator's relay over SMTP. It is the operator's own: the network guard lets every address through. */
final class SmtpRelay implements Relay {
    private static final List<Cidr> ANYWHERE = List.of(Cidr.parse("0.0.0.0/0"), Cidr.parse("::/0"));
    /** Far above what a relay says to a visit's messages. */
    private static final Limits LIMITS = new Limits(32 * 1024, 0, 10_000, 256L * 1024 * 1024);

    private static final Timeouts TIMEOUTS =
            new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofMinutes(20));

    private final Endpoint server;
    private final Optional<Credentials> credentials;
    private final Conversation.Setup setup;

    SmtpRelay(Settings.Relay relay, CertificateTrust trust) {
        this.server = new Endpoint(relay.host(), relay.port(), relay.security());
        this.credentials = relay.login().map(login -> Credentials.password(login.user(), login.password()));
        this.setup = new Conversation.Setup(
                new NetworkGuard(ANYWHERE), new TlsClient(new JdkTlsEngines(trust), trust), TIMEOUTS, LIMITS);
    }

    @Override
    public Visit visit() {
        return new OneVisit();
    }

    private final class OneVisit implements Visit {
        private @Nullable SmtpSubmission submission;
        private boolean handed;

        @Override
        public Handover hand(Envelope envelope) {
            Handover outcome = once(envelope);
            if (handed && outcome instanceof Handover.Failed) {
                // Some relays take only so many messages over one connection.
                handed = false;
                outcome = once(envelope);
            }
            handed |= outcome instanceof Handover.Accepted;
            return outcome;
        }

        private Handover once(Envelope envelope) {
            SmtpSubmission open = submission;
            if (open == null || !open.isUsable()) {
                close();
                open = SmtpSubmission.to(server, credentials, setup);
                submission = open;
            }
            return open.hand(envelope.from(), envelope.to(), envelope.content());
        }

        @Override
        public void close() {
            SmtpSubmission open = submission;
            submission = null;
            if (open != null) {
                open.close();
            }
        }
    }
}
