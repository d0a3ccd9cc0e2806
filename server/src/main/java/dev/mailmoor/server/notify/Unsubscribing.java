package dev.mailmoor.server.notify;

import dev.mailmoor.server.workspace.WorkspaceId;
import java.util.Optional;

/** The link by which a member ends the notices without signing in (RFC 8058). It cannot do anything else. */
public interface Unsubscribing {
    /** Whom a link is for; empty when it is not one of ours, or no member any more. */
    Optional<Subscriber> find(String token);

    /** Ends the notices; may be called again. */
    void unsubscribe(Subscriber subscriber);

    record Subscriber(WorkspaceId workspace, String workspaceName, java.util.UUID person) {}
}
