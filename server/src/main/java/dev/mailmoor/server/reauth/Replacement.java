package dev.mailmoor.server.reauth;

import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.diagnosis.Diagnosis;
import dev.mailmoor.server.mailbox.ChannelSettings;
import dev.mailmoor.server.mailbox.ChannelTarget;
import dev.mailmoor.server.mailbox.CredentialOrigin;
import dev.mailmoor.server.mailbox.Direction;
import dev.mailmoor.server.mailbox.Mailbox;
import dev.mailmoor.server.mailbox.Mailboxes;
import dev.mailmoor.server.mailbox.NewCredential;
import dev.mailmoor.server.mailbox.Revision;
import dev.mailmoor.server.signin.SignIn;
import dev.mailmoor.server.signin.SignIns;
import dev.mailmoor.server.workspace.Access;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Replaces the credential in force: new secrets are tried, the other channel's is carried over, then all is swapped. */
@Component
class Replacement {
    private final Mailboxes mailboxes;
    private final SignIns signIns;
    private final LoginTries tries;
    private final Swap swap;
    private final Chronicle chronicle;
    private final ProviderOf providerOf;
    private final AppPasswordSpaces spaces;
    private final Clock clock;

    Replacement(
            Mailboxes mailboxes,
            SignIns signIns,
            LoginTries tries,
            Swap swap,
            Chronicle chronicle,
            ProviderOf providerOf,
            AppPasswordSpaces spaces,
            Clock clock) {
        this.mailboxes = mailboxes;
        this.signIns = signIns;
        this.tries = tries;
        this.swap = swap;
        this.chronicle = chronicle;
        this.providerOf = providerOf;
        this.spaces = spaces;
        this.clock = clock;
    }

    /** @param edit with at least one new secret */
    Renewal replace(Access access, Mailbox before, Edit edit, Proving proving) {
        Faults faults = new Faults();
        Map<Direction, ChannelSettings> channels = edit.channelsAfter(before);
        Map<Direction, Secret> secrets = spaces.allWithout(before.address().value(), channels, edit.secrets());
        Map<Direction, Secret> kept = kept(before, edit.secrets().keySet(), faults);
        secrets.putAll(kept);
        if (faults.any()) {
            return new Renewal.Invalid(faults.all());
        }
        Map<Direction, Diagnosis> tried = proving == Proving.UNTRIED
                ? Map.of()
                : tries.run(Attempt.each(before.address().value(), channels, edit.secrets()));
        if (!proving.satisfiedBy(tried.values())) {
            return new Renewal.NotProved(tried);
        }
        Incoming incoming = new Incoming(revision(access, before, edit), secrets, kept.keySet(), tried);
        return swap.replace(before, incoming, () -> tell(access, before, edit, tried))
                .<Renewal>map(after -> new Renewal.Saved(after, tried))
                .orElseGet(() -> changedMeanwhile(before));
    }

    Renewal changedMeanwhile(Mailbox before) {
        return mailboxes
                .find(before.workspace(), before.id())
                .<Renewal>map(Renewal.Stale::new)
                .orElseGet(Renewal.NotFound::new);
    }

    /** The secrets of the channels that get no new one; their settings do not change, so these may stay. */
    private Map<Direction, Secret> kept(Mailbox before, Set<Direction> renewed, Faults faults) {
        List<ChannelTarget> targets = before.targets().stream()
                .filter(target -> !renewed.contains(target.key().direction()))
                .toList();
        Map<Direction, Secret> kept = new EnumMap<>(Direction.class);
        if (targets.isEmpty()) {
            return kept;
        }
        signIns.prepare(targets).forEach((key, signIn) -> {
            switch (signIn) {
                case SignIn.Ready(Secret secret) -> kept.put(key.direction(), secret);
                case SignIn.NotReady(String reason) ->
                    faults.add(
                            "secret",
                            reason + " Enter the password for "
                                    + key.direction().word() + " too.");
            }
        });
        return kept;
    }

    private Revision revision(Access access, Mailbox before, Edit edit) {
        String provider = providerOf.mailbox(before.address(), edit.channelsAfter(before));
        CredentialOrigin origin =
                edit.channels().isEmpty() ? CredentialOrigin.RENEWED : CredentialOrigin.SETTINGS_CHANGED;
        NewCredential credential = new NewCredential(
                providerOf.kind(provider, edit.secrets().values()),
                before.credential().version() + 1,
                origin,
                clock.instant(),
                access.actor().label(),
                Optional.empty());
        return new Revision(edit.texts(), provider, edit.channels(), Optional.of(credential));
    }

    private void tell(Access access, Mailbox mailbox, Edit edit, Map<Direction, Diagnosis> tried) {
        if (!edit.channels().isEmpty()) {
            chronicle.settingsChanged(access, mailbox, Sentences.newServers(edit.channels()));
        }
        chronicle.credentialChanged(access, mailbox, Sentences.newPassword(tried));
    }
}
