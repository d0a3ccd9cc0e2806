package dev.mailmoor.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.mailmoor.protocol.imap.ImapDialogue;
import dev.mailmoor.protocol.pop3.Pop3Dialogue;
import dev.mailmoor.protocol.smtp.SmtpDialogue;
import dev.mailmoor.protocol.wire.AttemptEnded;
import dev.mailmoor.protocol.wire.Conversation;
import dev.mailmoor.protocol.wire.Dialogue;
import dev.mailmoor.protocol.wire.Limits;
import dev.mailmoor.protocol.wire.Link;
import dev.mailmoor.protocol.wire.NetworkGuard;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Whatever a server says, a dialogue ends in an outcome of bounded size. The input is what the server says: up to the first
 * byte 0 in answer to nothing, then up to the next byte 0 for each time that we have spoken.
 */
class DialogueFuzz {
    private static final Conversation.Setup SETUP = new Conversation.Setup(
            new NetworkGuard(List.of()),
            (_, _, _) -> {
                throw new IllegalStateException("nobody asked for TLS");
            },
            new Timeouts(Duration.ofMinutes(5), Duration.ofMinutes(5), Duration.ofMinutes(5)),
            Limits.OF_A_LOGIN);

    @FuzzTest
    void imap(byte[] said) {
        play(Protocol.IMAP, said, ImapDialogue::new);
    }

    @FuzzTest
    void pop3(byte[] said) {
        play(Protocol.POP3, said, Pop3Dialogue::new);
    }

    @FuzzTest
    void smtp(byte[] said) {
        play(Protocol.SMTP, said, SmtpDialogue::new);
    }

    private static void play(
            Protocol protocol, byte[] said, BiFunction<Conversation, LoginRequest, Dialogue> dialogue) {
        Endpoint endpoint = new Endpoint("mail.example.com", 143, TlsMode.NONE);
        for (Credentials.Kind kind : Credentials.Kind.values()) {
            Credentials credentials = new Credentials("anna", Secret.of("correct horse"), kind);
            LoginRequest request = new LoginRequest(protocol, endpoint, credentials, Optional.of("anna@example.com"));
            try (Conversation wire = new Conversation(request, SETUP)) {
                wire.open(new Replay(said));
                Outcome outcome = outcome(wire, dialogue.apply(wire, request));
                assertThat(outcome.toString()).hasSizeLessThan(100_000);
            }
        }
    }

    private static Outcome outcome(Conversation wire, Dialogue dialogue) {
        try {
            dialogue.signIn();
            return new Outcome.SignedIn(wire.trace());
        } catch (AttemptEnded ended) {
            return ended.outcome(wire.trace());
        }
    }

    /** Says its parts one by one. */
    private static final class Replay implements Link {
        private final byte[] said;
        private int at;

        Replay(byte[] said) {
            this.said = said;
        }

        @Override
        public int read(ByteBuffer into) {
            int start = at;
            while (at < said.length && said[at] != 0 && into.hasRemaining()) {
                into.put(said[at++]);
            }
            return start == at ? -1 : at - start;
        }

        @Override
        public void write(ByteBuffer from) {
            if (at < said.length && said[at] == 0) {
                at++;
            }
        }

        @Override
        public void close() {}
    }
}
