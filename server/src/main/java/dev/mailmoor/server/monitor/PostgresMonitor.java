package dev.mailmoor.server.monitor;

import dev.mailmoor.server.diagnosis.Diagnosis;
import dev.mailmoor.server.journal.Journal;
import dev.mailmoor.server.journal.TimelineEntry;
import dev.mailmoor.server.journal.TimelineKind;
import dev.mailmoor.server.mailbox.ChannelKey;
import dev.mailmoor.server.mailbox.ChannelTarget;
import dev.mailmoor.server.mailbox.Direction;
import dev.mailmoor.server.mailbox.MailboxId;
import dev.mailmoor.server.mailbox.Mailboxes;
import dev.mailmoor.server.workspace.Access;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

@Component
class PostgresMonitor implements Monitor {
    private final PostgresBeliefs beliefs;
    private final PostgresAwayServers awayServers;
    private final JudgeObservations judging;
    private final Servers servers;
    private final Mailboxes mailboxes;
    private final SayWhatCameMeanwhile meanwhile;
    private final Journal journal;
    private final Clock clock;

    PostgresMonitor(
            PostgresBeliefs beliefs,
            PostgresAwayServers awayServers,
            JudgeObservations judging,
            Servers servers,
            Mailboxes mailboxes,
            SayWhatCameMeanwhile meanwhile,
            Journal journal,
            Clock clock) {
        this.beliefs = beliefs;
        this.awayServers = awayServers;
        this.judging = judging;
        this.servers = servers;
        this.mailboxes = mailboxes;
        this.meanwhile = meanwhile;
        this.journal = journal;
        this.clock = clock;
    }

    @Override
    @Transactional
    public void follow(ChannelTarget channel, Optional<Diagnosis> proved) {
        Instant now = clock.instant();
        Server server = servers.of(channel);
        beliefs.begin(new BeliefRow(
                channel.key(),
                channel.settings().protocol(),
                server,
                channel.credentialVersion(),
                OptionalLong.empty(),
                Belief.unverified(now),
                Optional.of(now),
                false));
        hear(channel, now, hearing -> hearing.renew(channel, server, proved));
    }

    @Override
    @Transactional
    public void carryOver(ChannelTarget channel) {
        Server server = servers.of(channel);
        hear(channel, clock.instant(), hearing -> hearing.carryOver(channel, server));
    }

    private void hear(ChannelTarget channel, Instant now, Consumer<Hearing> what) {
        judging.hear(Set.of(MailboxKey.of(channel.key())), now, what);
    }

    @Override
    @Transactional
    public void unfollow(ChannelKey channel) {
        Instant now = clock.instant();
        awayServers.handOver(Set.of(channel), now);
        beliefs.forget(channel);
        MailboxKey mailbox = MailboxKey.of(channel);
        beliefs.lock(Set.of(mailbox))
                .forEach(rest -> mailboxes.stateChanged(List.of(new Mailboxes.StateChange(
                        channel.workspace(), channel.mailbox(), rest.whole().state()))));
    }

    @Override
    public void observed(Collection<Observation> observations) {
        judging.judge(observations.stream().map(Sighting::of).toList());
    }

    @Override
    @Transactional
    public boolean pause(Access access, MailboxId mailbox) {
        MailboxKey key = new MailboxKey(access.workspace(), mailbox);
        Collection<MailboxFile> files = beliefs.lock(Set.of(key));
        if (!mailboxes.pause(access.workspace(), mailbox)) {
            return mailboxes.find(access.workspace(), mailbox).isPresent();
        }
        beliefs.pause(key);
        files.forEach(file ->
                awayServers.handOver(file.rows().stream().map(BeliefRow::key).toList(), clock.instant()));
        note(access, mailbox, TimelineKind.PAUSED, "No checks until it is resumed.");
        return true;
    }

    @Override
    @Transactional
    public boolean resume(Access access, MailboxId mailbox) {
        MailboxKey key = new MailboxKey(access.workspace(), mailbox);
        Optional<MailboxFile> file = beliefs.lock(Set.of(key)).stream().findFirst();
        Whole whole = file.map(MailboxFile::whole).orElseGet(() -> Whole.of(List.of()));
        if (!mailboxes.resume(access.workspace(), mailbox, whole.state())) {
            return mailboxes.find(access.workspace(), mailbox).isPresent();
        }
        Instant now = clock.instant();
        beliefs.resume(key, now);
        file.ifPresent(one -> meanwhile.say(one, now));
        note(access, mailbox, TimelineKind.RESUMED, "It is checked again, now and from now on.");
        return true;
    }

    private void note(Access access, MailboxId mailbox, TimelineKind kind, String detail) {
        journal.note(
                new TimelineEntry(access.workspace(), mailbox.value(), clock.instant(), kind, access.actor(), detail));
    }

    @Override
    public Map<MailboxId, Map<Direction, ChannelBelief>> beliefs(
            WorkspaceId workspace, Collection<MailboxId> mailboxIds) {
        return beliefs.read(workspace, mailboxIds);
    }
}
