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
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Signing in by POP3. */
public abstract class Pop3Contract extends LoginContract {
    private Outcome pop3(TlsMode mode, Script script) {
        return attempt(Protocol.POP3, mode, script);
    }

    private static void greet(Peer client, String... capabilities) throws IOException {
        client.say("+OK ready");
        client.hear("CAPA");
        client.say("+OK", String.join("\r\n", capabilities), ".");
    }

    private static void statAndLeave(Peer client) throws IOException {
        client.answer("STAT", "+OK 2 320");
        client.answer("QUIT", "+OK bye");
    }

    @Test
    void signsInWithPlainInOneLineAndProvesIt() {
        Outcome outcome = pop3(TlsMode.TLS, client -> {
            greet(client, "TOP", "USER", "SASL PLAIN LOGIN");
            client.answer("AUTH PLAIN " + PLAIN_MESSAGE, "+OK in");
            statAndLeave(client);
        });

        assertThat(outcome).isInstanceOf(Outcome.SignedIn.class);
        assertThat(outcome.trace().stage()).isEqualTo(Stage.SELECT);
        assertThat(outcome.trace().mechanism()).contains("PLAIN");
        assertThat(outcome.trace().transcript()).contains("C: AUTH PLAIN ‹secret›", "S: +OK 2 320");
    }

    @Test
    void signsInWithUserAndPassWhereThatIsAllThereIs() {
        Outcome outcome = pop3(TlsMode.TLS, client -> {
            greet(client, "USER", "UIDL");
            client.answer("USER " + USER, "+OK go on");
            client.answer("PASS " + PASSWORD, "+OK in");
            statAndLeave(client);
        });

        assertThat(outcome).isInstanceOf(Outcome.SignedIn.class);
        assertThat(outcome.trace().mechanism()).contains("USER");
    }

    @Test
    void aServerWithoutCapaIsTriedWithUserAndPass() {
        Outcome outcome = pop3(TlsMode.TLS, client -> {
            client.say("+OK old");
            client.answer("CAPA", "-ERR unknown command");
            client.answer("USER " + USER, "+OK");
            client.answer("PASS " + PASSWORD, "+OK in");
            statAndLeave(client);
        });

        assertThat(outcome).isInstanceOf(Outcome.SignedIn.class);
    }

    @Test
    void signsInWithTheLoginMechanismWhereUserIsNotOffered() {
        Outcome outcome = pop3(TlsMode.TLS, client -> {
            greet(client, "SASL LOGIN");
            client.answer("AUTH LOGIN", "+ " + base64("Username:"));
            client.answer(base64(USER), "+ " + base64("Password:"));
            client.answer(base64(PASSWORD), "+OK in");
            statAndLeave(client);
        });

        assertThat(outcome).isInstanceOf(Outcome.SignedIn.class);
    }

    @Test
    void pipelinesTheFarewellWhereThatIsOffered() {
        Outcome outcome = pop3(TlsMode.TLS, client -> {
            greet(client, "SASL PLAIN", "PIPELINING");
            client.answer("AUTH PLAIN " + PLAIN_MESSAGE, "+OK in");
            client.hear("STAT");
            client.answer("QUIT", "+OK 0 0", "+OK bye");
        });

        assertThat(outcome).isInstanceOf(Outcome.SignedIn.class);
    }

    @Test
    void refusalsKeepTheServersWords() {
        assertRefused(pop3(TlsMode.TLS, client -> client.say("-ERR [SYS/TEMP] later")), "-ERR [SYS/TEMP] later");
        assertRefused(
                pop3(TlsMode.TLS, client -> {
                    greet(client, "USER");
                    client.answer("USER " + USER, "+OK");
                    client.answer("PASS " + PASSWORD, "-ERR [AUTH] no: " + PASSWORD);
                    client.answer("QUIT", "+OK");
                }),
                "-ERR [AUTH] no: ‹secret›");
        Outcome noStat = pop3(TlsMode.TLS, client -> {
            greet(client, "SASL PLAIN");
            client.answer("AUTH PLAIN " + PLAIN_MESSAGE, "+OK in");
            client.answer("STAT", "-ERR [IN-USE] locked");
        });
        assertRefused(noStat, "-ERR [IN-USE] locked");
        assertThat(noStat.trace().stage()).isEqualTo(Stage.SELECT);
    }

    @Test
    void afterStlsCapabilitiesAreReadAnew() {
        Outcome outcome = pop3(TlsMode.STARTTLS, client -> {
            greet(client, "STLS");
            client.answer("STLS", "+OK begin");
            client.startTls(CERTIFICATE);
            client.answer("CAPA", "+OK", "SASL PLAIN", ".");
            client.answer("AUTH PLAIN " + PLAIN_MESSAGE, "+OK in");
            statAndLeave(client);
        });

        assertThat(outcome).isInstanceOf(Outcome.SignedIn.class);
    }

    @Test
    void stlsStrippedRefusedOrInjectedEndsTheAttempt() {
        assertNotOffered(pop3(TlsMode.STARTTLS, client -> greet(client, "USER", "SASL PLAIN")), Missing.STARTTLS);
        assertTlsFailed(
                pop3(TlsMode.STARTTLS, client -> {
                    greet(client, "STLS");
                    client.answer("STLS", "-ERR not now");
                }),
                TlsFailure.STARTTLS_REFUSED);
        assertTlsFailed(
                pop3(TlsMode.STARTTLS, client -> {
                    greet(client, "STLS");
                    client.answer("STLS", "+OK begin", "+OK injected");
                }),
                TlsFailure.INJECTED_BYTES);
    }

    @Test
    void withoutAWayToSignInNoSecretIsSent() {
        assertNotOffered(pop3(TlsMode.NONE, client -> greet(client, "STLS", "SASL")), Missing.LOGIN_WITHOUT_TLS);
        assertNotOffered(pop3(TlsMode.TLS, client -> greet(client, "SASL GSSAPI")), Missing.MECHANISM);
    }

    @Test
    void anotherProtocolOnThePortIsGarbled() {
        assertBroken(pop3(TlsMode.TLS, client -> client.say("* OK IMAP here")), Breakage.GARBLED);
    }

    @Test
    void endlessCapabilitiesEndTheAttempt() {
        Outcome outcome = pop3(TlsMode.TLS, client -> {
            client.say("+OK ready");
            client.hear("CAPA");
            client.say("+OK");
            while (true) {
                client.say("X-ONE", "X-TWO", "X-THREE");
            }
        });

        assertBroken(outcome, Breakage.TOO_MUCH);
    }

    private static final String STAMPED = "+OK POP3 ready <1896.697170952@dbc.mtview.ca.us>";

    private static String apop() {
        return "APOP " + USER + " "
                + HexFormat.of()
                        .formatHex(
                                md5(("<1896.697170952@dbc.mtview.ca.us>" + PASSWORD).getBytes(StandardCharsets.UTF_8)));
    }

    private static byte[] md5(byte[] text) {
        try {
            return MessageDigest.getInstance("MD5").digest(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void signsInWithApopWhereTheGreetingHasATimestampAndNothingElseIsNamed() {
        Outcome outcome = pop3(TlsMode.TLS, client -> {
            client.say(STAMPED);
            client.answer("CAPA", "-ERR what?");
            client.answer(apop(), "+OK in");
            statAndLeave(client);
        });

        assertThat(outcome).isInstanceOf(Outcome.SignedIn.class);
        assertThat(outcome.trace().mechanism()).contains("APOP");
        assertThat(outcome.trace().transcript()).contains("C: APOP " + USER + " ‹secret›");
    }

    @Test
    void inTheClearApopIsPreferredToThePasswordItself() {
        Outcome outcome = pop3(TlsMode.NONE, client -> {
            client.say(STAMPED);
            client.answer("CAPA", "+OK", "USER", "SASL PLAIN", ".");
            client.answer(apop(), "+OK in");
            statAndLeave(client);
        });

        assertThat(outcome).isInstanceOf(Outcome.SignedIn.class);
    }

    @Test
    void whatIsInBracketsButNoTimestampIsNotSigned() {
        Outcome outcome = pop3(TlsMode.NONE, client -> {
            client.say("+OK ready <hello there@x>");
            client.answer("CAPA", "-ERR");
            client.answer("USER " + USER, "+OK");
            client.answer("PASS " + PASSWORD, "+OK in");
            statAndLeave(client);
        });

        assertThat(outcome).isInstanceOf(Outcome.SignedIn.class);
    }

    @Test
    void theServersSoftwareAndTheCodeOfItsRefusalAreKept() {
        Outcome outcome = pop3(TlsMode.TLS, client -> {
            greet(client, "USER", "RESP-CODES", "IMPLEMENTATION Cyrus POP3 v2.5");
            client.answer("USER " + USER, "+OK");
            client.answer("PASS " + PASSWORD, "-ERR [SYS/TEMP] try later");
        });

        assertThat(outcome.trace().facts().software()).contains("Cyrus POP3 v2.5");
        assertThat(((Outcome.Refused) outcome).reply().code()).contains("SYS/TEMP");
    }

    @Test
    void answersThatComeBeforeTheirQuestionAreNotBelieved() {
        Outcome outcome = pop3(TlsMode.TLS, client -> client.say("+OK ready", "+OK", ".", "+OK", "+OK in", "+OK 1 2"));

        assertBroken(outcome, Breakage.GARBLED);
    }

    @Test
    void whereUserIsNamedButPlainIsNotTheListedMechanismIsSurer() {
        Outcome outcome = pop3(TlsMode.TLS, client -> {
            greet(client, "USER", "SASL LOGIN");
            client.answer("AUTH LOGIN", "+ " + base64("Username:"));
            client.answer(base64(USER), "+ " + base64("Password:"));
            client.answer(base64(PASSWORD), "+OK in");
            statAndLeave(client);
        });

        assertThat(outcome).isInstanceOf(Outcome.SignedIn.class);
    }
}
