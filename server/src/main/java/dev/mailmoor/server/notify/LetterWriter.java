package dev.mailmoor.server.notify;

import dev.mailmoor.server.workspace.WorkspaceId;
import java.util.Map;
import java.util.Optional;

/** Implemented by rooms that write to people through {@link Post}: any bean of this type is asked when a mail is to go. */
public interface LetterWriter {
    /** The word under which its mails are put; must never change. */
    String kind();

    /**
     * What to say now: may be asked again for the same mail, when handing it over did not work.
     *
     * @param about as it was given to {@link Post}
     * @return empty when there is nothing to say any more
     */
    Optional<Letter> write(WorkspaceId workspace, String recipient, Map<String, Object> about);

    /** The relay took the mail: in the transaction that notes that down. */
    default void sent(WorkspaceId workspace, String recipient, Map<String, Object> about) {}

    /** @param body plain text: paragraphs with an empty line between them, lines that begin with a dash are a list */
    record Letter(String subject, String body, Optional<Attachment> attachment) {
        public Letter(String subject, String body) {
            this(subject, body, Optional.empty());
        }
    }
}
