package dev.mailmoor.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailmoor.protocol.LoginRequest;
import dev.mailmoor.protocol.Outcome;
import dev.mailmoor.protocol.Outcome.Breakage;
import dev.mailmoor.protocol.Outcome.Missing;
import dev.mailmoor.protocol.Outcome.TlsFailure;
import dev.mailmoor.protocol.Protocol;
import dev.mailmoor.protocol.Stage;
import dev.mailmoor.protocol.TlsMode;
import dev.mailmoor.testkit.scripted.Peer;
import dev.mailmoor.testkit.scripted.Script;
import dev.mailmoor.testkit.scripted.ScriptedServer;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Signing in by IMAP. */
public abstract class ImapContract extends LoginContract {
    private static final String MODERN = "* OK [CAPABILITY IMAP4rev1 SASL-IR LITERAL+ AUTH=PLAIN] ready";

    private Outcome imap(TlsMode mode, Script script) {
        return attempt(Protocol.IMAP, mode, script);
    }

    private static void examineAndLeave(Peer client, int number) throws IOException {
        client.hear("A" + number + " EXAMINE INBOX");
        client.answer(
                "A" + (number + 1) + " LOGOUT",
                "* FLAGS (\\Answered)",
                "* 3 EXISTS",
                "A" + number + " OK [READ-ONLY] done",
                "* BYE see you",
                "A" + (number + 1) + " OK bye");
    }

    @Test
    void signsInWithPlainInOneLineAndProvesIt() {
        Outcome outcome = imap(TlsMode.TLS, client -> {
            client.say(MODERN);
            client.answer("A1 AUTHENTICATE PLAIN " + PLAIN_MESSAGE, "A1 OK [CAPABILITY IMAP4rev1 IDLE] in");
            examineAndLeave(client, 2);
        });

        assertThat(outcome).isInstanceOf(Outcome.SignedIn.class);
        assertThat(outcome.trace().stage()).isEqualTo(Stage.SELECT);
        assertThat(outcome.trace().mechanism()).contains("PLAIN");
        assertThat(outcome.trace().greeting()).contains(MODERN);
        assertThat(outcome.trace().transcript())
                .containsExactly(
                        "S: " + MODERN,
                        "C: A1 AUTHENTICATE PLAIN ‹secret›",
                        "S: A1 OK [CAPABILITY IMAP4rev1 IDLE] in",
                        "C: A2 EXAMINE INBOX",
                        "C: A3 LOGOUT",
                        "S: * FLAGS (\\Answered)",
                        "S: * 3 EXISTS",
                        "S: A2 OK [READ-ONLY] done");
    }

    @Test
    void waitsToBeAskedWhereTheServerTakesNoInitialResponse() {
        Outcome outcome = imap(TlsMode.TLS, client -> {
            client.say("* OK hello");
            client.answer("A1 CAPABILITY", "* CAPABILITY IMAP4rev1 AUTH=PLAIN", "A1 OK");
            client.answer("A2 AUTHENTICATE PLAIN", "+ ");
            client.answer(PLAIN_MESSAGE, "A2 OK in");
            examineAndLeave(client, 3);
        });

        assertThat(outcome).isInstanceOf(Outcome.SignedIn.class);
    }

    @Test
    void signsInWithTheLoginCommandAndQuotesWhatNeedsIt() {
        Outcome outcome = imap(TlsMode.TLS, client -> {
            client.say("* OK [CAPABILITY IMAP4rev1 AUTH=LOGIN] hello");
            client.answer("A1 LOGIN \"" + USER + "\" " + QUOTED_PASSWORD, "A1 OK in");
            examineAndLeave(client, 2);
        });

        assertThat(outcome).isInstanceOf(Outcome.SignedIn.class);
        assertThat(outcome.trace().mechanism()).contains("LOGIN");
        assertThat(outcome.trace().transcript()).contains("C: A1 LOGIN \"" + USER + "\" ‹secret›");
    }

    @Test
    void signsInWithTheLoginMechanismWhereTheCommandIsDisabled() {
        Outcome outcome = imap(TlsMode.TLS, client -> {
            client.say("* OK [CAPABILITY IMAP4rev1 LOGINDISABLED AUTH=LOGIN] hello");
            client.answer("A1 AUTHENTICATE LOGIN", "+ " + base64("Username:"));
            client.answer(base64(USER), "+ " + base64("Password:"));
            client.answer(base64(PASSWORD), "A1 OK in");
            examineAndLeave(client, 2);
        });

        assertThat(outcome).isInstanceOf(Outcome.SignedIn.class);
    }

    @Test
    void aPreauthenticatedConnectionNeedsNoSecret() {
        Outcome outcome = imap(TlsMode.TLS, client -> {
            client.say("* PREAUTH welcome back");
            examineAndLeave(client, 1);
        });

        assertThat(outcome).isInstanceOf(Outcome.SignedIn.class);
        assertThat(outcome.trace().mechanism()).contains("PREAUTH");
    }

    @Test
    void literalsInAnswersAreSteppedOver() {
        Outcome outcome = imap(TlsMode.TLS, client -> {
            client.say(MODERN);
            client.answer("A1 AUTHENTICATE PLAIN " + PLAIN_MESSAGE, "A1 OK in");
            client.hear("A2 EXAMINE INBOX");
            client.send(
                    "* LIST () \"/\" {9}\r\nA2 NO x\r\n\r\n* LIST () {3}\r\nabc {2}\r\nde\r\nA2 OK done\r\n* BYE\r\n");
        });

        assertThat(outcome).isInstanceOf(Outcome.SignedIn.class);
    }

    @Test
    void aRefusalKeepsTheServersWords() {
        Outcome outcome = imap(TlsMode.TLS, client -> {
            client.say(MODERN);
            client.answer(
                    "A1 AUTHENTICATE PLAIN " + PLAIN_MESSAGE, "A1 NO [AUTHENTICATIONFAILED] Authentication failed.");
            client.answer("A2 LOGOUT", "* BYE");
        });

        assertRefused(outcome, "NO [AUTHENTICATIONFAILED] Authentication failed.");
        assertThat(outcome.trace().stage()).isEqualTo(Stage.AUTH);
    }

    @Test
    void aGreetingOfRefusalIsARefusal() {
        Outcome outcome = imap(TlsMode.TLS, client -> client.say("* BYE [UNAVAILABLE] too many connections"));

        assertRefused(outcome, "* BYE [UNAVAILABLE] too many connections");
        assertThat(outcome.trace().stage()).isEqualTo(Stage.GREETING);
    }

    @Test
    void aByeInBetweenIsARefusalAtThatStage() {
        Outcome outcome = imap(TlsMode.TLS, client -> {
            client.say(MODERN);
            client.answer("A1 AUTHENTICATE PLAIN " + PLAIN_MESSAGE, "* BYE [ALERT] go away");
        });

        assertRefused(outcome, "* BYE [ALERT] go away");
        assertThat(outcome.trace().stage()).isEqualTo(Stage.AUTH);
    }

    @Test
    void anInboxThatDoesNotOpenIsARefusalAfterSignIn() {
        Outcome outcome = imap(TlsMode.TLS, client -> {
            client.say(MODERN);
            client.answer("A1 AUTHENTICATE PLAIN " + PLAIN_MESSAGE, "A1 OK in");
            client.answer("A2 EXAMINE INBOX", "A2 NO [UNAVAILABLE] Failed to open mailbox");
        });

        assertRefused(outcome, "NO [UNAVAILABLE] Failed to open mailbox");
        assertThat(outcome.trace().stage()).isEqualTo(Stage.SELECT);
    }

    @Test
    void afterStartTlsCapabilitiesAreReadAnew() {
        Outcome outcome = imap(TlsMode.STARTTLS, client -> {
            client.say("* OK [CAPABILITY IMAP4rev1 STARTTLS LOGINDISABLED AUTH=OLD] hello");
            client.answer("A1 STARTTLS", "A1 OK begin");
            client.startTls(CERTIFICATE);
            client.answer("A2 CAPABILITY", "* CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN", "A2 OK");
            client.answer("A3 AUTHENTICATE PLAIN " + PLAIN_MESSAGE, "A3 OK in");
            examineAndLeave(client, 4);
        });

        assertThat(outcome).isInstanceOf(Outcome.SignedIn.class);
    }

    @Test
    void withoutStartTlsNothingIsSaid() {
        assertNotOffered(
                imap(TlsMode.STARTTLS, client -> {
                    client.say("* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] stripped");
                    client.answer("A1 LOGOUT", "* BYE");
                }),
                Missing.STARTTLS);
        assertNotOffered(imap(TlsMode.STARTTLS, client -> client.say("* PREAUTH in the clear")), Missing.STARTTLS);
    }

    @Test
    void aRefusedStartTlsEndsTheAttempt() {
        Outcome outcome = imap(TlsMode.STARTTLS, client -> {
            client.say("* OK [CAPABILITY IMAP4rev1 STARTTLS] hello");
            client.answer("A1 STARTTLS", "A1 BAD not now");
        });

        assertTlsFailed(outcome, TlsFailure.STARTTLS_REFUSED);
        assertThat(outcome.trace().stage()).isEqualTo(Stage.TLS);
    }

    @Test
    void bytesBehindTheAnswerToStartTlsEndTheAttempt() {
        Outcome outcome = imap(TlsMode.STARTTLS, client -> {
            client.say("* OK [CAPABILITY IMAP4rev1 STARTTLS] hello");
            client.answer("A1 STARTTLS", "A1 OK begin", "* CAPABILITY IMAP4rev1 AUTH=PLAIN");
        });

        assertTlsFailed(outcome, TlsFailure.INJECTED_BYTES);
    }

    @Test
    void loginIsNotTriedWhereItIsDisabled() {
        assertNotOffered(
                imap(TlsMode.NONE, client -> client.say("* OK [CAPABILITY IMAP4rev1 STARTTLS LOGINDISABLED] hello")),
                Missing.LOGIN_WITHOUT_TLS);
        assertNotOffered(
                imap(TlsMode.TLS, client -> client.say("* OK [CAPABILITY IMAP4rev1 LOGINDISABLED AUTH=X] hello")),
                Missing.MECHANISM);
    }

    @Test
    void signsInInTheClearWhenThatIsAskedFor() {
        Outcome outcome = imap(TlsMode.NONE, client -> {
            client.say(MODERN);
            client.answer("A1 AUTHENTICATE PLAIN " + PLAIN_MESSAGE, "A1 OK in");
            examineAndLeave(client, 2);
        });

        assertThat(outcome).isInstanceOf(Outcome.SignedIn.class);
    }

    @ParameterizedTest
    @EnumSource(TlsMode.class)
    void anotherProtocolOnThePortIsGarbled(TlsMode mode) {
        Outcome outcome = imap(mode, client -> client.say("220 mail.example.com ESMTP"));

        assertBroken(outcome, Breakage.GARBLED);
        assertThat(outcome.trace().greeting()).contains("220 mail.example.com ESMTP");
    }

    @Test
    void aLiteralBeyondAllMeasureIsNotRead() {
        Outcome outcome = imap(TlsMode.TLS, client -> {
            client.say(MODERN);
            client.answer("A1 AUTHENTICATE PLAIN " + PLAIN_MESSAGE, "* LIST () {2147483648}");
            client.fallSilent();
        });

        assertBroken(outcome, Breakage.TOO_MUCH);
    }

    @Test
    void endlessUntaggedAnswersEndTheAttempt() {
        Outcome outcome = imap(TlsMode.TLS, client -> {
            client.say(MODERN);
            while (true) {
                client.say("* 1 EXISTS", "* 2 EXISTS", "* 3 EXISTS", "* 4 EXISTS");
            }
        });

        assertBroken(outcome, Breakage.TOO_MUCH);
    }

    @Test
    void aSilentFarewellDelaysNothingMuchAndChangesNothing() {
        Outcome outcome = imap(TlsMode.TLS, client -> {
            client.say(MODERN);
            client.answer("A1 AUTHENTICATE PLAIN " + PLAIN_MESSAGE, "A1 OK in");
            client.answer("A2 EXAMINE INBOX", "A2 OK done");
            client.fallSilent();
        });

        assertThat(outcome).isInstanceOf(Outcome.SignedIn.class);
    }

    @Test
    void coremailIsToldWhoWeAreBeforeTheMailboxOpens() {
        Outcome outcome = imap(TlsMode.TLS, client -> {
            client.say("* OK [CAPABILITY IMAP4rev1 ID SASL-IR AUTH=PLAIN] Coremail System IMap Server Ready(163com)");
            client.answer("A1 AUTHENTICATE PLAIN " + PLAIN_MESSAGE, "A1 OK in");
            client.answer(
                    "A2 ID (\"name\" \"Mailmoor\" \"version\" \"1\" \"vendor\" \"Mailmoor\")",
                    "* ID (\"name\" \"Coremail Imap\" \"vendor\" NIL)",
                    "A2 OK ID completed");
            examineAndLeave(client, 3);
        });

        assertThat(outcome).isInstanceOf(Outcome.SignedIn.class);
        assertThat(outcome.trace().facts().software()).contains("name Coremail Imap vendor");
    }

    @Test
    void whoeverIsKnownToWantItIsToldToo() throws Exception {
        try (ScriptedServer server = ScriptedServer.plain(client -> {
            client.say("* OK [CAPABILITY IMAP4rev1 ID SASL-IR AUTH=PLAIN] hello");
            client.answer("A1 AUTHENTICATE PLAIN " + PLAIN_MESSAGE, "A1 OK in");
            client.answer("A2 ID (\"name\" \"Mailmoor\" \"version\" \"1\" \"vendor\" \"Mailmoor\")", "A2 OK");
            examineAndLeave(client, 3);
        })) {
            LoginRequest request = request(Protocol.IMAP, TlsMode.NONE, server.port());

            assertThat(login(UNHURRIED).attempt(request.introduced())).isInstanceOf(Outcome.SignedIn.class);
            assertThat(server.faults()).isEmpty();
        }
    }

    @Test
    void aServerThatRefusesIsAskedWhoItIs() {
        Outcome outcome = imap(TlsMode.TLS, client -> {
            client.say("* OK [CAPABILITY IMAP4rev1 ID SASL-IR AUTH=PLAIN] hello");
            client.answer("A1 AUTHENTICATE PLAIN " + PLAIN_MESSAGE, "A1 NO [AUTHENTICATIONFAILED] no");
            client.hear();
            client.say("* ID (\"name\" \"Dove\\\"cot\")", "A2 OK");
        });

        assertRefused(outcome, "NO [AUTHENTICATIONFAILED] no");
        assertThat(((Outcome.Refused) outcome).reply().code()).contains("AUTHENTICATIONFAILED");
        assertThat(outcome.trace().facts().software()).contains("name Dove\"cot");
        assertThat(outcome.trace().stage()).isEqualTo(Stage.AUTH);
    }

    @Test
    void aServerThatDoesNotSayWhoItIsIsStillRefusing() {
        Outcome outcome = imap(TlsMode.TLS, client -> {
            client.say("* OK [CAPABILITY IMAP4rev1 ID SASL-IR AUTH=PLAIN] hello");
            client.answer("A1 AUTHENTICATE PLAIN " + PLAIN_MESSAGE, "A1 NO no");
        });

        assertRefused(outcome, "NO no");
    }

    @Test
    void alertsAndReferralsAreKept() {
        Outcome outcome = imap(TlsMode.TLS, client -> {
            client.say("* OK [ALERT] Maintenance tonight", "* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] x");
            client.answer("A1 CAPABILITY", "* CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN", "A1 OK");
            client.answer(
                    "A2 AUTHENTICATE PLAIN " + PLAIN_MESSAGE,
                    "* OK [ALERT] Your plan ends soon",
                    "A2 NO [REFERRAL imap://anna@server2.example/] Specified user is invalid on this server.");
        });

        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        assertThat(outcome.trace().facts().alerts()).containsExactly("Maintenance tonight", "Your plan ends soon");
        assertThat(outcome.trace().facts().referral()).contains("imap://anna@server2.example/");
        assertThat(((Outcome.Refused) outcome).reply().code()).contains("REFERRAL");
    }

    @Test
    void unicodeIsSwitchedOnWhereNoMailboxOpensWithoutIt() {
        Outcome outcome = imap(TlsMode.TLS, client -> {
            client.say(MODERN);
            client.answer("A1 AUTHENTICATE PLAIN " + PLAIN_MESSAGE, "A1 OK [CAPABILITY IMAP4rev1 UTF8=ONLY] in");
            client.answer("A2 ENABLE UTF8=ACCEPT", "* ENABLED UTF8=ACCEPT", "A2 OK");
            examineAndLeave(client, 3);
        });

        assertThat(outcome).isInstanceOf(Outcome.SignedIn.class);
    }

    @Test
    void completionsOfWhatWasNotYetSentAreNotBelieved() {
        Outcome outcome = imap(TlsMode.TLS, client -> {
            client.say(MODERN);
            client.answer("A1 AUTHENTICATE PLAIN " + PLAIN_MESSAGE, "A1 OK in", "* 1 EXISTS", "A2 OK [READ-ONLY] done");
        });

        assertBroken(outcome, Breakage.GARBLED);
    }

    @Test
    void anotherCommandsCompletionIsNotBelieved() {
        Outcome outcome = imap(TlsMode.TLS, client -> {
            client.say(MODERN);
            client.answer("A1 AUTHENTICATE PLAIN " + PLAIN_MESSAGE, "A7 OK in");
        });

        assertBroken(outcome, Breakage.GARBLED);
    }
}
