package dev.mailmoor.protocol.smtp;

import dev.mailmoor.protocol.Credentials;
import dev.mailmoor.protocol.Endpoint;
import dev.mailmoor.protocol.LoginRequest;
import dev.mailmoor.protocol.Protocol;
import dev.mailmoor.protocol.Secret;
import dev.mailmoor.protocol.Stage;
import dev.mailmoor.protocol.wire.AttemptEnded;
import dev.mailmoor.protocol.wire.Conversation;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Optional;

/**
 * One connection over which messages are handed to a server, one after the other. After anything but an answer it is of no
 * more use. For one thread.
 */
public final class SmtpSubmission implements AutoCloseable {
    /** RFC 5321 §4.5.3.2.5, for the content's bytes. */
    private static final Duration BLOCK = Duration.ofMinutes(3);
    /** RFC 5321 §4.5.3.2.6: who gives up sooner sends twice what the server took. */
    private static final Duration LAST_REPLY = Duration.ofMinutes(10);

    private static final byte[] END = {'.', '\r', '\n'};

    private final Conversation wire;
    private final SmtpDialogue dialogue;
    private final boolean signsIn;
    private Optional<SmtpExtensions> offered = Optional.empty();

    private SmtpSubmission(Conversation wire, boolean signsIn) {
        this.wire = wire;
        this.dialogue = new SmtpDialogue(wire, wire.request());
        this.signsIn = signsIn;
    }

    /** @param credentials empty: the server takes mail from us without a sign-in */
    public static SmtpSubmission to(Endpoint server, Optional<Credentials> credentials, Conversation.Setup setup) {
        Credentials shown = credentials.orElseGet(() -> Credentials.password("", Secret.of("")));
        LoginRequest request = new LoginRequest(Protocol.SMTP, server, shown, Optional.empty());
        return new SmtpSubmission(new Conversation(request, setup), credentials.isPresent());
    }

    /**
     * Connects where that has not happened yet, and hands over one message.
     *
     * @param content with CRLF line ends; dots at the beginnings of lines are seen to here
     */
    public Handover hand(String from, String to, byte[] content) {
        try {
            SmtpExtensions with = ready();
            wire.enter(Stage.SEND);
            Optional<Handover.Refused> refused = envelope(from, to, with);
            return refused.isPresent() ? refused.get() : content(content);
        } catch (AttemptEnded e) {
            return new Handover.Failed(e.outcome(wire.trace()));
        }
    }

    private SmtpExtensions ready() throws AttemptEnded {
        if (offered.isEmpty()) {
            wire.open();
            SmtpExtensions found = dialogue.begin();
            if (signsIn) {
                dialogue.authenticate(found);
            }
            offered = Optional.of(found);
        }
        return offered.get();
    }

    private Optional<Handover.Refused> envelope(String from, String to, SmtpExtensions with) throws AttemptEnded {
        Optional<String> mailFrom = SmtpDialogue.mailFrom(from, with);
        SmtpReply sender = dialogue.ask(mailFrom.orElse("MAIL FROM:<" + from + ">"));
        if (!sender.isPositive()) {
            return Optional.of(refused(Handover.Part.SENDER, sender));
        }
        SmtpReply recipient = dialogue.ask("RCPT TO:<" + to + ">");
        if (!recipient.isPositive()) {
            return Optional.of(refused(Handover.Part.RECIPIENT, recipient));
        }
        SmtpReply data = dialogue.ask("DATA");
        return data.code() == 354 ? Optional.empty() : Optional.of(refused(Handover.Part.CONTENT, data));
    }

    /** The next message begins anew. */
    private Handover.Refused refused(Handover.Part part, SmtpReply reply) throws AttemptEnded {
        Handover.Refused refused = new Handover.Refused(part, reply.asRefusal());
        dialogue.ask("RSET");
        return refused;
    }

    private Handover content(byte[] content) throws AttemptEnded {
        wire.patience(BLOCK);
        wire.sendContent(stuffed(content));
        try {
            wire.patience(LAST_REPLY);
            SmtpReply answer = SmtpReply.read(wire);
            return answer.isPositive()
                    ? new Handover.Accepted()
                    : new Handover.Refused(Handover.Part.CONTENT, answer.asRefusal());
        } catch (AttemptEnded e) {
            return new Handover.Unknown(e.outcome(wire.trace()));
        }
    }

    /** RFC 5321 §4.5.2, with the end of the message. */
    static byte[] stuffed(byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(content.length + 64);
        boolean lineBegins = true;
        for (byte b : content) {
            if (lineBegins && b == '.') {
                out.write('.');
            }
            out.write(b);
            lineBegins = b == '\n';
        }
        if (!lineBegins) {
            out.write('\r');
            out.write('\n');
        }
        out.writeBytes(END);
        return out.toByteArray();
    }

    /** Whether a further message may be handed over. */
    public boolean isUsable() {
        return wire.isUsable() && offered.isPresent();
    }

    @Override
    public void close() {
        dialogue.sayGoodbye();
        wire.close();
    }
}
