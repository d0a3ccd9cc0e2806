package dev.mailmoor.server.workspace;

import dev.mailmoor.protocol.Secret;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The keys by which programs come in. Only hashes are stored. */
public interface ApiKeys {
    /** Nobody makes a key that may do more than they may themselves. */
    Making make(Access access, String name, Role role);

    /** False when there is no such key here. Takes effect in every process within five seconds. */
    boolean revoke(Access access, UUID apiKey);

    /** Newest first. */
    List<ApiKey> list(WorkspaceId workspace);

    /** Whose key this is; empty when it is nobody's. */
    Optional<Access> access(Secret key, String from);

    /** Looks like one of ours, but its checksum does not fit: letters were lost or changed. */
    boolean mistyped(Secret key);

    /**
     * One key, without itself.
     *
     * @param prefix its first letters, by which people know it again
     * @param lastUsedAt to the hour
     */
    record ApiKey(
            UUID id,
            String name,
            Role role,
            String prefix,
            Instant createdAt,
            String createdBy,
            Optional<Instant> lastUsedAt) {}

    /** What came of making a key. */
    sealed interface Making {
        /** @param key shown now and never again */
        record Made(ApiKey apiKey, Secret key) implements Making {}

        record NotAllowed(String reason) implements Making {}

        record Invalid(String field, String message) implements Making {}
    }
}
