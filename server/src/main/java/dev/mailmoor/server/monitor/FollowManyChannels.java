package dev.mailmoor.server.monitor;

import dev.mailmoor.server.mailbox.ChannelTarget;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
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
    private final Clock clock;

    FollowManyChannels(PostgresNewBeliefs beginnings, JudgeObservations judging, Servers servers, Clock clock) {
        this.beginnings = beginnings;
        this.judging = judging;
        this.servers = servers;
        this.clock = clock;
    }

    @Override
    @Transactional
    public void begin(Collection<ChannelTarget> channels) {
        List<PostgresNewBeliefs.Beginning> rows = channels.stream()
                .map(channel -> new PostgresNewBeliefs.Beginning(channel, servers.of(channel)))
                .toList();
        beginnings.begin(rows, clock.instant());
    }

    @Override
    @Transactional
    public void follow(Collection<Followed> channels) {
        if (channels.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        begin(channels.stream()
                .filter(Followed.Renewed.class::isInstance)
                .map(Followed::channel)
                .toList());
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
