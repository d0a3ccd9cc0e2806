package dev.mailmoor.server.reauth;

import dev.mailmoor.server.mailbox.MailboxId;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * A link by which somebody with no account renews one mailbox.
 *
 * @param carrier {@link #BY_HAND}, or the notice or campaign that carries it
 * @param blockedUntil when the next try is allowed again, after too many
 * @param ended how it ended; empty while it is good
 */
public record ReauthLink(
        WorkspaceId workspace,
        UUID id,
        MailboxId mailbox,
        String carrier,
        String note,
        String madeBy,
        Instant madeAt,
        Instant expiresAt,
        Optional<Instant> blockedUntil,
        Optional<End> ended) {
    public static final String BY_HAND = "by-hand";

    /** Why a link is not good any more. */
    public enum End {
        USED,
        REPLACED,
        WITHDRAWN,
        /** The mailbox was connected again by other means. */
        RESTORED,
        EXPIRED
    }

    /** How it comes to whoever opens it. */
    public enum Way {
        BY_HAND,
        NOTICE,
        CAMPAIGN;

        /** The word of the API. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** By the first word of its carrier, which says no more to people than that. */
    public Way way() {
        if (carrier.equals(BY_HAND)) {
            return Way.BY_HAND;
        }
        return carrier.startsWith("campaign ") ? Way.CAMPAIGN : Way.NOTICE;
    }
}
