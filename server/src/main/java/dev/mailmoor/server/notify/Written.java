package dev.mailmoor.server.notify;

import dev.mailmoor.server.notify.PostgresNotices.Told;
import java.util.List;
import java.util.Optional;

/** What a mail says at the moment it is to go. */
sealed interface Written {
    /**
     * @param body plain text, as in a {@link Template}
     * @param tells the notices in it
     */
    record Text(String subject, String body, List<Told> tells, Optional<Attachment> attachment) implements Written {
        static Text of(String subject, String body) {
            return new Text(subject, body, List.of(), Optional.empty());
        }
    }

    /** There is nothing to tell any more. */
    record Nothing(String why) implements Written {}

    /** Something else must be told first. */
    record NotYet() implements Written {}
}
