package dev.mailmoor.server.workspace;

import java.util.Optional;

/** Says what somebody may do by now who was let in before: people leave, roles change, and keys are revoked. */
public interface PresentAccess {
    /**
     * The same with the role of now; empty when the person is no member any more, or the key was revoked. What a link's
     * holder may do stands with the link, and is returned as it is.
     */
    Optional<Access> now(Access then);
}
