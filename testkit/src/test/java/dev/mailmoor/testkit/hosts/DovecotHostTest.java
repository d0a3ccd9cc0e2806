package dev.mailmoor.testkit.hosts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mailmoor.protocol.Endpoint;
import dev.mailmoor.protocol.Protocol;
import dev.mailmoor.protocol.TlsMode;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DovecotHostTest extends NeedsMailHost {
    private final String anna = UUID.randomUUID() + "@moor.test";

    @AfterEach
    void runsForTheNextTest() {
        host().dovecot().startAgain();
    }

    @ParameterizedTest
    @EnumSource
    void rightPasswordSignsInToImapAndPop3(TlsMode security) {
        host().users().add(anna, "right");

        assertThat(imap(security, "right")).startsWith("a OK");
        assertThat(pop3(security, "right")).startsWith("+OK");
    }

    @Test
    void wrongPasswordAndUnknownUserAreRefusedAtOnce() {
        host().users().add(anna, "right");
        Instant before = Instant.now();

        assertThat(imap(TlsMode.TLS, "wrong")).startsWith("a NO [AUTHENTICATIONFAILED]");
        assertThat(pop3(TlsMode.TLS, "wrong")).startsWith("-ERR [AUTH]");
        host().users().remove(anna);
        assertThat(imap(TlsMode.TLS, "right")).startsWith("a NO [AUTHENTICATIONFAILED]");

        assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void everyChangeOfAPasswordHoldsForTheVeryNextSignIn() {
        host().users().add(anna, "password-0");
        for (int change = 1; change <= 20; change++) {
            host().users().changePassword(anna, "password-" + change);

            assertThat(imap(TlsMode.NONE, "password-" + change)).startsWith("a OK");
            assertThat(imap(TlsMode.NONE, "password-" + (change - 1))).startsWith("a NO");
        }
    }

    @Test
    void oddPasswordsAreTakenAsTheyAre() {
        host().users().add(anna, "ä\"b\\c d{PLAIN}%u");

        assertThat(pop3(TlsMode.TLS, "ä\"b\\c d{PLAIN}%u")).startsWith("+OK");
    }

    @Test
    void stoppedItRefusesConnectionsAndStartsAgainOnTheSamePorts() {
        host().users().add(anna, "right");

        host().dovecot().stop();
        assertThatThrownBy(() -> imap(TlsMode.TLS, "right")).hasMessageContaining("refused");
        host().dovecot().startAgain();
        assertThat(imap(TlsMode.TLS, "right")).startsWith("a OK");

        host().dovecot().kill();
        // A process of its that still ends may take the connection, and drops it.
        assertThatThrownBy(() -> imap(TlsMode.TLS, "right")).hasMessageMatching("(?s).*(refused|reset).*");
        host().dovecot().startAgain();
        assertThat(imap(TlsMode.TLS, "right")).startsWith("a OK");
    }

    @Test
    void logTellsOfEverySignInAndOfNoPassword() {
        host().users().add(anna, "right-password");
        imap(TlsMode.TLS, "wrong-password");
        imap(TlsMode.TLS, "right-password");

        assertThat(host().dovecot().log())
                .contains("Login: user=<" + anna + ">")
                .contains("auth failed")
                .doesNotContain("right-password")
                .doesNotContain("wrong-password");
    }

    private String imap(TlsMode security, String password) {
        try (PlainClient dialogue = dialogue(Protocol.IMAP, security, "s STARTTLS")) {
            return dialogue.say("a LOGIN " + anna + " " + password, "a ");
        }
    }

    private String pop3(TlsMode security, String password) {
        try (PlainClient dialogue = dialogue(Protocol.POP3, security, "STLS")) {
            dialogue.say("USER " + anna);
            return dialogue.say("PASS " + password);
        }
    }

    private PlainClient dialogue(Protocol protocol, TlsMode security, String startTls) {
        Endpoint endpoint = host().endpoint(protocol, security);
        PlainClient dialogue = PlainClient.with(host(), endpoint);
        if (security == TlsMode.STARTTLS) {
            dialogue.startTls(startTls);
        }
        return dialogue;
    }
}
