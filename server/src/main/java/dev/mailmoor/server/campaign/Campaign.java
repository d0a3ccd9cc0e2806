package dev.mailmoor.server.campaign;

import dev.mailmoor.server.workspace.WorkspaceId;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * Many people asked for new logins.
 *
 * @param note a few words to them; may be empty
 * @param expiresAt when the links end
 */
public record Campaign(
        WorkspaceId workspace,
        UUID id,
        State state,
        String note,
        Reminders reminders,
        Instant madeAt,
        String madeBy,
        Instant expiresAt,
        Progress progress) {
    public enum State {
        RUNNING,
        /** All are connected again. */
        DONE,
        CANCELLED,
        EXPIRED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public enum Reminders {
        /** After one day, and again after three or twelve hours before the links end, whichever is earlier. */
        SENT,
        NONE
    }

    /**
     * In mailboxes, but for {@code people}.
     *
     * @param told those whose person's mail the relay took
     */
    public record Progress(int total, int told, int restored, int people) {}

    /**
     * @param openedAt when the link was first opened, be it by a mail scanner
     * @param lastToldAt when the relay last took a mail to them
     */
    public record Person(
            String address, int mailboxes, int restored, Optional<Instant> openedAt, Optional<Instant> lastToldAt) {}
}
