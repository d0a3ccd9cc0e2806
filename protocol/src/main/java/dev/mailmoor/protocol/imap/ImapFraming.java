package dev.mailmoor.protocol.imap;

import dev.mailmoor.protocol.sasl.SaslSignIn.Framing;
import dev.mailmoor.protocol.sasl.SaslSignIn.Step;
import dev.mailmoor.protocol.sasl.SaslTurns;
import dev.mailmoor.protocol.wire.AttemptEnded;
import dev.mailmoor.protocol.wire.Command;
import dev.mailmoor.protocol.wire.Conversation;

/** AUTHENTICATE (RFC 9051 §6.2.2), with the first message on its line where the server takes it there (RFC 4959). */
final class ImapFraming implements Framing {
    private static final int LONGEST_LINE = 8_000;

    private final Conversation wire;
    private final ImapSession session;
    private final boolean initialResponse;
    private String tag = "";

    ImapFraming(Conversation wire, ImapSession session, boolean initialResponse) {
        this.wire = wire;
        this.session = session;
        this.initialResponse = initialResponse;
    }

    @Override
    public Step open(String mechanism, SaslTurns turns) throws AttemptEnded {
        tag = session.newTag();
        return answer(turns.opening(tag + " AUTHENTICATE " + mechanism, initialResponse ? LONGEST_LINE : 0));
    }

    @Override
    public Step answer(Command line) throws AttemptEnded {
        wire.send(line);
        return switch (session.next(tag)) {
            case ImapResponse.Continuation challenge -> new Step.Challenge(challenge.text());
            case ImapResponse.Tagged end ->
                end.isOk() ? new Step.Accepted() : new Step.Refused(AttemptEnded.reply(end.text()));
            case ImapResponse.Untagged _ -> throw new IllegalStateException("these are taken up on the way");
        };
    }
}
