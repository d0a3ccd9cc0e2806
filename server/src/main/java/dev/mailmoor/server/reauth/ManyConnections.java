package dev.mailmoor.server.reauth;

import dev.mailmoor.server.diagnosis.Diagnosis;
import dev.mailmoor.server.mailbox.Direction;
import dev.mailmoor.server.mailbox.MailboxId;
import dev.mailmoor.server.workspace.Access;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * {@link Connections} for many mailboxes of one workspace: each draft by itself, in three steps, and those that are ready
 * saved together. A credential that works is never touched by one that does not.
 */
public interface ManyConnections {
    /** Reads each against what is registered; nothing is tried or saved. The answers are in the drafts' order. */
    List<Intent> read(Access access, List<MailboxDraft> drafts, Blanks blanks);

    /**
     * Books logins at servers, behind those that people wait for.
     *
     * @param atLeastPerSecond at each server; 0: as usual
     * @return when each of them may start, as many as can within {@code horizon}
     */
    List<Instant> reserve(List<String> servers, int logins, Duration horizon, double atLeastPerSecond);

    /** The usual pace of the slowest of them. */
    double loginsPerSecond(List<String> servers);

    /** Tries what was read; its logins are reserved. Blocks. What comes of it is to be saved when it was proved. */
    Proved attempt(Access access, Intent.Ready intent);

    /**
     * Saves these in the caller's transaction, each whole or not at all. The answers are in their order.
     *
     * @param origin what the timelines say of where they came from
     */
    List<Saving> save(Access access, List<Proved> proved, String origin);

    /** What is done about servers that a draft leaves blank. */
    enum Blanks {
        LOOKED_FOR,
        /** Nobody waits for the network: they are taken to be where servers usually are. */
        ASSUMED
    }

    /** @param tried nothing when it is to be saved untried */
    record Proved(Intent.Ready intent, Map<Direction, Diagnosis> tried) {
        public boolean works() {
            return !tried.isEmpty() && tried.values().stream().allMatch(Diagnosis::connected);
        }
    }

    /** What came of one. */
    sealed interface Saving {
        /**
         * @param credentialVersion that came into force; empty when only texts changed
         * @param sentence what was done, for people
         */
        record Saved(MailboxId mailbox, OptionalLong credentialVersion, String sentence) implements Saving {}

        /** Somebody changed, added or removed this mailbox meanwhile: to be read again. */
        record Overtaken() implements Saving {}
    }
}
