package dev.mailmoor.server.bulk;

import dev.mailmoor.server.workspace.Access;
import dev.mailmoor.server.workspace.Actor;
import dev.mailmoor.server.workspace.Role;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * One import.
 *
 * @param actor who started it; what it does is theirs
 * @param perSecond rows a second, lately; 0 when not known
 * @param undo empty when nobody asked for it
 */
public record ImportRun(
        WorkspaceId workspace,
        UUID id,
        String fileName,
        State state,
        List<String> columns,
        ImportOptions options,
        Actor actor,
        Instant createdAt,
        Optional<Instant> finishedAt,
        Counts counts,
        double perSecond,
        Optional<Undo> undo) {

    /** CONTRACT §3. */
    public enum State {
        PREPARING,
        RUNNING,
        /** All that is left is at servers whose first rows all failed: a person decides. */
        WAITING,
        PAUSED,
        DONE,
        CANCELLED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public boolean over() {
            return this == DONE || this == CANCELLED;
        }
    }

    public record Counts(int total, int created, int updated, int unchanged, int failed) {
        public int done() {
            return created + updated + unchanged + failed;
        }

        public int left() {
            return total - done();
        }
    }

    /** @param kept what was not undone: used or changed since */
    public record Undo(boolean over, int restored, int removed, int kept) {}

    /** A server whose first rows all failed. */
    public record Stop(String servers, String cause, String message, boolean allowed) {}

    /** How long what is left will take at the present rate. */
    public Optional<Duration> timeLeft() {
        boolean known = state == State.RUNNING && perSecond > 0;
        return known ? Optional.of(Duration.ofSeconds((long) Math.ceil(counts.left() / perSecond))) : Optional.empty();
    }

    Access access() {
        return new Access(workspace, actor, Role.OPERATOR);
    }
}
