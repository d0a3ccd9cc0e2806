package dev.mailmoor.server.campaign;

import dev.mailmoor.server.fleet.MailboxFilter;
import dev.mailmoor.server.mailbox.MailboxId;
import dev.mailmoor.server.reauth.FieldError;
import dev.mailmoor.server.workspace.Access;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The campaigns of a workspace. */
public interface Campaigns {
    /**
     * Of what was chosen, those that have lost their login take part, 1 to 5,000, unless a running campaign waits for them;
     * their people are written to at once.
     */
    Launch launch(Access access, Wish wish);

    /** Newest first. @param before the campaign to go on behind; empty for the newest */
    List<Campaign> list(WorkspaceId workspace, int limit, Optional<UUID> before);

    Optional<Campaign> find(WorkspaceId workspace, UUID campaign);

    /** Those who have most left to do first. Who acts meanwhile may come twice, but nobody is left out. */
    List<Campaign.Person> people(WorkspaceId workspace, UUID campaign, Part part);

    /** @param behind the place to go on behind; empty for the first ones */
    record Part(int limit, Optional<Place> behind) {}

    /** Nobody is written to any more, and the links end; false when there is no such campaign. */
    boolean cancel(Access access, UUID campaign);

    /**
     * @param note at most 500 characters; may be empty
     * @param life how long the links are good: a minute to 30 days
     */
    record Wish(Choice choice, String note, Duration life, Campaign.Reminders reminders) {}

    /** Which mailboxes. */
    sealed interface Choice {
        record Named(Set<MailboxId> mailboxes) implements Choice {}

        record Matching(MailboxFilter filter) implements Choice {}
    }

    /** What came of the wish. */
    sealed interface Launch {
        record Launched(Campaign campaign, LeftOut leftOut) implements Launch {}

        record Invalid(List<FieldError> errors) implements Launch {}
    }

    /**
     * How many mailboxes do not take part, and why.
     *
     * @param notLost named ones that have not lost their login, or are not there
     * @param askedAlready those that a running campaign waits for
     */
    record LeftOut(int notLost, int askedAlready) {
        public int total() {
            return notLost + askedAlready;
        }
    }
}
