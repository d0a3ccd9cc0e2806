package dev.mailmoor.server.api;

import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.mailbox.Direction;
import dev.mailmoor.server.reauth.MailboxChange;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is to be tried: what is stored, or edited settings with their secret.
 *
 * @param direction {@code receiving}, {@code sending} or {@code both}; both when left out
 */
record TestRequest(
        @Nullable String direction,
        @Nullable ChannelRequest receiving,
        @Nullable ChannelRequest sending,
        @Nullable Secret secret) {

    static final TestRequest ALL = new TestRequest(null, null, null, null);

    Set<Direction> directions() {
        return switch (direction) {
            case "receiving" -> EnumSet.of(Direction.RECEIVING);
            case "sending" -> EnumSet.of(Direction.SENDING);
            case "both" -> EnumSet.allOf(Direction.class);
            case null -> EnumSet.allOf(Direction.class);
            default -> throw new Refusal(Problem.field("direction", "One of receiving, sending, both."));
        };
    }

    Optional<MailboxChange> edited() {
        if (receiving == null && sending == null && secret == null) {
            return Optional.empty();
        }
        return Optional.of(new MailboxChange(
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.ofNullable(receiving).map(ChannelRequest::draft),
                Optional.ofNullable(sending).map(ChannelRequest::draft),
                Optional.ofNullable(secret)));
    }
}
