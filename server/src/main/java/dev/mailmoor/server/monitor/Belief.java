package dev.mailmoor.server.monitor;

import dev.mailmoor.server.diagnosis.Diagnosis;
import dev.mailmoor.server.mailbox.MailboxState;
import java.time.Instant;
import java.util.Optional;

/**
 * All that is remembered of one channel between two observations.
 *
 * @param since when this state began
 * @param proved it has worked with the credential and settings in force
 * @param login login failures since the last success, while they are being counted
 * @param path path failures since the last success, while they are being counted
 * @param trouble the worst conclusion that no success has ended yet
 * @param diagnosis the failure behind the state; for a working channel what was merely noted
 */
record Belief(
        MailboxState state,
        Instant since,
        Optional<Instant> checkedAt,
        boolean proved,
        Optional<Tally> login,
        Optional<Tally> path,
        Trouble trouble,
        Optional<Diagnosis> diagnosis) {

    static Belief unverified(Instant since) {
        return new Belief(
                MailboxState.UNVERIFIED,
                since,
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty(),
                Trouble.NONE,
                Optional.empty());
    }

    /** Works: what was suspected is forgotten, what was concluded is over. */
    Belief connected(Instant at) {
        return new Belief(
                MailboxState.CONNECTED,
                sinceIn(MailboxState.CONNECTED, at),
                Optional.of(at),
                true,
                Optional.empty(),
                Optional.empty(),
                Trouble.NONE,
                Optional.empty());
    }

    Belief suspect(Instant at, Optional<Tally> loginFailures, Optional<Tally> pathFailures, Diagnosis reason) {
        return new Belief(
                MailboxState.SUSPECT,
                sinceIn(MailboxState.SUSPECT, at),
                Optional.of(at),
                proved,
                loginFailures,
                pathFailures,
                trouble,
                Optional.of(reason));
    }

    /** Concluded, or concluded already and found so again; both counts begin anew after it. */
    Belief concluded(MailboxState conclusion, Instant at, Diagnosis reason) {
        Trouble concluded = conclusion == MailboxState.AUTH_LOST ? Trouble.AUTH_LOST : Trouble.UNREACHABLE;
        return new Belief(
                conclusion,
                sinceIn(conclusion, at),
                Optional.of(at),
                proved,
                Optional.empty(),
                Optional.empty(),
                trouble.or(concluded),
                Optional.of(reason));
    }

    /** Looked at, and no wiser about the state. */
    Belief noted(Instant at, Optional<Diagnosis> reason) {
        return new Belief(state, since, Optional.of(at), proved, login, path, trouble, reason);
    }

    /** A new credential or new settings: nothing is known of them, but trouble that was told stays open until a success. */
    Belief renewed(Instant at) {
        return new Belief(
                MailboxState.UNVERIFIED,
                sinceIn(MailboxState.UNVERIFIED, at),
                checkedAt,
                false,
                Optional.empty(),
                Optional.empty(),
                trouble,
                Optional.empty());
    }

    private Instant sinceIn(MailboxState next, Instant at) {
        return state == next ? since : at;
    }
}
