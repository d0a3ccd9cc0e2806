package dev.mailmoor.server.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailmoor.protocol.Endpoint;
import dev.mailmoor.protocol.LoginRequest;
import dev.mailmoor.protocol.LoginRequest.Introduction;
import dev.mailmoor.protocol.Outcome;
import dev.mailmoor.protocol.Protocol;
import dev.mailmoor.protocol.Secret;
import dev.mailmoor.protocol.Stage;
import dev.mailmoor.protocol.TlsMode;
import dev.mailmoor.protocol.Trace;
import dev.mailmoor.server.diagnosis.CauseClass;
import dev.mailmoor.server.diagnosis.Diagnosis;
import dev.mailmoor.server.diagnosis.Diagnostician;
import dev.mailmoor.server.diagnosis.TokenDiagnostician;
import dev.mailmoor.server.mailbox.ChannelKey;
import dev.mailmoor.server.mailbox.ChannelSettings;
import dev.mailmoor.server.mailbox.ChannelTarget;
import dev.mailmoor.server.mailbox.Direction;
import dev.mailmoor.server.mailbox.MailboxId;
import dev.mailmoor.server.provider.Providers;
import dev.mailmoor.server.signin.SignIn;
import dev.mailmoor.server.workspace.TimeOrderedId;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LoginProbeTest {
    private static final Secret SECRET = Secret.of("opensesame");
    private final List<LoginRequest> requests = new ArrayList<>();
    private final List<String> providersSeen = new ArrayList<>();
    private final Diagnostician diagnostician = Diagnostician.byRules(Providers.bundled());
    private final Probe probe = new LoginProbe(
            request -> {
                requests.add(request);
                return signedIn(request);
            },
            (outcome, provider) -> {
                providersSeen.add(provider);
                return diagnostician.diagnose(outcome, provider);
            },
            Providers.bundled(),
            new TokenTroubles(TokenDiagnostician.byRules(Providers.bundled()), Providers.bundled()));

    private static Outcome signedIn(LoginRequest request) {
        return new Outcome.SignedIn(new Trace(
                request.protocol(),
                request.endpoint(),
                Stage.SELECT,
                Optional.of("PLAIN"),
                Optional.empty(),
                List.of(),
                Duration.ofMillis(5)));
    }

    private static ChannelSettings settings(Protocol protocol, String host) {
        return new ChannelSettings(protocol, new Endpoint(host, 993, TlsMode.TLS), "anna");
    }

    @Test
    void theMailboxesAddressIsTheSenderOfSmtpOnly() {
        assertThat(probe.check("anna@example.com", settings(Protocol.SMTP, "smtp.example.com"), SECRET)
                        .connected())
                .isTrue();
        probe.check("anna@example.com", settings(Protocol.IMAP, "imap.example.com"), SECRET);
        assertThat(requests)
                .extracting(LoginRequest::sender)
                .containsExactly(Optional.of("anna@example.com"), Optional.empty());
        assertThat(requests).allSatisfy(request -> assertThat(request.secret()).isEqualTo(SECRET));
    }

    @Test
    void aProviderThatWantsToKnowWhoWeAreIsTold() {
        probe.check("anna@126.com", settings(Protocol.IMAP, "imap.126.com"), SECRET);
        probe.check("anna@example.com", settings(Protocol.IMAP, "imap.qiye.163.com"), SECRET);
        probe.check("anna@example.com", settings(Protocol.IMAP, "imap.example.com"), SECRET);
        assertThat(requests)
                .extracting(LoginRequest::introduction)
                .containsExactly(
                        Introduction.BEFORE_SELECT, Introduction.BEFORE_SELECT, Introduction.WHEN_KNOWN_TO_BE_WANTED);
    }

    @Test
    void theProviderIsKnownByItsServerElseByTheAddress() {
        probe.check("anna@example.com", settings(Protocol.IMAP, "imap.gmail.com"), SECRET);
        probe.check("anna@gmail.com", settings(Protocol.IMAP, "mail.example.com"), SECRET);
        probe.check("anna@example.com", settings(Protocol.IMAP, "mail.example.com"), SECRET);
        assertThat(providersSeen).containsExactly("gmail", "gmail", "custom");
    }

    @Test
    void withoutASecretNothingIsTriedAndANewOneIsAskedFor() {
        ChannelKey key = new ChannelKey(
                new WorkspaceId(TimeOrderedId.next()), new MailboxId(TimeOrderedId.next()), Direction.RECEIVING);
        ChannelTarget target =
                new ChannelTarget(key, "anna@example.com", settings(Protocol.IMAP, "imap.example.com"), 3);
        Diagnosis diagnosis = probe.check(target, new SignIn.NotReady("The stored password cannot be opened."));
        assertThat(requests).isEmpty();
        assertThat(diagnosis.summary()).isEqualTo("The stored password cannot be opened.");
        assertThat(diagnosis.stage()).isEqualTo("token");
        assertThat(diagnosis.finding()).hasValueSatisfying(finding -> {
            assertThat(finding.leadsTo()).isEqualTo(CauseClass.LOGIN);
            assertThat(finding.reauthRequired()).isTrue();
        });
    }
}
