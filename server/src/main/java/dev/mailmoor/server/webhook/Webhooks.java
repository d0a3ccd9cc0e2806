package dev.mailmoor.server.webhook;

import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.workspace.Access;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** The webhooks of a workspace. */
public interface Webhooks {
    /** Newest first. */
    List<Webhook> list(WorkspaceId workspace);

    Optional<Webhook> find(WorkspaceId workspace, UUID webhook);

    /** It is told of what happens from now on. */
    Saving add(Access access, Draft draft);

    Saving change(Access access, UUID webhook, Change change);

    /** Makes a new secret; the old one goes on signing for 24 hours beside it. */
    Saving renewSecret(Access access, UUID webhook);

    /** Forgets its deliveries too. */
    boolean remove(Access access, UUID webhook);

    /**
     * @param events none means all
     * @param secret {@code whsec_…} of the caller's; without one it is made
     */
    record Draft(String url, List<String> events, Optional<Secret> secret) {}

    /**
     * What is empty stays as it is.
     *
     * @param secret the one before goes on signing for 24 hours
     * @param expected the version that the caller knew
     */
    record Change(
            Optional<String> url,
            Optional<List<String>> events,
            Optional<Boolean> enabled,
            Optional<Secret> secret,
            OptionalLong expected) {}

    /** What came of a change. */
    sealed interface Saving {
        /** @param made a secret that was made for it: to be shown once */
        record Saved(Webhook webhook, Optional<Secret> made) implements Saving {}

        record Invalid(List<Fault> faults) implements Saving {}

        /** @param reason a plain sentence */
        record Refused(String reason) implements Saving {}

        record Stale(long current) implements Saving {}

        record NotFound() implements Saving {}
    }

    /** @param message a plain sentence, without what was sent */
    record Fault(String field, String message) {}
}
