package dev.mailmoor.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailmoor.protocol.Outcome;
import dev.mailmoor.protocol.Outcome.Breakage;
import dev.mailmoor.protocol.Outcome.Missing;
import dev.mailmoor.protocol.Outcome.TlsFailure;
import dev.mailmoor.protocol.Protocol;
import dev.mailmoor.protocol.Stage;
import dev.mailmoor.protocol.TlsMode;
import dev.mailmoor.testkit.scripted.Peer;
import dev.mailmoor.testkit.scripted.Script;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Signing in by SMTP submission. */
public abstract class SmtpContract extends LoginContract {
    private Outcome smtp(TlsMode mode, Script script) {
        return attempt(Protocol.SMTP, mode, script);
    }

    private static void greet(Peer client, String... extensions) throws IOException {
        client.say("220-mail.example.com", "220 ESMTP");
        hello(client, extensions);
    }

    private static void hello(Peer client, String... extensions) throws IOException {
        client.hear("EHLO [127.0.0.1]");
        List<String> lines = new ArrayList<>(List.of("250-mail.example.com"));
        for (String extension : extensions) {
            lines.add("250-" + extension);
        }
        client.say(String.join("\r\n", lines), "250 HELP");
    }

    private static void proveAndLeave(Peer client) throws IOException {
        client.answer("MAIL FROM:<" + USER + ">", "250 2.1.0 ok");
        client.answer("RSET", "250 ok");
        client.answer("QUIT", "221 bye");
    }

    @Test
    void signsInWithPlainInOneLineAndProvesTheSender() {
        Outcome outcome = smtp(TlsMode.TLS, client -> {
            greet(client, "SIZE 1000", "AUTH LOGIN PLAIN");
            client.answer("AUTH PLAIN " + PLAIN_MESSAGE, "235-well", "235 2.7.0 in");
            proveAndLeave(client);
        });

        assertThat(outcome).isInstanceOf(Outcome.SignedIn.class);
        assertThat(outcome.trace().stage()).isEqualTo(Stage.SEND);
        assertThat(outcome.trace().mechanism()).contains("PLAIN");
        assertThat(outcome.trace().transcript()).contains("C: AUTH PLAIN ‹secret›", "S: 250 2.1.0 ok");
    }

    @Test
    void signsInWithLoginWhereThatIsAllThereIs() {
        Outcome outcome = smtp(TlsMode.TLS, client -> {
            greet(client, "AUTH=LOGIN");
            client.answer("AUTH LOGIN", "334 " + base64("Username:"));
            client.answer(base64(USER), "334 " + base64("Password:"));
            client.answer(base64(PASSWORD), "235 in");
            proveAndLeave(client);
        });

        assertThat(outcome).isInstanceOf(Outcome.SignedIn.class);
        assertThat(outcome.trace().mechanism()).contains("LOGIN");
    }

    @Test
    void pipelinesTheProofWhereThatIsOffered() {
        Outcome outcome = smtp(TlsMode.TLS, client -> {
            greet(client, "PIPELINING", "AUTH PLAIN");
            client.answer("AUTH PLAIN " + PLAIN_MESSAGE, "235 in");
            client.hear("MAIL FROM:<" + USER + ">");
            client.hear("RSET");
            client.answer("QUIT", "250 ok", "250 ok", "221 bye");
        });

        assertThat(outcome).isInstanceOf(Outcome.SignedIn.class);
    }

    @Test
    void refusalsKeepTheServersWordsOnAllLines() {
        assertRefused(
                smtp(TlsMode.TLS, client -> client.say("554-blocked", "554 see https://example.com")),
                "554-blocked\n554 see https://example.com");
        Outcome refused = smtp(TlsMode.TLS, client -> {
            greet(client, "AUTH PLAIN");
            client.answer("AUTH PLAIN " + PLAIN_MESSAGE, "535-5.7.8 no, not " + PLAIN_MESSAGE, "535 5.7.8 really");
            client.answer("QUIT", "221 bye");
        });
        String padding = PLAIN_MESSAGE.substring(PLAIN_MESSAGE.replace("=", "").length());
        assertRefused(refused, "535-5.7.8 no, not ‹secret›" + padding + "\n535 5.7.8 really");
        assertThat(refused.trace().stage()).isEqualTo(Stage.AUTH);
    }

    @Test
    void aRefusedSenderIsARefusalAfterSignIn() {
        Outcome outcome = smtp(TlsMode.TLS, client -> {
            greet(client, "AUTH PLAIN");
            client.answer("AUTH PLAIN " + PLAIN_MESSAGE, "235 in");
            client.answer("MAIL FROM:<" + USER + ">", "553 5.7.1 not your address");
        });

        assertThat(outcome).isInstanceOfSatisfying(Outcome.SenderRefused.class, refused -> {
            assertThat(refused.reply().text()).isEqualTo("553 5.7.1 not your address");
            assertThat(refused.reply().code()).contains("5.7.1");
        });
        assertThat(outcome.trace().stage()).isEqualTo(Stage.SEND);
    }

    @Test
    void afterStartTlsExtensionsAreReadAnew() {
        Outcome outcome = smtp(TlsMode.STARTTLS, client -> {
            greet(client, "STARTTLS");
            client.answer("STARTTLS", "220 begin");
            client.startTls(CERTIFICATE);
            hello(client, "AUTH PLAIN");
            client.answer("AUTH PLAIN " + PLAIN_MESSAGE, "235 in");
            proveAndLeave(client);
        });

        assertThat(outcome).isInstanceOf(Outcome.SignedIn.class);
    }

    @Test
    void startTlsStrippedRefusedOrInjectedEndsTheAttempt() {
        assertNotOffered(smtp(TlsMode.STARTTLS, client -> greet(client, "AUTH PLAIN")), Missing.STARTTLS);
        assertTlsFailed(
                smtp(TlsMode.STARTTLS, client -> {
                    greet(client, "STARTTLS");
                    client.answer("STARTTLS", "454 4.7.0 not now");
                }),
                TlsFailure.STARTTLS_REFUSED);
        assertTlsFailed(
                smtp(TlsMode.STARTTLS, client -> {
                    greet(client, "STARTTLS");
                    client.answer("STARTTLS", "220 begin", "250 injected");
                }),
                TlsFailure.INJECTED_BYTES);
    }

    @Test
    void withoutAWayToSignInNoSecretIsSent() {
        assertNotOffered(smtp(TlsMode.NONE, client -> greet(client, "STARTTLS")), Missing.LOGIN_WITHOUT_TLS);
        assertNotOffered(smtp(TlsMode.TLS, client -> greet(client, "SIZE")), Missing.AUTHENTICATION);
        assertNotOffered(smtp(TlsMode.TLS, client -> greet(client, "AUTH GSSAPI")), Missing.MECHANISM);
    }

    @Test
    void anotherProtocolOnThePortOrMixedCodesAreGarbled() {
        assertBroken(smtp(TlsMode.TLS, client -> client.say("+OK POP3 here")), Breakage.GARBLED);
        assertBroken(smtp(TlsMode.TLS, client -> client.say("220-one", "250 two")), Breakage.GARBLED);
    }

    @Test
    void aChallengeWithoutEndIsCancelled() {
        Outcome outcome = smtp(TlsMode.TLS, client -> {
            greet(client, "AUTH PLAIN");
            client.answer("AUTH PLAIN " + PLAIN_MESSAGE, "334 " + base64("again"));
            client.answer("*", "501 cancelled");
        });

        assertBroken(outcome, Breakage.GARBLED);
    }

    @Test
    void aServerThatKnowsNoEhloIsGreetedTheOldWay() {
        assertNotOffered(
                smtp(TlsMode.TLS, client -> {
                    client.say("220 old");
                    client.answer("EHLO [127.0.0.1]", "502 5.5.2 what?");
                    client.answer("HELO [127.0.0.1]", "250 hello");
                }),
                Missing.AUTHENTICATION);
        assertRefused(
                smtp(TlsMode.TLS, client -> {
                    client.say("220 strict");
                    client.answer("EHLO [127.0.0.1]", "550 5.7.1 you are blocked");
                }),
                "550 5.7.1 you are blocked");
    }

    @Test
    void theEnhancedCodeIsKeptBesideTheWords() {
        Outcome outcome = smtp(TlsMode.TLS, client -> {
            greet(client, "AUTH PLAIN");
            client.answer("AUTH PLAIN " + PLAIN_MESSAGE, "454 4.7.0 Temporary authentication failure");
        });

        assertThat(((Outcome.Refused) outcome).reply().code()).contains("4.7.0");
    }

    @Test
    void answersThatComeBeforeTheirQuestionAreNotBelieved() {
        Outcome outcome = smtp(
                TlsMode.TLS, client -> client.say("220 hi", "250-me", "250 AUTH PLAIN", "235 in", "250 ok", "250 ok"));

        assertBroken(outcome, Breakage.GARBLED);
    }
}
