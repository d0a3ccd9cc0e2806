package dev.mailmoor.server.notify;

import dev.mailmoor.server.workspace.Role;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.util.Collection;
import java.util.Map;

/** Takes mails to people; a {@link LetterWriter} of their kind says what is in them when they go. */
public interface Post {
    /** In the caller's transaction. */
    void put(WorkspaceId workspace, Collection<Mail> mails);

    /** In the caller's transaction: those of the kind whose {@code about} has all this go to nobody any more. */
    void withdraw(WorkspaceId workspace, String kind, Map<String, Object> about);

    /** To the members of at least this role, and to one more by address; those who want no notices, or left, get none. */
    void putToMembers(WorkspaceId workspace, Readers readers, Note note);

    /** @param also the address of a member with whatever role; anything else is nobody's */
    record Readers(Role least, String also) {}

    /** As {@link Mail}, each of its readers once. */
    record Note(String kind, String dedupe, Map<String, Object> about) {}

    /**
     * @param dedupe unique in the workspace: a second mail with the same is not taken
     * @param about what its writer needs to know; never a secret
     */
    record Mail(String kind, String recipient, String dedupe, Map<String, Object> about) {}
}
