package dev.mailmoor.server.console;

import dev.mailmoor.protocol.TlsMode;
import dev.mailmoor.server.mailbox.ChannelSettings;
import dev.mailmoor.server.mailbox.Direction;
import dev.mailmoor.server.monitor.ChannelBelief;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * One side of a mailbox on its page.
 *
 * @param way the direction's word, also the id of the part that a test puts anew
 * @param secured how the connection is secured, in words
 * @param found what a test has just found
 */
record ChannelCard(
        String way,
        String title,
        String test,
        String host,
        int port,
        String protocol,
        String secured,
        String username,
        Optional<Badge> badge,
        Optional<Moment> checked,
        Optional<Explained> found) {
    // Allowed ParameterNumber: the parts of the card, which is the record.
    static ChannelCard of(
            Direction direction,
            ChannelSettings settings,
            Optional<ChannelBelief> belief,
            Optional<Explained> found,
            Instant now) {
        boolean receiving = direction == Direction.RECEIVING;
        return new ChannelCard(
                direction.word(),
                receiving ? "Receiving Settings" : "Sending Settings",
                receiving ? "Test Receiving" : "Test Sending",
                settings.endpoint().host(),
                settings.endpoint().port(),
                settings.protocol().name().toUpperCase(Locale.ROOT),
                secured(settings.endpoint().security()),
                settings.username(),
                belief.map(believed -> Badge.of(believed.state())),
                belief.flatMap(ChannelBelief::checkedAt).map(at -> Moment.ago(at, now)),
                found);
    }

    static String secured(TlsMode security) {
        return switch (security) {
            case TLS -> "TLS";
            case STARTTLS -> "STARTTLS";
            case NONE -> "not secured";
        };
    }
}
