package dev.mailmoor.server.bulk;

import dev.mailmoor.server.mailbox.MailboxId;
import dev.mailmoor.server.reauth.FieldError;
import dev.mailmoor.server.workspace.Access;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Bulk import. A file is taken in first, as a draft whose rows lie sealed; then it is planned, which saves nothing, and
 * started. Each row is applied by itself; a failed one changes nothing.
 */
public interface Imports {
    /** How long after its end an import can be undone. */
    Duration UNDO_WITHIN = Duration.ofHours(24);

    /**
     * Reads a file as a stream and keeps it as a draft, for an hour.
     *
     * @throws IOException when the stream breaks off; nothing is kept then
     */
    Taking take(Access access, String fileName, InputStream file) throws IOException;

    /** What would become of the draft's rows. */
    Planning plan(Access access, UUID draft, ImportOptions options);

    Starting start(Access access, UUID draft, ImportOptions options);

    /** Forgets a draft. */
    void discard(WorkspaceId workspace, UUID draft);

    /** Newest first; drafts are left out. @param before the import to go on behind */
    List<ImportRun> list(WorkspaceId workspace, int limit, Optional<Place> before);

    /** Drafts too. */
    Optional<ImportRun> find(WorkspaceId workspace, UUID id);

    /** The first rows of a draft, as they stand in the file. */
    List<List<String>> sample(WorkspaceId workspace, UUID draft);

    /** Which field each column seems to mean, by its name. */
    Map<String, String> guess(List<String> columns);

    List<ImportRun.Stop> stops(WorkspaceId workspace, UUID id);

    /** What came of each row so far, in the rows' order. */
    void outcomes(WorkspaceId workspace, UUID id, Which which, Consumer<RowOutcome> each);

    /** The first of them. */
    List<RowOutcome> outcomes(WorkspaceId workspace, UUID id, Which which, int limit);

    /** Mailboxes whose rows failed for want of a grant that a person must give, at most 5,000; their people can be asked. */
    List<MailboxId> toAsk(WorkspaceId workspace, UUID id);

    Deed pause(Access access, UUID id);

    /** Goes on; what waits at a stopped server is allowed to go ahead. */
    Deed resume(Access access, UUID id);

    /** Nothing more is applied; what was applied stays. */
    Deed cancel(Access access, UUID id);

    /** @param loginsPerSecond what each server gets at least from now on, 0 to 10,000; 0: as usual */
    Deed pace(Access access, UUID id, double loginsPerSecond);

    /** How many logins a second a server gets of which nothing else is known. */
    double usualLoginsPerSecond();

    /** Credentials that were replaced come back where still unreplaced, created mailboxes that nothing uses go. */
    Deed undo(Access access, UUID id);

    record Place(Instant at, UUID id) {}

    enum Which {
        ALL,
        FAILED
    }

    /** What came of handing in a file. */
    sealed interface Taking {
        /** @param digest of the file's bytes (SHA-256) */
        record Taken(UUID draft, byte[] digest) implements Taking {}

        /** Not a file of this kind; {@code sentence} says where and why. */
        record Refused(String sentence) implements Taking {}

        record TooLarge(String sentence) implements Taking {}
    }

    sealed interface Planning {
        record Planned(ImportPlan plan) implements Planning {}

        record Wrong(List<FieldError> errors) implements Planning {}

        record NotFound() implements Planning {}
    }

    sealed interface Starting {
        record Started(ImportRun run) implements Starting {}

        record Wrong(List<FieldError> errors) implements Starting {}

        record NotFound() implements Starting {}
    }

    sealed interface Deed {
        record Done(ImportRun run) implements Deed {}

        /** Its state does not allow it; {@code sentence} says why. */
        record NotNow(String sentence) implements Deed {}

        record Wrong(List<FieldError> errors) implements Deed {}

        record NotFound() implements Deed {}
    }
}
