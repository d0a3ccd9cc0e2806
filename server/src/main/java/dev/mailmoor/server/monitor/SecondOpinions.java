package dev.mailmoor.server.monitor;

import dev.mailmoor.server.diagnosis.SecondOpinion;
import dev.mailmoor.server.mailbox.ChannelKey;
import dev.mailmoor.server.mailbox.ChannelTarget;
import dev.mailmoor.server.signin.SignIn;
import dev.mailmoor.server.signin.SignIns;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Finds the mailboxes whose two sides may speak for each other. */
@Component
class SecondOpinions {
    private final PostgresDueChannels channels;
    private final SignIns signIns;
    private final SecondOpinion opinion;

    SecondOpinions(PostgresDueChannels channels, SignIns signIns, SecondOpinion opinion) {
        this.channels = channels;
        this.signIns = signIns;
        this.opinion = opinion;
    }

    /** Opens secrets, and only those of mailboxes that were refused: before any row is locked. */
    Opinions on(Collection<Sighting> sightings) {
        List<Sighting> refused = sightings.stream()
                .filter(one -> opinion.refuses(one.diagnosis()))
                .toList();
        return new Opinions(opinion, refused.isEmpty() ? Set.of() : alike(channels.ofOneName(refused)));
    }

    private Set<MailboxKey> alike(List<ChannelTarget> targets) {
        Map<ChannelKey, SignIn> ready = targets.isEmpty() ? Map.of() : signIns.prepare(targets);
        Map<MailboxKey, List<SignIn>> sides = targets.stream()
                .map(ChannelTarget::key)
                .filter(key -> ready.get(key) instanceof SignIn.Ready)
                .collect(Collectors.groupingBy(
                        MailboxKey::of, Collectors.mapping(key -> ready.get(key), Collectors.toList())));
        Set<MailboxKey> alike = new HashSet<>();
        sides.forEach((mailbox, both) -> {
            if (both.size() == 2 && both.getFirst().equals(both.getLast())) {
                alike.add(mailbox);
            }
        });
        return alike;
    }
}
