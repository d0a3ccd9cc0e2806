package dev.mailmoor.server.monitor;

import dev.mailmoor.server.diagnosis.Diagnosis;
import dev.mailmoor.server.mailbox.ChannelTarget;
import java.util.Collection;
import java.util.Optional;

/** What {@link Monitor} is told of one channel, told of many at once; in the caller's transaction. */
public interface ManyChannels {
    /** Of mailboxes that this transaction adds, and that were not tried: each channel is {@code unverified}, and due as soon as its server's pace lets it. */
    void begin(Collection<ChannelTarget> channels);

    /** As {@link Monitor#follow} and {@link Monitor#carryOver}. */
    void follow(Collection<Followed> channels);

    /** What became of one channel. */
    sealed interface Followed {
        ChannelTarget channel();

        /** It is new, or has a new credential or new settings. */
        record Renewed(ChannelTarget channel, Optional<Diagnosis> proved) implements Followed {}

        /** The same settings and secret under another credential version. */
        record CarriedOver(ChannelTarget channel) implements Followed {}
    }
}
