package dev.mailmoor.server.fleet;

import dev.mailmoor.server.mailbox.MailboxState;
import java.util.Optional;

/** Which mailboxes are wanted; all that is given must hold. {@code q} matches address, names and configuration name. */
public record MailboxFilter(
        Optional<MailboxState> state,
        Optional<String> provider,
        Optional<String> tag,
        Optional<String> owner,
        Optional<String> q) {}
