package dev.mailmoor.protocol.wire;

import dev.mailmoor.protocol.Outcome;
import dev.mailmoor.protocol.Outcome.Breakage;
import dev.mailmoor.protocol.Outcome.ConnectFailure;
import dev.mailmoor.protocol.Outcome.Missing;
import dev.mailmoor.protocol.Outcome.TlsFailure;
import dev.mailmoor.protocol.Reply;
import dev.mailmoor.protocol.Trace;
import java.util.Optional;
import java.util.function.Function;

/**
 * The attempt ends here, with less than success. It unwinds a dialogue to the edge, where it becomes an {@link Outcome};
 * it has no stack trace, for it tells of the world and not of a fault.
 */
public final class AttemptEnded extends Exception {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST_REPLY = 2_000;
    private static final int LONGEST_DETAIL = 500;

    private final transient Function<Trace, Outcome> outcome;

    private AttemptEnded(String message, Function<Trace, Outcome> outcome) {
        super(message, null, false, false);
        this.outcome = outcome;
    }

    /** @param reply one IMAP condition or POP3 reply, its response code read from it */
    public static AttemptEnded refused(String reply) {
        return refused(reply(reply));
    }

    public static AttemptEnded refused(Reply reply) {
        Reply fitting = fit(reply);
        return new AttemptEnded("refused", trace -> new Outcome.Refused(trace, fitting));
    }

    /** The words and the response code in them. */
    public static Reply reply(String text) {
        String condition = text.startsWith("* ") ? text.substring(2) : text;
        return new Reply(text, ResponseCode.in(condition).map(ResponseCode::name), Optional.empty());
    }

    public static AttemptEnded senderRefused(Reply reply) {
        Reply fitting = fit(reply);
        return new AttemptEnded("sender refused", trace -> new Outcome.SenderRefused(trace, fitting));
    }

    public static AttemptEnded serverNotProved(String detail) {
        String text = fit(detail);
        return new AttemptEnded(text, trace -> new Outcome.ServerNotProved(trace, text));
    }

    public static AttemptEnded notConnected(ConnectFailure failure, String detail) {
        String text = fit(detail);
        return new AttemptEnded(text, trace -> new Outcome.NotConnected(trace, failure, text));
    }

    public static AttemptEnded tlsFailed(TlsFailure failure, String detail) {
        String text = fit(detail);
        return new AttemptEnded(text, trace -> new Outcome.TlsFailed(trace, failure, text));
    }

    public static AttemptEnded broken(Breakage breakage, String detail) {
        String text = fit(detail);
        return new AttemptEnded(text, trace -> new Outcome.Broken(trace, breakage, text));
    }

    public static AttemptEnded notOffered(Missing missing, String detail) {
        String text = fit(detail);
        return new AttemptEnded(text, trace -> new Outcome.NotOffered(trace, missing, text));
    }

    private static Reply fit(Reply reply) {
        return reply.text().length() <= LONGEST_REPLY
                ? reply
                : new Reply(reply.text().substring(0, LONGEST_REPLY), reply.code(), reply.tokenRefusal());
    }

    /** Details may quote what a server or its certificate says. */
    private static String fit(String detail) {
        String text = Printable.replace(detail);
        return text.length() > LONGEST_DETAIL ? text.substring(0, LONGEST_DETAIL) : text;
    }

    public Outcome outcome(Trace trace) {
        return outcome.apply(trace);
    }
}
