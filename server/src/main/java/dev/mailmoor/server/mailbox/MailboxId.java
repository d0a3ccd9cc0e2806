package dev.mailmoor.server.mailbox;

import java.util.UUID;

/** Identifies a mailbox within its workspace. */
public record MailboxId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
