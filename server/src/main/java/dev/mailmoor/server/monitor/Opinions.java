package dev.mailmoor.server.monitor;

import dev.mailmoor.server.diagnosis.Diagnosis;
import dev.mailmoor.server.diagnosis.SecondOpinion;
import dev.mailmoor.server.mailbox.MailboxState;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What the two sides of a mailbox tell of each other.
 *
 * @param alike mailboxes that sign in to both servers with the same name and secret
 */
record Opinions(SecondOpinion opinion, Set<MailboxKey> alike) {

    /** The other side should be asked, and its answer counts. */
    boolean areWanted(Sighting sighting) {
        return alike.contains(MailboxKey.of(sighting.channel())) && opinion.refuses(sighting.diagnosis());
    }

    /** What was seen, in the light of what the other side did since this one was refused before. */
    Diagnosis weighed(Sighting sighting, Belief own, Optional<Belief> other) {
        boolean taken = areWanted(sighting)
                && other.filter(belief -> takesWhatIsRefused(belief, own)).isPresent();
        return taken ? opinion.thoughTheOtherTakesIt(sighting.diagnosis()) : sighting.diagnosis();
    }

    private static boolean takesWhatIsRefused(Belief other, Belief own) {
        boolean refusedBefore = own.state() == MailboxState.SUSPECT || own.state() == MailboxState.AUTH_LOST;
        return refusedBefore
                && other.state() == MailboxState.CONNECTED
                && !other.checkedAt()
                        .orElse(Instant.MIN)
                        .isBefore(own.checkedAt().orElse(Instant.MAX));
    }
}
