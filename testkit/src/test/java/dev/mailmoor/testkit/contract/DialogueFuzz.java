package dev.mailmoor.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailmoor.protocol.MailLogin;
import dev.mailmoor.protocol.Outcome;
import dev.mailmoor.protocol.Protocol;
import dev.mailmoor.protocol.TlsMode;
import dev.mailmoor.protocol.tls.CertificateTrust;
import dev.mailmoor.protocol.tls.JdkTlsEngines;
import dev.mailmoor.protocol.tls.TlsEngines;
import dev.mailmoor.testkit.scripted.ScriptedServer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whole dialogues in which a server's good answers are bent at random. */
class DialogueFuzz extends LoginContract {
    private static final int RUNS = 150;

    @Override
    protected TlsEngines engines(CertificateTrust trust) {
        return new JdkTlsEngines(trust);
    }

    private static List<String> goodAnswers(Protocol protocol) {
        return switch (protocol) {
            case IMAP ->
                List.of(
                        "* OK hello\r\n",
                        "* CAPABILITY IMAP4rev1 SASL-IR LITERAL+ AUTH=PLAIN\r\n* LIST () {3}\r\nabc\r\nA1 OK\r\n",
                        "A2 OK [CAPABILITY IDLE] in\r\n",
                        "* FLAGS (x)\r\nA3 OK done\r\n* BYE\r\nA4 OK\r\n");
            case POP3 ->
                List.of("+OK hello\r\n", "+OK\r\nSASL PLAIN\r\nUSER\r\n.\r\n", "+OK in\r\n", "+OK 1 2\r\n", "+OK\r\n");
            case SMTP ->
                List.of(
                        "220 hello\r\n",
                        "250-me\r\n250-SIZE 1\r\n250 AUTH PLAIN\r\n",
                        "235 in\r\n",
                        "250 ok\r\n",
                        "250 ok\r\n");
        };
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void noAnswerBringsOutAFaultOfOurs(Protocol protocol) {
        AtomicInteger run = new AtomicInteger();
        try (ScriptedServer server = ScriptedServer.plain(client -> {
            Random random = new Random(run.get());
            for (String answer : goodAnswers(protocol)) {
                client.send(bent(answer, random));
                client.hear();
            }
        })) {
            MailLogin login = login(HURRIED);
            for (; run.get() < RUNS; run.incrementAndGet()) {
                Outcome outcome = login.attempt(request(protocol, TlsMode.NONE, server.port()));

                assertNoSecretIn(outcome);
                assertThat(outcome.toString()).as("run %s", run).doesNotContain("a fault of ours");
            }
        }
    }

    private static byte[] bent(String answer, Random random) {
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        int bends = random.nextInt(3);
        for (int i = 0; i < bends; i++) {
            // The last byte stays, else both sides wait for each other.
            bytes[random.nextInt(bytes.length - 1)] =
                    (byte) (random.nextBoolean() ? random.nextInt(256) : " \r\n-{}+*[]".charAt(random.nextInt(10)));
        }
        return bytes;
    }
}
