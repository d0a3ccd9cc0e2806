package dev.mailmoor.server.reauth;

import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.mailbox.Mailbox;
import dev.mailmoor.server.mailbox.OAuthClientId;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.time.Instant;
import java.util.Optional;

/** What the holder of a link sees and may do. Looking uses nothing up: mail scanners fetch links. */
public interface LinkVisits {
    Finding find(String token);

    /** Whose link it is or was; empty when there is none. */
    Optional<WorkspaceId> workspace(String token);

    /** Tries the secret on every channel of the link's mailbox; only a proved one uses the link up. */
    Use use(String token, Secret secret, Proving proving, String from);

    /** Begins a grant of the link's mailbox; the link is used up when it brought a working login. */
    Grants.Starting grant(String token, OAuthClientId client, String from);

    /** What stands behind a token. */
    sealed interface Finding {
        record Good(ReauthLink link, Mailbox mailbox) implements Finding {}

        record Ended(ReauthLink.End how) implements Finding {}

        record Unknown() implements Finding {}
    }

    /** What came of a try. */
    sealed interface Use {
        record Tried(Finding.Good link, Renewal renewal) implements Use {}

        /** Five tries failed: the next is allowed at {@code again}. */
        record TooMany(Finding.Good link, Instant again) implements Use {}

        record NotGood(Finding finding) implements Use {}
    }
}
