package dev.mailmoor.server.workspace;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/** Whom a request comes from. */
public interface Entrance {
    /**
     * In which workspace and role the request acts; a person's choice of workspace is kept in the session. Empty when nobody
     * is signed in, or the person belongs to no workspace any more.
     */
    Optional<Access> access(HttpServletRequest request);

    /**
     * For what lasts longer than its request: tells each time anew whether the key or the person may still act as much as
     * then, and the person has not signed out.
     */
    BooleanSupplier staying(HttpServletRequest request, Access access);

    /** Who is signed in, whatever the workspace. */
    Optional<SignedInPerson> person();

    /** False when the person is no member there. */
    boolean switchTo(HttpServletRequest request, WorkspaceId workspace);

    /** Signs a person in who has just proved it on a page of ours; the session gets a new id. */
    void signIn(HttpServletRequest request, HttpServletResponse response, UUID person, String email);
}
