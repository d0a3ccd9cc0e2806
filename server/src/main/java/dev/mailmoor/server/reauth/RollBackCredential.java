package dev.mailmoor.server.reauth;

import dev.mailmoor.protocol.Secret;
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
    private final Clock clock;

    RollBackCredential(
            Mailboxes mailboxes,
            SignIns signIns,
            Swap swap,
            Replacement replacement,
            Chronicle chronicle,
            Clock clock) {
        this.mailboxes = mailboxes;
        this.signIns = signIns;
        this.swap = swap;
        this.replacement = replacement;
        this.chronicle = chronicle;
        this.clock = clock;
    }

    Renewal rollBack(Access access, Mailbox before) {
        Instant oldest = clock.instant().minus(KEPT);
        Optional<SupersededCredential> old =
                mailboxes.superseded(before).filter(kept -> !kept.supersededAt().isBefore(oldest));
        if (old.isEmpty()) {
            return refused("There is no earlier password to put back: one is kept for 24 hours after a change.");
        }
        if (!old.get().replacedBy().keptSettings()) {
            return refused(
                    "The servers were changed with the password: the earlier one was given for other servers and must"
                            + " not be sent to these. Enter the password again.");
        }
        if (old.get().oauthClient().isPresent()) {
            return putBack(access, before, old.get(), Given.grantOf(old.get().version()));
        }
        Map<Direction, Secret> secrets = secrets(before, old.get().version());
        return secrets.keySet().equals(before.channels().keySet())
                ? putBack(access, before, old.get(), Given.secrets(secrets))
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

    private Renewal putBack(Access access, Mailbox before, SupersededCredential old, Given given) {
        NewCredential credential = new NewCredential(
                old.kind(),
                before.credential().version() + 1,
                CredentialOrigin.ROLLED_BACK,
                clock.instant(),
                access.actor().label(),
                old.expiresAt(),
                old.oauthClient());
        Revision revision = new Revision(before.texts(), before.provider(), Map.of(), Optional.of(credential));
        return swap.replace(
                        before,
                        new Incoming(revision, given, Set.of(), Map.of()),
                        () -> chronicle.credentialChanged(
                                access, before, "The credential before this one was put back."))
                .<Renewal>map(after -> new Renewal.Saved(after, Map.of()))
                .orElseGet(() -> replacement.changedMeanwhile(before));
    }
}
