package dev.mailmoor.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.mailmoor.protocol.MailLogin;
import dev.mailmoor.protocol.Outcome;
import dev.mailmoor.protocol.Outcome.Breakage;
import dev.mailmoor.protocol.Protocol;
import dev.mailmoor.protocol.Stage;
import dev.mailmoor.protocol.TlsMode;
import dev.mailmoor.testkit.scripted.Peer;
import dev.mailmoor.testkit.scripted.Script;
import dev.mailmoor.testkit.scripted.ScriptedServer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What misbehaving servers cost us: time, memory, sockets and threads stay bounded, and the outcome is the right one. */
public abstract class EnduranceContract extends LoginContract {
    private static final long MOST_MEMORY = 16L * 1024 * 1024;
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    private static List<String> answers(Protocol protocol) {
        return switch (protocol) {
            case IMAP ->
                List.of(
                        "* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] ready\r\n",
                        "A1 OK in\r\n",
                        "* 3 EXISTS\r\nA2 OK done\r\n");
            case POP3 -> List.of("+OK ready\r\n", "+OK\r\nSASL PLAIN\r\n.\r\n", "+OK in\r\n", "+OK 0 0\r\n");
            case SMTP ->
                List.of("220 ready\r\n", "250-mail\r\n250 AUTH PLAIN\r\n", "235 in\r\n", "250 ok\r\n", "250 ok\r\n");
        };
    }

    /** Says the good answers, but no more than so many bytes of them. */
    private static void sayAtMost(Peer client, Protocol protocol, int bytes) throws IOException {
        int left = bytes;
        for (String answer : answers(protocol)) {
            client.send(answer.substring(0, Math.min(left, answer.length())));
            left -= answer.length();
            if (left <= 0) {
                return;
            }
            client.hear();
        }
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void aServerMayBeCutOffAtEachByte(Protocol protocol) {
        AtomicInteger cut = new AtomicInteger();
        int whole = String.join("", answers(protocol)).length();
        // A line counts when its line feed is there.
        try (ScriptedServer server = ScriptedServer.plain(client -> sayAtMost(client, protocol, cut.get()))) {
            MailLogin login = login(UNHURRIED);
            for (; cut.get() < whole; cut.incrementAndGet()) {
                Outcome outcome = login.attempt(request(protocol, TlsMode.NONE, server.port()));
                assertThat(outcome).as("cut at %s", cut).isInstanceOf(Outcome.Broken.class);
                assertThat(((Outcome.Broken) outcome).breakage())
                        .as("cut at %s", cut)
                        .isIn(Breakage.CLOSED, Breakage.RESET);
            }
            assertThat(login.attempt(request(protocol, TlsMode.NONE, server.port())))
                    .isInstanceOf(Outcome.SignedIn.class);
        }
    }

    @ParameterizedTest
    @CsvSource({"STARTTLS, GREETING", "TLS, TLS"})
    void aServerMayStallInTheMiddleOfAnything(TlsMode mode, Stage stage) {
        try (ScriptedServer server = ScriptedServer.plain(client -> {
            client.send("* OK he".substring(0, mode == TlsMode.TLS ? 0 : 7));
            client.fallSilent();
        })) {
            Outcome outcome = login(HURRIED).attempt(request(Protocol.IMAP, mode, server.port()));
            assertBroken(outcome, Breakage.TIMED_OUT);
            assertThat(outcome.trace().stage()).isEqualTo(stage);
        }
    }

    @Test
    void aServerMayStallAfterStartTlsAndInTheFirstRecord() {
        Outcome unanswered = attempt(Protocol.IMAP, TlsMode.STARTTLS, HURRIED, client -> {
            client.say("* OK [CAPABILITY IMAP4rev1 STARTTLS] hi");
            client.hear("A1 STARTTLS");
            client.fallSilent();
        });
        Outcome silent = attempt(Protocol.SMTP, TlsMode.STARTTLS, HURRIED, client -> {
            client.say("220 hi");
            client.answer("EHLO [127.0.0.1]", "250-me", "250 STARTTLS");
            client.answer("STARTTLS", "220 go");
            client.hearBytes(100);
            client.send(new byte[] {0x16, 3, 3});
            client.fallSilent();
        });

        assertBroken(unanswered, Breakage.TIMED_OUT);
        assertBroken(silent, Breakage.TIMED_OUT);
        assertThat(silent.trace().stage()).isEqualTo(Stage.TLS);
    }

    private static Script flood(Protocol protocol, String before, String repeated) {
        byte[] block = repeated.repeat(Math.max(1, 32_768 / repeated.length())).getBytes(StandardCharsets.ISO_8859_1);
        return client -> {
            client.send(answers(protocol).getFirst());
            client.hear();
            client.send(before);
            while (true) {
                client.send(block);
            }
        };
    }

    @ParameterizedTest
    @CsvSource({
        "IMAP, '',                       '* 1 EXISTS\r\n'",
        "IMAP, '* LIST ',                '('",
        "IMAP, '* OK ',                  'x'",
        "IMAP, '* LIST {2147483647}\r\n', 'x'",
        "IMAP, '* LIST {65000}\r\n',      '* X {65000}\r\n'",
        "IMAP, '+ ',                     '\0'",
        "POP3, '+OK\r\n',                'X\r\n'",
        "POP3, '+OK ',                   '\u00ff'",
        "SMTP, '',                       '250-x\r\n'",
        "SMTP, '250-',                   '\0'",
    })
    void floodsEndSoonAndCostLittle(Protocol protocol, String before, String repeated) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long allocated = threads.getCurrentThreadAllocatedBytes();
        Outcome outcome = attempt(protocol, TlsMode.NONE, flood(protocol, before, repeated));
        allocated = threads.getCurrentThreadAllocatedBytes() - allocated;

        assertThat(outcome).isInstanceOfAny(Outcome.Broken.class);
        assertThat(((Outcome.Broken) outcome).breakage()).isIn(Breakage.TOO_MUCH, Breakage.GARBLED);
        assertThat(outcome.trace().elapsed()).isLessThan(Duration.ofSeconds(4));
        assertThat(allocated).isLessThan(MOST_MEMORY);
        assertThat(outcome.toString()).hasSizeLessThan(100_000);
    }

    @Test
    void parenthesesNulAndEightBitsAreJustText() {
        Outcome outcome = attempt(Protocol.IMAP, TlsMode.TLS, client -> {
            client.say("* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] \u0000\u00ff\u0085 ready");
            client.hear();
            client.send("* BODYSTRUCTURE " + "(".repeat(30_000) + "\r\n");
            client.send("* X " + ")".repeat(30_000) + "\r\nA1 OK in\r\n");
            client.answer("A2 EXAMINE INBOX", "* \0\0\0", "A2 OK done", "* BYE");
        });

        assertThat(outcome).isInstanceOf(Outcome.SignedIn.class);
    }

    @Test
    void noSocketAndNoThreadIsLeftBehind() throws IOException {
        List<Script> misdeeds = List.of(
                Peer::reset,
                Peer::fallSilent,
                client -> client.say("* BYE no"),
                client -> client.startTls(CERTIFICATE),
                client -> {
                    client.startTls(CERTIFICATE);
                    client.fallSilent();
                },
                client -> client.startTls(AUTHORITY.issueExpired("localhost")),
                client -> {
                    client.startTls(CERTIFICATE);
                    client.trickle("* OK ", Duration.ofMillis(10));
                });
        play(misdeeds);
        long descriptors = descriptors();
        long threads = platformThreads();
        for (int i = 0; i < 5; i++) {
            play(misdeeds);
        }

        assertThat(descriptors()).isLessThanOrEqualTo(descriptors + 2);
        assertThat(platformThreads()).isLessThanOrEqualTo(threads + 1);
    }

    private void play(List<Script> misdeeds) {
        MailLogin login = login(HURRIED);
        for (Script misdeed : misdeeds) {
            try (ScriptedServer server = ScriptedServer.plain(misdeed)) {
                Outcome outcome = login.attempt(request(Protocol.IMAP, TlsMode.TLS, server.port()));
                assertThat(outcome).isNotInstanceOf(Outcome.SignedIn.class);
                server.awaitSilence();
            }
        }
    }

    private static long descriptors() throws IOException {
        if (!Files.isDirectory(DESCRIPTORS)) {
            return 0;
        }
        try (Stream<Path> open = Files.list(DESCRIPTORS)) {
            return open.count();
        }
    }

    /** Those of the scripted servers, of name lookups and of virtual threads come and go. */
    private static long platformThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !thread.getName().startsWith("name-lookup")
                        && !thread.getName().startsWith("ForkJoinPool")
                        && !thread.getName().startsWith("VirtualThread")
                        && !thread.getName().contains("Poller"))
                .count();
    }
}
