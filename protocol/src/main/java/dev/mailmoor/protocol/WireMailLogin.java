package dev.mailmoor.protocol;

import dev.mailmoor.protocol.Outcome.Breakage;
import dev.mailmoor.protocol.Outcome.Missing;
import dev.mailmoor.protocol.imap.ImapDialogue;
import dev.mailmoor.protocol.pop3.Pop3Dialogue;
import dev.mailmoor.protocol.smtp.SmtpDialogue;
import dev.mailmoor.protocol.wire.AttemptEnded;
import dev.mailmoor.protocol.wire.Conversation;
import dev.mailmoor.protocol.wire.Dialogue;
import dev.mailmoor.protocol.wire.Limits;
import dev.mailmoor.protocol.wire.NetworkGuard;
import dev.mailmoor.protocol.wire.Securing;
import java.util.Optional;

/** Signs in over the network, behind the network guard. Safe for use by any number of threads. */
public final class WireMailLogin implements MailLogin {
    private final Conversation.Setup setup;

    /** @param securing usually a {@link dev.mailmoor.protocol.tls.TlsClient} */
    public WireMailLogin(NetworkGuard guard, Securing securing, Timeouts timeouts) {
        this.setup = new Conversation.Setup(guard, securing, timeouts, Limits.OF_A_LOGIN);
    }

    @Override
    public Outcome attempt(LoginRequest request) {
        try (Conversation wire = new Conversation(request, setup)) {
            Dialogue dialogue = dialogue(wire, request);
            Outcome outcome = outcome(wire, dialogue);
            dialogue.sayGoodbye();
            return outcome;
        }
    }

    private static Dialogue dialogue(Conversation wire, LoginRequest request) {
        return switch (request.protocol()) {
            case IMAP -> new ImapDialogue(wire, request);
            case POP3 -> new Pop3Dialogue(wire, request);
            case SMTP -> new SmtpDialogue(wire, request);
        };
    }

    private static Outcome outcome(Conversation wire, Dialogue dialogue) {
        try {
            Optional<String> unsendable = Unsendable.in(wire.request());
            if (unsendable.isPresent()) {
                throw AttemptEnded.notOffered(Missing.UNSENDABLE, unsendable.get());
            }
            wire.open();
            dialogue.signIn();
            return new Outcome.SignedIn(wire.trace());
        } catch (AttemptEnded e) {
            return e.outcome(wire.trace());
        } catch (RuntimeException e) {
            wire.giveUp();
            return new Outcome.Broken(wire.trace(), Breakage.GARBLED, "a fault of ours: " + whereabouts(e));
        }
    }

    /** Without the message, which could hold anything. */
    private static String whereabouts(RuntimeException e) {
        StackTraceElement[] stack = e.getStackTrace();
        return e.getClass().getSimpleName() + (stack.length == 0 ? "" : " at " + stack[0]);
    }
}
