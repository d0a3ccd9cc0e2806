package dev.mailmoor.server.vault;

import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/** Keeps sealed secrets. All writes take part in the caller's transaction. */
public interface Vault {
    /** Seals and stores; an existing row of the same name is replaced. */
    void seal(Map<SecretRef, Secret> secrets);

    /** As {@link #seal}, of names that were never used: looking for rows to replace is saved. */
    default void sealNew(Map<SecretRef, Secret> secrets) {
        seal(secrets);
    }

    /** Opens in one query, in the order of no promise; every asked name has its answer. */
    Map<SecretRef, Opening> open(Collection<SecretRef> refs);

    /** Forgets all versions of all purposes of a subject. */
    void forget(WorkspaceId workspace, UUID subject);

    /** Forgets one version, of all purposes. */
    void forgetVersion(WorkspaceId workspace, UUID subject, long version);
}
