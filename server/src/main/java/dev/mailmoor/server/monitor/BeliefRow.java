package dev.mailmoor.server.monitor;

import dev.mailmoor.protocol.Protocol;
import dev.mailmoor.server.mailbox.ChannelKey;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A channel's row, locked for the length of a transaction.
 *
 * @param claim of the process that checks it at present
 * @param due when to look next, if that was decided in this transaction
 * @param released the check that held it is over
 */
record BeliefRow(
        ChannelKey key,
        Protocol protocol,
        Server server,
        long credentialVersion,
        OptionalLong claim,
        Belief belief,
        Optional<Instant> due,
        boolean released) {

    BeliefRow judged(Belief after, Instant next) {
        return new BeliefRow(key, protocol, server, credentialVersion, claim, after, Optional.of(next), released);
    }

    BeliefRow due(Instant next) {
        return judged(belief, next);
    }

    BeliefRow release() {
        return new BeliefRow(key, protocol, server, credentialVersion, OptionalLong.empty(), belief, due, true);
    }

    /** A new credential or new settings: a check under way was made with the old ones. */
    BeliefRow moved(Protocol newProtocol, Server newServer, long newVersion) {
        return new BeliefRow(key, newProtocol, newServer, newVersion, OptionalLong.empty(), belief, due, true);
    }
}
