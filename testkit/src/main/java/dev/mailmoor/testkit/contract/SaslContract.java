package dev.mailmoor.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailmoor.protocol.Credentials;
import dev.mailmoor.protocol.Endpoint;
import dev.mailmoor.protocol.LoginRequest;
import dev.mailmoor.protocol.Outcome;
import dev.mailmoor.protocol.Outcome.Breakage;
import dev.mailmoor.protocol.Outcome.Missing;
import dev.mailmoor.protocol.Protocol;
import dev.mailmoor.protocol.Secret;
import dev.mailmoor.protocol.TlsMode;
import dev.mailmoor.protocol.TokenRefusal;
import dev.mailmoor.testkit.scripted.Peer;
import dev.mailmoor.testkit.scripted.ScramServer;
import dev.mailmoor.testkit.scripted.Script;
import dev.mailmoor.testkit.scripted.ScriptedServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The mechanisms, in the framing of each protocol. */
public abstract class SaslContract extends LoginContract {
    private static final String TOKEN = "ya29.a0AfB_byC-very-secret";
    private static final String XOAUTH2 = base64("user=" + USER + "\u0001auth=Bearer " + TOKEN + "\u0001\u0001");
    private static final String ERROR =
            "{\"status\":\"400\",\"schemes\":\"Bearer\",\"scope\":\"https://mail.google.com/\"}";

    private Outcome imap(Script script) {
        return attempt(Protocol.IMAP, TlsMode.TLS, script);
    }

    private Outcome with(Credentials credentials, Protocol protocol, Script script) {
        try (ScriptedServer server = ScriptedServer.tls(CERTIFICATE, script)) {
            Outcome outcome = login(UNHURRIED)
                    .attempt(new LoginRequest(
                            protocol,
                            new Endpoint("localhost", server.port(), TlsMode.TLS),
                            credentials,
                            Optional.empty()));
            assertThat(server.faults()).isEmpty();
            assertThat(outcome.toString()).doesNotContain(TOKEN);
            return outcome;
        }
    }

    private Outcome withToken(Protocol protocol, Script script) {
        return with(Credentials.bearerToken(USER, Secret.of(TOKEN)), protocol, script);
    }

    /** The client's line behind the words that it must begin with. */
    private static String hearBehind(Peer client, String beginning) throws IOException {
        String line = client.hear();
        assertThat(line).startsWith(beginning);
        return line.substring(beginning.length());
    }

    private static void examineAndLeave(Peer client) throws IOException {
        client.answer("A2 EXAMINE INBOX", "A2 OK done", "* BYE");
    }

    @ParameterizedTest
    @CsvSource({"SCRAM-SHA-256,SHA256", "SCRAM-SHA-1,SHA1"})
    void scramSignsInAndTheServerProvesItself(String mechanism, String hash) {
        Outcome outcome = imap(client -> {
            ScramServer scram = new ScramServer(hash, PASSWORD, new byte[0]);
            client.say("* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN AUTH=CRAM-MD5 AUTH=" + mechanism + "] ready");
            String first = hearBehind(client, "A1 AUTHENTICATE " + mechanism + " ");
            assertThat(ScramServer.header(first)).isEqualTo("y,,");
            client.say("+ " + scram.challenge(first, "4096"));
            client.say("+ " + scram.conclude(client.hear()));
            client.answer("", "A1 OK in");
            examineAndLeave(client);
        });

        assertThat(outcome).isInstanceOf(Outcome.SignedIn.class);
        assertThat(outcome.trace().mechanism()).contains(mechanism);
    }

    @Test
    void withoutSaslIrTheFirstMessageWaits() {
        Outcome outcome = imap(client -> {
            ScramServer scram = new ScramServer("SHA256", PASSWORD, new byte[0]);
            client.say("* OK [CAPABILITY IMAP4rev1 AUTH=SCRAM-SHA-256] ready");
            client.answer("A1 AUTHENTICATE SCRAM-SHA-256", "+ ");
            client.say("+ " + scram.challenge(client.hear(), "4096"));
            client.say("+ " + scram.conclude(client.hear()));
            client.answer("", "A1 OK in");
            examineAndLeave(client);
        });

        assertThat(outcome).isInstanceOf(Outcome.SignedIn.class);
    }

    @Test
    void scramWithBindingHoldsForThisConnectionOnly() {
        byte[] endPoint = endPointOf(CERTIFICATE.chain().getFirst());
        Outcome outcome = imap(client -> {
            client.say("* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=SCRAM-SHA-256 AUTH=SCRAM-SHA-256-PLUS] ready");
            String first = hearBehind(client, "A1 AUTHENTICATE SCRAM-SHA-256-PLUS ");
            String header = ScramServer.header(first);
            byte[] bound = header.equals("p=tls-exporter,,") ? client.exporter() : endPoint;
            assertThat(header).isIn("p=tls-exporter,,", "p=tls-server-end-point,,");
            ScramServer scram = new ScramServer("SHA256", PASSWORD, bound);
            client.say("+ " + scram.challenge(first, "4096"));
            client.say("+ " + scram.conclude(client.hear()));
            client.answer("", "A1 OK in");
            examineAndLeave(client);
        });

        assertThat(outcome).isInstanceOf(Outcome.SignedIn.class);
        assertThat(outcome.trace().mechanism()).contains("SCRAM-SHA-256-PLUS");
    }

    private static byte[] endPointOf(X509Certificate certificate) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whereTheServerBindsInAnotherWayTheSameIsTriedUnbound() {
        Outcome outcome = imap(client -> {
            client.say("* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=SCRAM-SHA-1 AUTH=SCRAM-SHA-1-PLUS] ready");
            hearBehind(client, "A1 AUTHENTICATE SCRAM-SHA-1-PLUS ");
            client.say("A1 NO [CANNOT] unsupported channel binding");
            ScramServer scram = new ScramServer("SHA1", PASSWORD, new byte[0]);
            String first = hearBehind(client, "A2 AUTHENTICATE SCRAM-SHA-1 ");
            assertThat(ScramServer.header(first)).isEqualTo("n,,");
            client.say("+ " + scram.challenge(first, "4096"));
            client.say("+ " + scram.conclude(client.hear()));
            client.answer("", "A2 OK in");
            client.answer("A3 EXAMINE INBOX", "A3 OK done", "* BYE");
        });

        assertThat(outcome).isInstanceOf(Outcome.SignedIn.class);
        assertThat(outcome.trace().mechanism()).contains("SCRAM-SHA-1");
    }

    @Test
    void aServerThatDoesNotKnowThePasswordIsNotBelieved() {
        Outcome outcome = imap(client -> {
            ScramServer scram = new ScramServer("SHA256", PASSWORD, new byte[0]);
            client.say("* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=SCRAM-SHA-256] ready");
            client.say("+ " + scram.challenge(hearBehind(client, "A1 AUTHENTICATE SCRAM-SHA-256 "), "4096"));
            client.hear();
            client.say("+ " + base64("v=AAAA"));
            client.answer("*", "A1 OK in");
        });

        assertThat(outcome).isInstanceOf(Outcome.ServerNotProved.class);
    }

    @Test
    void aServerThatAcceptsTheProofWithoutGivingItsOwnIsNotBelieved() {
        Outcome outcome = attempt(Protocol.SMTP, TlsMode.TLS, client -> {
            ScramServer scram = new ScramServer("SHA256", PASSWORD, new byte[0]);
            client.say("220 hi");
            client.answer("EHLO [127.0.0.1]", "250-hi", "250 AUTH SCRAM-SHA-256");
            client.say("334 " + scram.challenge(hearBehind(client, "AUTH SCRAM-SHA-256 "), "4096"));
            client.hear();
            client.say("235 2.7.0 in");
        });

        assertThat(outcome).isInstanceOf(Outcome.ServerNotProved.class);
    }

    @Test
    void aWrongPasswordInScramIsARefusalWithTheServersWords() {
        Outcome outcome = imap(client -> {
            ScramServer scram = new ScramServer("SHA256", PASSWORD, new byte[0]);
            client.say("* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=SCRAM-SHA-256] ready");
            client.say("+ " + scram.challenge(hearBehind(client, "A1 AUTHENTICATE SCRAM-SHA-256 "), "4096"));
            client.hear();
            client.say("+ " + base64("e=invalid-proof"));
            client.answer("", "A1 NO [AUTHENTICATIONFAILED] no");
        });

        assertRefused(outcome, "NO [AUTHENTICATIONFAILED] no");
        assertThat(((Outcome.Refused) outcome).reply().code()).contains("AUTHENTICATIONFAILED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2147483648", "999999999999", "600001"})
    void iterationsBeyondAllMeasureAreNotComputed(String iterations) {
        Outcome outcome = attempt(Protocol.POP3, TlsMode.TLS, client -> {
            ScramServer scram = new ScramServer("SHA1", PASSWORD, new byte[0]);
            client.say("+OK hi");
            client.answer("CAPA", "+OK", "SASL SCRAM-SHA-1", ".");
            client.say("+ " + scram.challenge(hearBehind(client, "AUTH SCRAM-SHA-1 "), iterations));
            client.answer("*", "-ERR cancelled");
        });

        assertBroken(outcome, Breakage.TOO_MUCH);
    }

    @Test
    void anotherNonceIsNotAnswered() {
        Outcome outcome = imap(client -> {
            client.say("* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=SCRAM-SHA-256] ready");
            hearBehind(client, "A1 AUTHENTICATE SCRAM-SHA-256 ");
            client.say("+ " + base64("r=notyours,s=c2FsdA==,i=4096"));
            client.answer("*", "A1 BAD cancelled");
        });

        assertBroken(outcome, Breakage.GARBLED);
    }

    @Test
    void cramMd5AnswersTheChallenge() {
        Outcome outcome = attempt(Protocol.SMTP, TlsMode.TLS, client -> {
            client.say("220 hi");
            client.answer("EHLO [127.0.0.1]", "250-hi", "250 AUTH CRAM-MD5 LOGIN");
            client.answer("AUTH CRAM-MD5", "334 " + base64("<1896.697170952@postoffice.example>"));
            String answer = new String(Base64.getDecoder().decode(client.hear()), StandardCharsets.UTF_8);
            assertThat(answer).matches("anna@example.com [0-9a-f]{32}");
            client.say("235 in");
            client.answer("MAIL FROM:<" + USER + ">", "250 ok");
            client.answer("RSET", "250 ok");
            client.answer("QUIT", "221 bye");
        });

        assertThat(outcome).isInstanceOf(Outcome.SignedIn.class);
        assertThat(outcome.trace().mechanism()).contains("CRAM-MD5");
    }

    @Test
    void aTokenSignsInByXoauth2() {
        Outcome outcome = withToken(Protocol.IMAP, client -> {
            client.say("* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN AUTH=XOAUTH2] ready");
            client.answer("A1 AUTHENTICATE XOAUTH2 " + XOAUTH2, "A1 OK in");
            examineAndLeave(client);
        });

        assertThat(outcome).isInstanceOf(Outcome.SignedIn.class);
        assertThat(outcome.trace().mechanism()).contains("XOAUTH2");
    }

    @Test
    void aRefusedTokenTellsWhy() {
        Outcome imap = withToken(Protocol.IMAP, client -> {
            client.say("* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=XOAUTH2] ready");
            client.answer("A1 AUTHENTICATE XOAUTH2 " + XOAUTH2, "+ " + base64(ERROR));
            client.answer("", "A1 NO [AUTHENTICATIONFAILED] Invalid credentials (Failure)");
        });
        Outcome smtp = withToken(Protocol.SMTP, client -> {
            client.say("220 hi");
            client.answer("EHLO [127.0.0.1]", "250-hi", "250 AUTH XOAUTH2");
            client.answer("AUTH XOAUTH2 " + XOAUTH2, "334 " + base64(ERROR));
            client.answer("", "535-5.7.8 Username and Password not accepted.", "535 5.7.8 bye");
        });

        assertRefused(imap, "NO [AUTHENTICATIONFAILED] Invalid credentials (Failure)");
        TokenRefusal told = new TokenRefusal("400", "https://mail.google.com/", ERROR);
        assertThat(((Outcome.Refused) imap).reply().tokenRefusal()).contains(told);
        assertThat(((Outcome.Refused) smtp).reply().tokenRefusal()).contains(told);
        assertThat(((Outcome.Refused) smtp).reply().code()).contains("5.7.8");
    }

    @Test
    void outlooksPop3TakesATokenInTwoLinesAndItsRefusalIsBelieved() {
        Script upTo = client -> {
            client.say("+OK The Microsoft Exchange POP3 service is ready.");
            client.answer("CAPA", "+OK", "TOP", "SASL XOAUTH2", ".");
            client.answer("AUTH XOAUTH2", "+ ");
            client.hear(XOAUTH2);
        };
        Outcome signedIn = withToken(Protocol.POP3, client -> {
            upTo.play(client);
            client.say("+OK User successfully authenticated.");
            client.answer("STAT", "+OK 2 320");
        });
        Outcome refused = withToken(Protocol.POP3, client -> {
            upTo.play(client);
            client.say("+ " + base64("{\"status\":\"401\"}"));
            client.answer("", "-ERR Authentication failure: unknown user name or bad password.");
        });

        assertThat(signedIn).isInstanceOf(Outcome.SignedIn.class);
        assertRefused(refused, "-ERR Authentication failure: unknown user name or bad password.");
    }

    @Test
    void oauthbearerIsPreferredAndEndsItsErrorAsTheRfcSays() {
        Outcome outcome = withToken(Protocol.IMAP, client -> {
            client.say("* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=XOAUTH2 AUTH=OAUTHBEARER] ready");
            String first = hearBehind(client, "A1 AUTHENTICATE OAUTHBEARER ");
            assertThat(new String(Base64.getDecoder().decode(first), StandardCharsets.UTF_8))
                    .startsWith("n,a=" + USER + ",\u0001host=localhost\u0001port=");
            client.say("+ " + base64("{\"status\":\"invalid_token\",\"scope\":\"mail\"}"));
            client.answer("AQ==", "A1 NO SASL authentication failed");
        });

        assertRefused(outcome, "NO SASL authentication failed");
        assertThat(((Outcome.Refused) outcome)
                        .reply()
                        .tokenRefusal()
                        .orElseThrow()
                        .status())
                .isEqualTo("invalid_token");
    }

    @Test
    void anErrorChallengeThatRepeatsTheTokenLosesIt() {
        Outcome outcome = withToken(Protocol.IMAP, client -> {
            client.say("* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=XOAUTH2] ready");
            client.answer("A1 AUTHENTICATE XOAUTH2 " + XOAUTH2, "+ " + base64("{\"status\":\"" + TOKEN + "\u0007\"}"));
            client.answer("", "A1 NO no " + TOKEN);
        });

        assertThat(((Outcome.Refused) outcome)
                        .reply()
                        .tokenRefusal()
                        .orElseThrow()
                        .status())
                .isEqualTo("‹secret›\uFFFD");
    }

    @Test
    void whoTakesOnlyPasswordsOrOnlyTokensOrNeitherIsToldApart() {
        assertNotOffered(
                withToken(Protocol.IMAP, client -> client.say("* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] ready")),
                Missing.TOKEN_SIGN_IN);
        assertNotOffered(
                imap(client -> client.say("* OK [CAPABILITY IMAP4rev1 LOGINDISABLED AUTH=XOAUTH2] ready")),
                Missing.PASSWORD_SIGN_IN);
        Outcome windows =
                imap(client -> client.say("* OK [CAPABILITY IMAP4rev1 LOGINDISABLED AUTH=NTLM AUTH=GSSAPI] ready"));
        assertNotOffered(windows, Missing.MECHANISM);
        assertThat(((Outcome.NotOffered) windows).detail()).contains("GSSAPI, NTLM");
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void challengesWithoutEndAreLeft(Protocol protocol) {
        Outcome outcome = attempt(protocol, TlsMode.TLS, client -> {
            String prompt = switch (protocol) {
                case IMAP -> {
                    client.say("* OK [CAPABILITY IMAP4rev1 LOGINDISABLED AUTH=LOGIN] hi");
                    yield "+ ";
                }
                case POP3 -> {
                    client.say("+OK hi");
                    client.answer("CAPA", "+OK", "SASL LOGIN", ".");
                    yield "+ ";
                }
                case SMTP -> {
                    client.say("220 hi");
                    client.answer("EHLO [127.0.0.1]", "250-hi", "250 AUTH LOGIN");
                    yield "334 ";
                }
            };
            for (String line = client.hear(); !line.equals("*"); line = client.hear()) {
                client.say(prompt + base64("more"));
            }
        });

        assertThat(outcome).isInstanceOf(Outcome.Broken.class);
    }

    @Test
    void aNameThatSaslprepForbidsIsNotSent() {
        Credentials odd = Credentials.password("a\u0627b", Secret.of("x"));
        assertNotOffered(
                with(odd, Protocol.IMAP, client -> client.say("* OK [CAPABILITY IMAP4rev1 AUTH=SCRAM-SHA-256] hi")),
                Missing.UNSENDABLE);
    }
}
