package dev.mailmoor.server.monitor;

import dev.mailmoor.server.mailbox.ChannelTarget;
import dev.mailmoor.server.monitor.PostgresNewBeliefs.Beginning;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

@Component
class FollowManyChannels implements ManyChannels {
    private final PostgresNewBeliefs beginnings;
    private final JudgeObservations judging;
    private final Servers servers;
    private final Pacing pacing;
    private final Clock clock;

    FollowManyChannels(
            PostgresNewBeliefs beginnings, JudgeObservations judging, Servers servers, Pacing pacing, Clock clock) {
        this.beginnings = beginnings;
        this.judging = judging;
        this.servers = servers;
        this.pacing = pacing;
        this.clock = clock;
    }

    @Override
    @Transactional
    public void begin(Collection<ChannelTarget> channels) {
        List<Server> places = channels.stream().map(servers::of).toList();
        Iterator<Server> place = places.iterator();
        Iterator<Instant> due = pacing.oneAfterTheOther(places).iterator();
        beginnings.beginNew(
                channels.stream()
                        .map(channel -> new Beginning(channel, place.next(), due.next()))
                        .toList(),
                clock.instant());
    }

    @Override
    @Transactional
    public void follow(Collection<Followed> channels) {
        if (channels.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        beginnings.begin(
                channels.stream()
                        .filter(Followed.Renewed.class::isInstance)
                        .map(Followed::channel)
                        .map(channel -> new Beginning(channel, servers.of(channel), now))
                        .toList(),
                now);
        Set<MailboxKey> mailboxes =
                channels.stream().map(one -> MailboxKey.of(one.channel().key())).collect(Collectors.toSet());
        judging.hear(mailboxes, now, hearing -> channels.forEach(one -> hear(hearing, one)));
    }

    private void hear(Hearing hearing, Followed followed) {
        Server server = servers.of(followed.channel());
        switch (followed) {
            case Followed.Renewed renewed -> hearing.renew(renewed.channel(), server, renewed.proved());
            case Followed.CarriedOver carried -> hearing.carryOver(carried.channel(), server);
        }
    }
}
