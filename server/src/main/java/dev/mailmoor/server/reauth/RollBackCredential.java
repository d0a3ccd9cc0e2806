package dev.mailmoor.server.reauth;

import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.mailbox.ChannelSettings;
import dev.mailmoor.server.mailbox.ChannelTarget;
import dev.mailmoor.server.mailbox.CredentialOrigin;
import dev.mailmoor.server.mailbox.Direction;
import dev.mailmoor.server.mailbox.Mailbox;
import dev.mailmoor.server.mailbox.Mailboxes;
import dev.mailmoor.server.mailbox.NewCredential;
import dev.mailmoor.server.mailbox.Revision;
import dev.mailmoor.server.mailbox.SupersededCredential;
import dev.mailmoor.server.signin.SignIn;
import dev.mailmoor.server.signin.SignIns;
import dev.mailmoor.server.workspace.Access;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Puts the credential before the present one back. It is not tried first, because it was in force before; the monitor
 * tries it at once.
 */
@Component
class RollBackCredential {
    /** How long a superseded secret is kept. */
    static final Duration KEPT = Duration.ofHours(24);

    private final Mailboxes mailboxes;
    private final SignIns signIns;
    private final Swap swap;
    private final Replacement replacement;
    private final Chronicle chronicle;
    private final ProviderOf providerOf;
    private final Clock clock;

    RollBackCredential(
            Mailboxes mailboxes,
            SignIns signIns,
            Swap swap,
            Replacement replacement,
            Chronicle chronicle,
            ProviderOf providerOf,
            Clock clock) {
        this.mailboxes = mailboxes;
        this.signIns = signIns;
        this.swap = swap;
        this.replacement = replacement;
        this.chronicle = chronicle;
        this.providerOf = providerOf;
        this.clock = clock;
    }

    Renewal rollBack(Access access, Mailbox now) {
        Optional<SupersededCredential> old = kept(now);
        if (old.filter(one -> !one.replacedBy().keptSettings()).isPresent()) {
            return refused(
                    "The servers were changed with the password: the earlier one was given for other servers and must"
                            + " not be sent to these. Enter the password again.");
        }
        return old.map(one -> rollBack(new Turn(access, now, Before.of(now), one)))
                .orElseGet(RollBackCredential::nothingKept);
    }

    /** To the servers of then. A side that came with the present credential cannot go: then nothing does. */
    Renewal rollBack(Access access, Mailbox now, Before then) {
        if (!then.channels().keySet().equals(now.channels().keySet())) {
            return refused("The mailbox had no server for one of its sides: that one has no earlier password.");
        }
        return kept(now)
                .map(old -> rollBack(new Turn(access, now, then, old)))
                .orElseGet(RollBackCredential::nothingKept);
    }

    /** From what is now to what was then. */
    private record Turn(Access access, Mailbox now, Before then, SupersededCredential old) {}

    private Optional<SupersededCredential> kept(Mailbox now) {
        Instant oldest = clock.instant().minus(KEPT);
        return mailboxes.superseded(now).filter(kept -> !kept.supersededAt().isBefore(oldest));
    }

    private static Renewal nothingKept() {
        return refused("There is no earlier password to put back: one is kept for 24 hours after a change.");
    }

    private Renewal rollBack(Turn turn) {
        if (turn.old.oauthClient().isPresent()) {
            return putBack(turn, Given.grantOf(turn.old.version()));
        }
        Map<Direction, Secret> secrets = secrets(turn.now, turn.old.version());
        return secrets.keySet().equals(turn.now.channels().keySet())
                ? putBack(turn, Given.secrets(secrets))
                : refused("The earlier password cannot be opened any more. Enter the password again.");
    }

    private static Renewal refused(String sentence) {
        return new Renewal.Invalid(List.of(new FieldError("credential", sentence)));
    }

    private Map<Direction, Secret> secrets(Mailbox mailbox, long version) {
        List<ChannelTarget> then = mailbox.targets().stream()
                .map(now -> new ChannelTarget(now.key(), now.address(), now.settings(), version))
                .toList();
        Map<Direction, Secret> secrets = new EnumMap<>(Direction.class);
        signIns.prepare(then).forEach((key, signIn) -> {
            if (signIn instanceof SignIn.Ready(Secret secret)) {
                secrets.put(key.direction(), secret);
            }
        });
        return secrets;
    }

    private Renewal putBack(Turn turn, Given given) {
        Mailbox now = turn.now;
        Map<Direction, ChannelSettings> moved = turn.then.moved(now);
        NewCredential credential = new NewCredential(
                turn.old.kind(),
                now.credential().version() + 1,
                moved.isEmpty() ? CredentialOrigin.ROLLED_BACK : CredentialOrigin.SETTINGS_CHANGED,
                clock.instant(),
                turn.access.actor().label(),
                turn.old.expiresAt(),
                turn.old.oauthClient());
        Revision revision = new Revision(
                turn.then.texts(),
                moved.isEmpty() ? now.provider() : providerOf.mailbox(now.address(), turn.then.channels()),
                moved,
                Optional.of(credential));
        return swap.replace(now, new Incoming(revision, given, Set.of(), Map.of()), () -> tell(turn, moved))
                .<Renewal>map(after -> new Renewal.Saved(after, Map.of()))
                .orElseGet(() -> replacement.changedMeanwhile(now));
    }

    private boolean tell(Turn turn, Map<Direction, ChannelSettings> moved) {
        if (!moved.isEmpty()) {
            chronicle.settingsChanged(turn.access, turn.now, Sentences.newServers(moved));
        }
        return chronicle.credentialChanged(
                turn.access, turn.now, "The credential before this one was put back.", Map.of());
    }
}
