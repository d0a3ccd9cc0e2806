package dev.mailmoor.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailmoor.protocol.Endpoint;
import dev.mailmoor.protocol.LoginRequest;
import dev.mailmoor.protocol.Outcome;
import dev.mailmoor.protocol.Outcome.Breakage;
import dev.mailmoor.protocol.Outcome.ConnectFailure;
import dev.mailmoor.protocol.Outcome.Missing;
import dev.mailmoor.protocol.Protocol;
import dev.mailmoor.protocol.Secret;
import dev.mailmoor.protocol.Stage;
import dev.mailmoor.protocol.Timeouts;
import dev.mailmoor.protocol.TlsMode;
import dev.mailmoor.testkit.scripted.Peer;
import dev.mailmoor.testkit.scripted.ScriptedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Servers that stall, flood, cut and lie: every attempt ends in time, with the right outcome, and keeps the secret. */
public abstract class HostilityContract extends LoginContract {
    private static final List<Step> IMAP = List.of(
            new Step("", "* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] ready"),
            new Step("A1 AUTHENTICATE PLAIN " + PLAIN_MESSAGE, "A1 OK in"),
            new Step("A2 EXAMINE INBOX", "A2 OK done"));
    private static final List<Step> POP3 = List.of(
            new Step("", "+OK ready"),
            new Step("CAPA", "+OK\r\nSASL PLAIN\r\n."),
            new Step("AUTH PLAIN " + PLAIN_MESSAGE, "+OK in"),
            new Step("STAT", "+OK 0 0"));
    private static final List<Step> SMTP = List.of(
            new Step("", "220 ready"),
            new Step("EHLO [127.0.0.1]", "250-mail\r\n250 AUTH PLAIN"),
            new Step("AUTH PLAIN " + PLAIN_MESSAGE, "235 in"),
            new Step("MAIL FROM:<" + USER + ">", "250 ok"));

    private record Step(String heard, String said) {}

    private static List<Step> steps(Protocol protocol) {
        return switch (protocol) {
            case IMAP -> IMAP;
            case POP3 -> POP3;
            case SMTP -> SMTP;
        };
    }

    /** Plays the first steps well, hears the next, and leaves the answer to the test. */
    private static void playUpTo(Peer client, Protocol protocol, int count) throws IOException {
        List<Step> steps = steps(protocol);
        for (Step step : steps.subList(0, count)) {
            if (!step.heard().isEmpty()) {
                client.hear(step.heard());
            }
            client.say(step.said());
        }
        if (!steps.get(count).heard().isEmpty()) {
            client.hear(steps.get(count).heard());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "IMAP,0", "IMAP,1", "IMAP,2", "POP3,0", "POP3,1", "POP3,2", "POP3,3", "SMTP,0", "SMTP,1", "SMTP,2", "SMTP,3"
    })
    void aServerMayCloseAtEveryStep(Protocol protocol, int step) {
        Outcome outcome = attempt(protocol, TlsMode.TLS, client -> playUpTo(client, protocol, step));

        assertThat(outcome).isInstanceOf(Outcome.Broken.class);
        assertThat(outcome.trace().stage()).isGreaterThanOrEqualTo(step == 0 ? Stage.GREETING : Stage.CAPABILITY);
    }

    @ParameterizedTest
    @CsvSource({"IMAP,0", "IMAP,1", "POP3,2", "SMTP,3"})
    void aServerMayResetAtEveryStep(Protocol protocol, int step) {
        Outcome outcome = attempt(protocol, TlsMode.NONE, client -> {
            playUpTo(client, protocol, step);
            client.reset();
        });

        assertBroken(outcome, Breakage.RESET);
    }

    @ParameterizedTest
    @CsvSource({"IMAP,0", "IMAP,1", "IMAP,2", "POP3,1", "POP3,3", "SMTP,0", "SMTP,2"})
    void aSilentServerIsLeftWhenTheStagesTimeIsUp(Protocol protocol, int step) {
        Outcome outcome = attempt(protocol, TlsMode.NONE, HURRIED, client -> {
            playUpTo(client, protocol, step);
            client.fallSilent();
        });

        assertBroken(outcome, Breakage.TIMED_OUT);
        assertThat(outcome.trace().elapsed()).isBetween(Duration.ofMillis(300), Duration.ofSeconds(2));
    }

    @ParameterizedTest
    @EnumSource(TlsMode.class)
    void aTrickleDoesNotProlongAStage(TlsMode mode) {
        Outcome outcome =
                attempt(Protocol.IMAP, mode, HURRIED, client -> client.trickle("* OK hello ", Duration.ofMillis(20)));

        assertBroken(outcome, Breakage.TIMED_OUT);
        assertThat(outcome.trace().elapsed()).isBetween(Duration.ofMillis(300), Duration.ofSeconds(2));
    }

    @Test
    void aSilentHandshakeIsLeftWhenItsTimeIsUp() {
        try (ScriptedServer server = ScriptedServer.plain(Peer::fallSilent)) {
            Outcome outcome = login(HURRIED).attempt(request(Protocol.IMAP, TlsMode.TLS, server.port()));

            assertBroken(outcome, Breakage.TIMED_OUT);
            assertThat(outcome.trace().stage()).isEqualTo(Stage.TLS);
        }
    }

    @Test
    void theWholeHasADeadlineToo() {
        Timeouts timeouts = new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofMillis(400));
        Outcome outcome = attempt(Protocol.IMAP, TlsMode.NONE, timeouts, client -> {
            client.say("* OK hello");
            client.trickle("* 1 EXISTS\r\n", Duration.ofMillis(20));
        });

        assertBroken(outcome, Breakage.TIMED_OUT);
        assertThat(outcome.trace().elapsed()).isLessThan(Duration.ofSeconds(3));
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void aLineWithoutEndIsNotTaken(Protocol protocol) {
        Outcome outcome = attempt(protocol, TlsMode.TLS, client -> {
            byte[] block = "x".repeat(64 * 1024).getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < 160; i++) {
                client.send(block);
            }
        });

        assertBroken(outcome, Breakage.TOO_MUCH);
        assertThat(outcome.toString()).hasSizeLessThan(5_000);
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void garbageIsGarbled(Protocol protocol) {
        Outcome outcome = attempt(protocol, TlsMode.NONE, client -> client.send("\0\1\2\u001b[31m\u202eevil\r\n"));

        assertBroken(outcome, Breakage.GARBLED);
        assertThat(outcome.trace().greeting().orElseThrow()).doesNotContain("\u001b", "\u202e", "\0");
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void whateverFormOfTheSecretComesBackIsHidden(Protocol protocol) {
        int last = steps(protocol).size() - 2;
        String echo = String.join(" ", PASSWORD, QUOTED_PASSWORD, base64(PASSWORD), PLAIN_MESSAGE);
        Outcome outcome = attempt(protocol, TlsMode.TLS, client -> {
            playUpTo(client, protocol, last);
            client.say(
                    switch (protocol) {
                        case IMAP -> "A1 NO " + echo;
                        case POP3 -> "-ERR " + echo;
                        case SMTP -> "535 " + echo;
                    });
        });

        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        assertThat(outcome.toString()).doesNotContain("horse");
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void whatCouldSmuggleCommandsIsNotSent(Protocol protocol) {
        try (ScriptedServer server = ScriptedServer.plain(Peer::fallSilent)) {
            Endpoint endpoint = new Endpoint("localhost", server.port(), TlsMode.NONE);
            for (String bad : List.of("a\r\nQUIT", "a\nb", "a\0b")) {
                Secret good = Secret.of("fine");
                assertNotOffered(
                        login(HURRIED).attempt(new LoginRequest(protocol, endpoint, bad, good, Optional.empty())),
                        Missing.UNSENDABLE);
                assertNotOffered(
                        login(HURRIED)
                                .attempt(new LoginRequest(protocol, endpoint, USER, Secret.of(bad), Optional.empty())),
                        Missing.UNSENDABLE);
            }
            assertNotOffered(
                    login(HURRIED)
                            .attempt(new LoginRequest(protocol, endpoint, USER, Secret.of("x"), Optional.of("a>b"))),
                    Missing.UNSENDABLE);
            assertThat(server.connections()).isZero();
        }
    }

    @Test
    void charactersBeyondAsciiTravelAsUtf8() {
        Secret secret = Secret.of("pässwörd€");
        String message = base64("\0änna@example.com\0pässwörd€");
        try (ScriptedServer server = ScriptedServer.tls(CERTIFICATE, client -> {
            client.say("* OK [CAPABILITY IMAP4rev1] hello");
            client.answer("A1 LOGIN {17}", "+ go on");
            client.hear("änna@example.com {13}");
            client.say("+ go on");
            client.answer("pässwörd€", "A1 OK in " + message);
            client.answer("A2 EXAMINE INBOX", "A2 OK done", "* BYE");
        })) {
            Outcome outcome = login(UNHURRIED)
                    .attempt(new LoginRequest(
                            Protocol.IMAP,
                            new Endpoint("localhost", server.port(), TlsMode.TLS),
                            "änna@example.com",
                            secret,
                            Optional.empty()));

            assertThat(server.faults()).isEmpty();
            assertThat(outcome).isInstanceOf(Outcome.SignedIn.class);
            assertThat(outcome.trace().transcript())
                    .contains("C: A1 LOGIN {17}", "C: änna@example.com ‹secret›", "C: ‹secret›");
        }
    }

    @Test
    void literalsDoNotWaitWhereTheServerAllowsThat() {
        try (ScriptedServer server = ScriptedServer.tls(CERTIFICATE, client -> {
            client.say("* OK [CAPABILITY IMAP4rev1 LITERAL-] hello");
            client.hear("A1 LOGIN \"" + USER + "\" {9+}");
            client.answer("pässwör", "A1 OK in");
            client.answer("A2 EXAMINE INBOX", "A2 OK done", "* BYE");
        })) {
            Outcome outcome = login(UNHURRIED)
                    .attempt(new LoginRequest(
                            Protocol.IMAP,
                            new Endpoint("localhost", server.port(), TlsMode.TLS),
                            USER,
                            Secret.of("pässwör"),
                            Optional.empty()));

            assertThat(server.faults()).isEmpty();
            assertThat(outcome).isInstanceOf(Outcome.SignedIn.class);
        }
    }

    @Test
    void aClosedPortIsRefused() {
        Outcome outcome = login(UNHURRIED).attempt(request(Protocol.IMAP, TlsMode.TLS, closedPort()));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.NotConnected.class,
                        not -> assertThat(not.failure()).isEqualTo(ConnectFailure.REFUSED));
        assertThat(outcome.trace().stage()).isEqualTo(Stage.CONNECT);
    }

    private static int closedPort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
