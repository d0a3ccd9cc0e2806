package dev.mailmoor.server.reauth;

import dev.mailmoor.server.mailbox.Direction;
import dev.mailmoor.server.mailbox.Mailbox;
import java.util.Optional;
import java.util.OptionalLong;

/** A draft of a mailbox that is known already, as a change to it: what is blank stays as it is. */
final class DraftAsChange {
    private DraftAsChange() {}

    static MailboxChange of(Mailbox before, MailboxDraft draft) {
        return new MailboxChange(
                OptionalLong.empty(),
                Optional.empty(),
                Optional.of(new NameChange(
                        given(draft.name().first()), given(draft.name().last()))),
                given(draft.configurationName()),
                given(draft.description()),
                given(draft.owner()),
                Optional.of(draft.tags()).filter(tags -> !tags.isEmpty()),
                side(before, Direction.RECEIVING, draft.receiving(), draft),
                side(before, Direction.SENDING, draft.sending(), draft),
                Optional.empty());
    }

    /** The common password is each channel's own, whether its settings change or not. */
    private static Optional<ChannelDraft> side(
            Mailbox before, Direction direction, Optional<ChannelDraft> typed, MailboxDraft draft) {
        ChannelDraft nothing = new ChannelDraft("", "", "", "", "", Optional.empty());
        boolean there = before.channel(direction).isPresent();
        // A side that it has not, and that nobody names a server for, is none.
        return typed.filter(side -> there || !side.host().isBlank())
                .or(() ->
                        Optional.of(nothing).filter(_ -> there && draft.secret().isPresent()))
                .map(side -> new ChannelDraft(
                        side.protocol(),
                        side.host(),
                        side.port(),
                        side.security(),
                        side.username(),
                        side.secret().or(draft::secret)));
    }

    private static Optional<String> given(String text) {
        return text.isBlank() ? Optional.empty() : Optional.of(text);
    }
}
