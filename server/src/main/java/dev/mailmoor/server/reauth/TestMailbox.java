package dev.mailmoor.server.reauth;

import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.diagnosis.Diagnosis;
import dev.mailmoor.server.mailbox.ChannelSettings;
import dev.mailmoor.server.mailbox.ChannelTarget;
import dev.mailmoor.server.mailbox.Direction;
import dev.mailmoor.server.mailbox.Mailbox;
import dev.mailmoor.server.monitor.Monitor;
import dev.mailmoor.server.monitor.Observation;
import dev.mailmoor.server.probe.Probe;
import dev.mailmoor.server.reauth.Connections.Trial;
import dev.mailmoor.server.signin.SignIn;
import dev.mailmoor.server.signin.SignIns;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Tries a mailbox for somebody who asks: what is stored, which moves the state, or what was edited, which does not. */
@Component
class TestMailbox {
    private final DraftReader drafts;
    private final GrantHosts hosts;
    private final SignIns signIns;
    private final Probe probe;
    private final LoginTries tries;
    private final Monitor monitor;
    private final TransactionTemplate transaction;

    TestMailbox(
            DraftReader drafts,
            GrantHosts hosts,
            SignIns signIns,
            Probe probe,
            LoginTries tries,
            Monitor monitor,
            TransactionTemplate transaction) {
        this.drafts = drafts;
        this.hosts = hosts;
        this.signIns = signIns;
        this.probe = probe;
        this.tries = tries;
        this.monitor = monitor;
        this.transaction = transaction;
    }

    Trial test(Mailbox mailbox, Set<Direction> directions, Optional<MailboxChange> edited) {
        Faults faults = new Faults();
        Map<Direction, Attempt> attempts = edited.map(change -> edited(mailbox, directions, change, faults))
                .orElseGet(() -> new EnumMap<>(Direction.class));
        List<ChannelTarget> stored = mailbox.targets().stream()
                .filter(target -> directions.contains(target.key().direction()))
                .filter(target -> !attempts.containsKey(target.key().direction()))
                .toList();
        if (attempts.isEmpty() && stored.isEmpty() && !faults.any()) {
            faults.add("direction", "This mailbox has no such channel to test.");
        }
        return faults.any() ? new Trial.Invalid(faults.all()) : new Trial.Tried(tried(attempts, stored));
    }

    /** The channels whose settings differ from what is stored, or that came with a secret. */
    private Map<Direction, Attempt> edited(
            Mailbox mailbox, Set<Direction> directions, MailboxChange change, Faults faults) {
        Map<Direction, ChannelDraft> sides = EditReader.sides(change);
        sides.keySet().retainAll(directions);
        Map<Direction, ChannelSettings> settings = new EnumMap<>(Direction.class);
        settings.putAll(mailbox.channels());
        settings.putAll(drafts.edited(mailbox, sides, faults));
        settings.keySet().retainAll(directions);
        GivenSecrets given = GivenSecrets.of(change.secret(), sides, faults);
        settings.entrySet()
                .removeIf(channel -> given.of(channel.getKey()).isEmpty()
                        && mailbox.channel(channel.getKey())
                                .filter(channel.getValue()::equals)
                                .isPresent());
        if (given.none() && mailbox.credential().oauthClient().isPresent()) {
            hosts.check(mailbox, settings, faults);
            return faults.any() ? Map.of() : Attempt.byGrant(mailbox, settings, signIns);
        }
        Map<Direction, Secret> secrets = given.forAll(settings.keySet(), SecretRules.NEVER_TRAVELS, faults);
        return Attempt.each(mailbox.address().value(), settings, secrets);
    }

    private Map<Direction, Diagnosis> tried(Map<Direction, Attempt> attempts, List<ChannelTarget> stored) {
        Map<Direction, Attempt> all = new EnumMap<>(Direction.class);
        all.putAll(attempts);
        Map<Direction, Diagnosis> diagnoses = new EnumMap<>(Direction.class);
        Map<Direction, SignIn> ready = new EnumMap<>(Direction.class);
        signIns.prepare(stored).forEach((key, signIn) -> ready.put(key.direction(), signIn));
        for (ChannelTarget target : stored) {
            Direction direction = target.key().direction();
            switch (ready.getOrDefault(direction, new SignIn.NotReady("No password is stored."))) {
                case SignIn.Ready _, SignIn.ByToken _ ->
                    all.put(
                            direction,
                            new Attempt(
                                    target.address(), target.settings(), Objects.requireNonNull(ready.get(direction))));
                case SignIn.NotReady notReady -> diagnoses.put(direction, probe.check(target, notReady));
            }
        }
        diagnoses.putAll(tries.run(all));
        observe(stored, diagnoses);
        return diagnoses;
    }

    private void observe(List<ChannelTarget> stored, Map<Direction, Diagnosis> diagnoses) {
        List<Observation> observations = stored.stream()
                .flatMap(
                        target -> Optional.ofNullable(diagnoses.get(target.key().direction()))
                                .map(seen -> new Observation(target.key(), target.credentialVersion(), seen))
                                .stream())
                .toList();
        if (!observations.isEmpty()) {
            transaction.executeWithoutResult(status -> monitor.observed(observations));
        }
    }
}
