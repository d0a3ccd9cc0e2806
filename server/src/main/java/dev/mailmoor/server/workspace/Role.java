package dev.mailmoor.server.workspace;

/** What a member or an API key may do; each role may do all that the ones after it may. */
public enum Role {
    /** Everything, members with role owner included. */
    OWNER,
    /** Members, API keys, settings of the workspace. */
    ADMIN,
    /** Mailboxes and their credentials. */
    OPERATOR,
    /** Reads only; sees no secret, no transcript of others' doing less. */
    VIEWER;

    public boolean mayActAs(Role needed) {
        return compareTo(needed) <= 0;
    }
}
