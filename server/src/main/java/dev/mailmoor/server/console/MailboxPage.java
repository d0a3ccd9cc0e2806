package dev.mailmoor.server.console;

import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;

/** One mailbox: how it is, what to do, its two sides, and what happened. */
record MailboxPage(
        Frame frame,
        String id,
        String address,
        String says,
        Badge badge,
        Optional<Banner> banner,
        List<ChannelCard> channels,
        List<String> missing,
        DayStrip strip,
        Facts facts,
        List<Happening> timeline,
        GrantOffer grants,
        Does does)
        implements Screen {
    @Override
    public HttpStatus status() {
        return HttpStatus.OK;
    }

    record Facts(
            String name,
            String owner,
            String description,
            List<String> tags,
            String credential,
            Moment changed,
            Moment added) {}

    /** @param undo the credential before this one can be put back */
    record Does(boolean paused, boolean undo, boolean lost) {}
}
