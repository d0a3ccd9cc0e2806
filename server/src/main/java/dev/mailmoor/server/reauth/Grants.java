package dev.mailmoor.server.reauth;

import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.diagnosis.Diagnosis;
import dev.mailmoor.server.mailbox.Direction;
import dev.mailmoor.server.mailbox.Mailbox;
import dev.mailmoor.server.mailbox.MailboxId;
import dev.mailmoor.server.mailbox.OAuthClientId;
import dev.mailmoor.server.signin.OAuthClient;
import dev.mailmoor.server.workspace.Access;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Lets a person grant a mailbox at its OAuth server. A grant begins with {@link #start}, whose address any browser may open
 * within ten minutes; that browser, and no other, may bring the answer back. The granted account must be the mailbox's and
 * must sign in on every channel; until then the old credential stays.
 */
public interface Grants {
    /** The clients by which a person can grant this mailbox, the one in force first. */
    List<OAuthClient> offered(Mailbox mailbox);

    /** @param client empty: the first of those offered */
    Starting renew(Access access, MailboxId mailbox, Optional<OAuthClientId> client, Proving proving);

    /** @param draft without secrets; a blank address becomes the one that is granted */
    Starting add(Access access, OAuthClientId client, MailboxDraft draft, Proving proving);

    /** For whom a ticket asks; empty when it is good no more. */
    Optional<Asking> asking(String ticket);

    /**
     * Who wants what.
     *
     * @param address of the mailbox; blank when any will do
     * @param byLink somebody without an account began it on a link's page, which said all of this
     */
    record Asking(WorkspaceId workspace, String address, boolean byLink) {}

    /** The browser came, and is sent on to the OAuth server. */
    Leaving leave(String ticket, Browser browser);

    /** The same once more, after it did not work. */
    Leaving leaveAgain(String state, Browser browser);

    /** The same once more, and now one side that signs in is enough: the person said so. */
    Leaving acceptPartial(String state, Browser browser);

    Return comeBack(Answer answer, Browser browser);

    /** What only one browser holds: at least 32 random bytes, in a cookie that no script can read. */
    record Browser(Secret key) {}

    /**
     * What the OAuth server's redirect brought (RFC 6749 §4.1.2, RFC 9207); texts are empty when left out.
     *
     * @param from the address of the browser, for the audit trail
     */
    record Answer(String state, Secret code, String issuer, String error, String description, String from) {}

    /** Where a grant begins. */
    sealed interface Starting {
        /** @param url to be opened in a browser; good for ten minutes */
        record Ready(URI url) implements Starting {}

        record Invalid(List<FieldError> errors) implements Starting {}

        record NotFound() implements Starting {}
    }

    /** What came of sending a browser away. */
    sealed interface Leaving {
        record To(URI place) implements Leaving {}

        record Troubled(Diagnosis diagnosis) implements Leaving {}

        record NotGood() implements Leaving {}
    }

    /**
     * What a grant is for.
     *
     * @param mailbox empty: one is to be added
     * @param address that must be granted; blank when any will do
     * @param link by which somebody without an account came
     */
    record Purpose(OAuthClient client, Optional<MailboxId> mailbox, String address, Optional<UUID> link) {}

    /** What came of a grant. */
    sealed interface Return {
        /** @param diagnoses of each side; one may refuse, when the person said that the other is enough */
        record Connected(Purpose purpose, Mailbox mailbox, Map<Direction, Diagnosis> diagnoses) implements Return {}

        /** Another account than the mailbox's was granted. */
        record WrongAccount(Purpose purpose, List<String> granted) implements Return {}

        /** The OAuth server said no, or the person did. */
        record Denied(Purpose purpose, Diagnosis diagnosis) implements Return {}

        record NotBelieved(Purpose purpose, String why) implements Return {}

        /** The account is right, but does not sign in. */
        record NotProved(Purpose purpose, Map<Direction, Diagnosis> diagnoses) implements Return {}

        record Invalid(Purpose purpose, List<FieldError> errors) implements Return {}

        record AlreadyKnown(Purpose purpose, Mailbox existing) implements Return {}

        /** The mailbox was changed or removed meanwhile. */
        record Stale(Purpose purpose) implements Return {}

        /** Whoever began it left the workspace, or may not do so any more. */
        record NotAllowed(Purpose purpose) implements Return {}

        /** Too late, taken already, begun anew since, or brought by another browser. */
        record NotGood() implements Return {}
    }
}
