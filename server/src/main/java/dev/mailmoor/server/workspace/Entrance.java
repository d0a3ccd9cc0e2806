package dev.mailmoor.server.workspace;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.UUID;

/** Whom a request comes from. */
public interface Entrance {
    /**
     * In which workspace and role the request acts; a person's choice of workspace is kept in the session. Empty when nobody
     * is signed in, or the person belongs to no workspace any more.
     */
    Optional<Access> access(HttpServletRequest request);

    /** Whether the key or the person of an access may still act as much as then; for what lasts longer than a request. */
    boolean stillGood(Access access);

    /** Who is signed in, whatever the workspace. */
    Optional<SignedInPerson> person();

    /** False when the person is no member there. */
    boolean switchTo(HttpServletRequest request, WorkspaceId workspace);

    /** Signs a person in who has just proved it on a page of ours; the session gets a new id. */
    void signIn(HttpServletRequest request, HttpServletResponse response, UUID person, String email);
}
