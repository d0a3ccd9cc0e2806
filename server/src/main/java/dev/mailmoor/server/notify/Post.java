package dev.mailmoor.server.notify;

import dev.mailmoor.server.workspace.WorkspaceId;
import java.util.Collection;
import java.util.Map;

/** Takes mails to people; a {@link LetterWriter} of their kind says what is in them when they go. */
public interface Post {
    /** In the caller's transaction. */
    void put(WorkspaceId workspace, Collection<Mail> mails);

    /**
     * @param dedupe unique in the workspace: a second mail with the same is not taken
     * @param about what its writer needs to know; never a secret
     */
    record Mail(String kind, String recipient, String dedupe, Map<String, Object> about) {}
}
