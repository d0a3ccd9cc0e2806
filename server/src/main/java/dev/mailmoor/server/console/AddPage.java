package dev.mailmoor.server.console;

import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;

/**
 * + Email: the form of a new mailbox.
 *
 * @param provider whose settings were filled in; {@code Other} when none's
 * @param passwordHint which password is wanted there
 * @param switchOn how to switch IMAP, POP3 or SMTP on there
 * @param grant how to do without a password there
 * @param tried what a try of each side came to
 * @param found what was found for the address, as a sentence; empty when nobody looked
 * @param half one side works: the person may save all the same
 * @param known the mailbox that has the address already
 */
record AddPage(
        Frame frame,
        String providerId,
        String provider,
        List<String> steps,
        Optional<String> stepsUrl,
        String passwordHint,
        List<String> switchOn,
        GrantOffer grant,
        Fields fields,
        String found,
        List<SideFound> tried,
        boolean half,
        Optional<String> known)
        implements Screen {
    @Override
    public HttpStatus status() {
        return fields.anyWrong() ? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.OK;
    }

    Optional<Explained> found(String way) {
        return tried.stream()
                .filter(side -> side.way().equals(way))
                .map(SideFound::found)
                .findFirst();
    }

    boolean more() {
        return fields.wrong("receiving.secret")
                || fields.wrong("sending.secret")
                || fields.wrong("owner")
                || fields.wrong("tags")
                || fields.wrong("receiving.username")
                || fields.wrong("sending.username")
                || fields.wrong("receiving.security")
                || fields.wrong("sending.security");
    }
}
