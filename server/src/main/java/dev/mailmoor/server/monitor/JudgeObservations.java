package dev.mailmoor.server.monitor;

import dev.mailmoor.server.mailbox.ChannelKey;
import dev.mailmoor.server.mailbox.MailboxState;
import dev.mailmoor.server.monitor.PostgresBeliefs.Quiet;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Turns observations into beliefs, and tells of it, in one transaction; what is quiet takes one statement for all. */
@Component
class JudgeObservations {
    private final PostgresBeliefs beliefs;
    private final PostgresAwayServers awayServers;
    private final PostgresLosses losses;
    private final Incidents incidents;
    private final Announcements announcements;
    private final SecondOpinions secondOpinions;
    private final Paces paces;
    private final Clock clock;
    private final TransactionTemplate transaction;
    /** After a commit the connection's own transaction is over, though Spring still holds on to it. */
    private final TransactionTemplate apart;

    JudgeObservations(
            PostgresBeliefs beliefs,
            PostgresAwayServers awayServers,
            PostgresLosses losses,
            Incidents incidents,
            Announcements announcements,
            SecondOpinions secondOpinions,
            Paces paces,
            Clock clock,
            TransactionTemplate transaction) {
        this.beliefs = beliefs;
        this.awayServers = awayServers;
        this.losses = losses;
        this.incidents = incidents;
        this.announcements = announcements;
        this.secondOpinions = secondOpinions;
        this.paces = paces;
        this.clock = clock;
        this.transaction = transaction;
        apart = new TransactionTemplate(
                Objects.requireNonNull(transaction.getTransactionManager()),
                new DefaultTransactionDefinition(TransactionDefinition.PROPAGATION_REQUIRES_NEW));
    }

    void judge(Collection<Sighting> sightings) {
        Instant at = clock.instant();
        Set<ChannelKey> quiet = stillConnected(sightings, at);
        List<Sighting> others =
                sightings.stream().filter(one -> !quiet.contains(one.channel())).toList();
        if (!others.isEmpty()) {
            Set<MailboxKey> mailboxes =
                    others.stream().map(one -> MailboxKey.of(one.channel())).collect(Collectors.toSet());
            Opinions opinions = secondOpinions.on(others);
            hear(mailboxes, at, hearing -> others.forEach(one -> hearing.hear(one, opinions)));
        }
        wakeThoseBehind(sightings, at);
    }

    /** Locks the mailboxes, lets {@code what} be heard over them, and writes all that follows from it. */
    void hear(Set<MailboxKey> mailboxes, Instant at, Consumer<Hearing> what) {
        transaction.executeWithoutResult(status -> {
            Holds holds = incidents.holds();
            Hearing hearing = new Hearing(at, paces, holds, beliefs.lock(mailboxes));
            what.accept(hearing);
            write(hearing, holds);
        });
    }

    private void write(Hearing hearing, Holds holds) {
        Instant at = hearing.at();
        List<Change> changes = hearing.changes();
        beliefs.save(hearing.changed());
        announcements.states(hearing.renewed());
        announcements.tell(changes, at);
        losses.follow(changes, at);
        beliefs.save(awayServers.appoint(hearing.changed(), at));
        awayServers.handOver(
                changes.stream()
                        .filter(change -> change.was().state() == MailboxState.UNREACHABLE)
                        .filter(change -> change.turn() != Turn.RESTORED)
                        .map(change -> change.channel().key())
                        .toList(),
                at);
        Set<String> places = incidents.note(changes, holds, at);
        if (!places.isEmpty()) {
            afterCommit(() -> incidents.weigh(places, at));
        }
    }

    private Set<ChannelKey> stillConnected(Collection<Sighting> sightings, Instant at) {
        RandomGenerator random = RandomGenerator.getDefault();
        List<Quiet> connected = sightings.stream()
                .filter(one -> one.diagnosis().connected())
                .map(one -> {
                    Pace pace = paces.of(Paces.protocol(one.diagnosis().protocol()));
                    return new Quiet(one, Due.About.jitter(pace.interval(), random));
                })
                .toList();
        return connected.isEmpty() ? Set.of() : beliefs.stillConnected(connected, at);
    }

    /** Only the one that is tried for a server tells that it is back: others may have worked all the while. */
    private void wakeThoseBehind(Collection<Sighting> sightings, Instant at) {
        Map<String, Set<ChannelKey>> reached = sightings.stream()
                .filter(one -> one.diagnosis().connected())
                .collect(Collectors.groupingBy(
                        one -> Servers.key(
                                one.diagnosis().host(), one.diagnosis().port()),
                        Collectors.mapping(Sighting::channel, Collectors.toSet())));
        if (reached.isEmpty()) {
            return;
        }
        awayServers.triedAmong(reached.keySet()).forEach((server, tried) -> {
            if (reached.getOrDefault(server, Set.of()).contains(tried)) {
                afterCommit(() -> awayServers.wake(server, at));
            }
        });
    }

    private void afterCommit(Runnable action) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            action.run();
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                apart.executeWithoutResult(status -> action.run());
            }
        });
    }
}
