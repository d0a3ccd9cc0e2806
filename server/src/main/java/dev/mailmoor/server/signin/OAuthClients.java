package dev.mailmoor.server.signin;

import dev.mailmoor.server.mailbox.OAuthClientId;
import dev.mailmoor.server.workspace.Access;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The workspace's registrations at OAuth servers. Their secrets go in and never come out. */
public interface OAuthClients {
    /** The oldest first. */
    List<OAuthClient> all(WorkspaceId workspace);

    Optional<OAuthClient> find(WorkspaceId workspace, OAuthClientId client);

    Saving add(Access access, OAuthClientDraft draft);

    /** @param expected the version that the caller knew */
    Saving change(Access access, OAuthClientId client, OAuthClientDraft draft, OptionalLong expected);

    Removal remove(Access access, OAuthClientId client);

    /** Whether its tokens may go to this mail server. */
    boolean mayServe(OAuthClient client, String mailHost);

    /** What must be entered at the OAuth server as the address to come back to. */
    URI redirectAddress();

    /** What is wrong with one field. */
    record Fault(String field, String message) {}

    /** What came of adding or changing one. */
    sealed interface Saving {
        record Saved(OAuthClient client) implements Saving {}

        record Invalid(List<Fault> faults) implements Saving {}

        record Stale(long current) implements Saving {}

        record NotFound() implements Saving {}
    }

    /** What came of removing one. */
    sealed interface Removal {
        record Removed() implements Removal {}

        /** Mailboxes sign in by it. */
        record InUse(int mailboxes) implements Removal {}

        record NotFound() implements Removal {}
    }
}
