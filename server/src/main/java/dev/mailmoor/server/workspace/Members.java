package dev.mailmoor.server.workspace;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Who belongs to a workspace, those who are only invited included. There is always an owner. */
public interface Members {
    /** By address. */
    List<Member> list(WorkspaceId workspace);

    /** A new one-time link; an older one for the same address ends. */
    Change invite(Access access, String email, Role role);

    Change changeRole(Access access, UUID member, Role role);

    Change remove(Access access, UUID member);

    /** How far somebody has come. */
    enum Standing {
        JOINED,
        INVITED
    }

    /** @param since when the person joined or was invited */
    record Member(UUID id, String email, Role role, Standing standing, Instant since) {}

    /** What came of a change. */
    sealed interface Change {
        record Done(Member member) implements Change {}

        /** @param link to be given to the person; shown now and never again */
        record Invited(Member member, URI link, Instant expiresAt) implements Change {}

        record Invalid(String field, String message) implements Change {}

        /** The asking person's role is too small for it. */
        record NotAllowed(String reason) implements Change {}

        /** It cannot be done as things are; the last owner stays, for one. */
        record Refused(String reason) implements Change {}

        record NotFound() implements Change {}
    }
}
