package dev.mailmoor.server.workspace;

import java.io.Serializable;
import java.security.Principal;
import java.util.UUID;

/** What a session remembers of its person: roles are looked up with each request, so that a change counts at once. */
public record SignedInPerson(UUID person, String email) implements Principal, Serializable {
    /** The id: sessions of one person are found by it. */
    @Override
    public String getName() {
        return person.toString();
    }
}
