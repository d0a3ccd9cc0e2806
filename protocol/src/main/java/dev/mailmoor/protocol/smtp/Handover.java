package dev.mailmoor.protocol.smtp;

import dev.mailmoor.protocol.Outcome;
import dev.mailmoor.protocol.Reply;

/** What came of handing one message to a server. */
public sealed interface Handover {
    /** The server answers for it from now on (RFC 5321 §6.1). */
    record Accepted() implements Handover {}

    /** Nothing was taken, and the server said why: of the sender, the recipient or the content. */
    record Refused(Part part, Reply reply) implements Handover {
        /** Trying again brings the same answer (RFC 5321 §4.2.1). */
        public boolean forGood() {
            return reply.text().startsWith("5");
        }
    }

    /** Nothing was taken: the server was not reached, let nobody in, or broke off. */
    record Failed(Outcome outcome) implements Handover {}

    /** All of it was sent, and no answer came: the server may have taken it. */
    record Unknown(Outcome outcome) implements Handover {}

    /** What a server refused. */
    enum Part {
        SENDER,
        RECIPIENT,
        CONTENT
    }
}
