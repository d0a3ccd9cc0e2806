package dev.mailmoor.server.monitor;

import dev.mailmoor.server.diagnosis.Cause;
import dev.mailmoor.server.diagnosis.CauseClass;
import dev.mailmoor.server.diagnosis.Confidence;
import dev.mailmoor.server.diagnosis.Diagnosis;
import dev.mailmoor.server.diagnosis.Diagnosis.Finding;
import dev.mailmoor.server.mailbox.MailboxState;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What an observation does to a belief: CONTRACT §4, as a pure function. Each class of causes is counted by itself, and
 * only failures of the class that is concluded confirm it.
 */
final class Judge {
    private static final Duration LONGEST_BACK_OFF = Duration.ofMinutes(15);
    private static final Duration HEALING = Duration.ofMinutes(15);
    private static final Duration KNOWN_BAD = Duration.ofHours(1);
    private static final Duration KNOWN_BAD_FOR_DAYS = Duration.ofDays(1);
    /** The third day of a loss begins here. */
    private static final Duration TWO_DAYS = Duration.ofDays(2);

    private static final Set<Cause> HEALS_WITHOUT_NEW_SECRET = EnumSet.of(
            Cause.ACCOUNT_LOCKED_OR_DISABLED,
            Cause.PROTOCOL_DISABLED_FOR_MAILBOX,
            Cause.LICENSE_OR_PLAN_MISSING,
            Cause.PROVIDER_SECURITY_CHECK);

    private final Pace pace;
    private final Hold hold;

    Judge(Pace pace, Hold hold) {
        this.pace = pace;
        this.hold = hold;
    }

    Judgement judge(Belief before, Diagnosis seen, Instant at) {
        return seen.finding()
                .map(finding -> failed(before, seen, finding, at))
                .orElseGet(() -> new Judgement(before.connected(at), quiet(at)));
    }

    /**
     * A channel is new, or has a new credential or new settings, proved or not. A lost login that refuses the new secret
     * too stays lost.
     */
    Judgement renewed(Belief before, Optional<Diagnosis> proved, Instant at) {
        Belief renewed = before.renewed(at);
        if (proved.isEmpty()) {
            return new Judgement(renewed, new Due.Exactly(at));
        }
        Diagnosis seen = proved.get();
        boolean stillRefused = before.state() == MailboxState.AUTH_LOST
                && seen.finding().filter(f -> f.leadsTo() == CauseClass.LOGIN).isPresent();
        if (stillRefused) {
            return judge(before, seen, at);
        }
        return seen.connected() ? spread(renewed.connected(at), at) : judge(renewed, seen, at);
    }

    /** When to look at a channel of which nothing new is known. */
    Due next(Belief belief, Instant at) {
        return switch (belief.state()) {
            case AUTH_LOST -> new Due.About(at, lostGap(belief, at));
            case UNREACHABLE -> backedOff(backOff(belief, at), at);
            case SUSPECT -> nextStep(belief, at);
            case UNVERIFIED -> new Due.About(at, pace.confirmDelay());
            case CONNECTED, PAUSED -> quiet(at);
        };
    }

    private Judgement failed(Belief before, Diagnosis seen, Finding finding, Instant at) {
        return following(
                switch (finding.leadsTo()) {
                    case LOGIN -> refused(before, seen, finding, at);
                    case PATH -> notReached(before, seen, at);
                    case NEITHER -> noted(before, seen, at);
                },
                finding.leadsTo(),
                at);
    }

    private Judgement following(Belief after, CauseClass seen, Instant at) {
        boolean learnedNothing = seen == CauseClass.NEITHER && after.state() == MailboxState.SUSPECT;
        boolean stepsToCome = steps(after).anyMatch(at::isBefore);
        return new Judgement(after, learnedNothing && !stepsToCome ? quiet(at) : next(after, at));
    }

    /** The longest is not exceeded: moved to earlier only. */
    private static Due backedOff(Duration gap, Instant at) {
        return new Due.Between(at.plus(gap.multipliedBy(9).dividedBy(10)), at.plus(gap));
    }

    private Belief refused(Belief before, Diagnosis seen, Finding finding, Instant at) {
        if (before.state() == MailboxState.AUTH_LOST) {
            return before.concluded(MailboxState.AUTH_LOST, at, seen);
        }
        boolean certain = finding.confidence() == Confidence.CERTAIN;
        Tally failures = before.login()
                .map(tally -> tally.andLogin(at, certain, pace.confirmDelay()))
                .orElseGet(() -> Tally.first(at, certain));
        boolean lost = failures.provesLoss(at, pace.confirmDelay()) && !hold.covers(failures);
        return lost
                ? before.concluded(MailboxState.AUTH_LOST, at, seen)
                : before.suspect(at, Optional.of(failures), before.path(), seen);
    }

    private Belief notReached(Belief before, Diagnosis seen, Instant at) {
        return switch (before.state()) {
            // The refusal stays the reason: a server that is away says nothing about the login.
            case AUTH_LOST -> before.noted(at, before.diagnosis());
            case UNREACHABLE -> before.concluded(MailboxState.UNREACHABLE, at, seen);
            case SUSPECT, UNVERIFIED, CONNECTED, PAUSED -> {
                Tally failures = before.path()
                        .map(tally -> tally.andPath(at, pace.confirmDelay()))
                        .orElseGet(() -> Tally.first(at, false));
                yield failures.provesUnreachable()
                        ? before.concluded(MailboxState.UNREACHABLE, at, seen)
                        : before.suspect(at, before.login(), Optional.of(failures), seen);
            }
        };
    }

    private static Belief noted(Belief before, Diagnosis seen, Instant at) {
        return switch (before.state()) {
            case CONNECTED, UNVERIFIED, PAUSED -> before.noted(at, Optional.of(seen));
            case SUSPECT, UNREACHABLE, AUTH_LOST -> before.noted(at, before.diagnosis());
        };
    }

    private Judgement spread(Belief belief, Instant at) {
        return new Judgement(belief, new Due.Between(at.plus(pace.interval().dividedBy(2)), at.plus(pace.interval())));
    }

    private Due quiet(Instant at) {
        return new Due.About(at, pace.interval());
    }

    private Due nextStep(Belief belief, Instant at) {
        if (belief.login().filter(failures -> isHeld(failures, at)).isPresent()) {
            return quiet(at);
        }
        Instant step = steps(belief)
                .map(planned -> planned.isAfter(at) ? planned : at.plus(pace.confirmDelay()))
                .min(Instant::compareTo)
                .orElseGet(() -> at.plus(pace.confirmDelay()));
        return new Due.Exactly(step);
    }

    private Stream<Instant> steps(Belief belief) {
        return Stream.concat(
                belief.login().map(tally -> tally.nextLogin(pace.confirmDelay())).stream(),
                belief.path().map(tally -> tally.nextPath(pace.confirmDelay())).stream());
    }

    private boolean isHeld(Tally failures, Instant at) {
        return failures.provesLoss(at, pace.confirmDelay()) && hold.covers(failures);
    }

    /** Doubles with the time the server has been away. */
    private Duration backOff(Belief belief, Instant at) {
        Duration away = Duration.between(belief.since(), at);
        Duration shortest = pace.confirmDelay().multipliedBy(4);
        Duration gap = away.compareTo(shortest) > 0 ? away : shortest;
        return gap.compareTo(LONGEST_BACK_OFF) < 0 ? gap : LONGEST_BACK_OFF;
    }

    private static Duration lostGap(Belief belief, Instant at) {
        boolean heals = belief.diagnosis()
                .flatMap(Diagnosis::finding)
                .filter(finding -> HEALS_WITHOUT_NEW_SECRET.contains(finding.cause()))
                .isPresent();
        if (heals) {
            return HEALING;
        }
        boolean forDays = !at.isBefore(belief.since().plus(TWO_DAYS));
        return forDays ? KNOWN_BAD_FOR_DAYS : KNOWN_BAD;
    }
}
