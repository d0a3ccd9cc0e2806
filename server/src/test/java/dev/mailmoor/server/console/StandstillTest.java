package dev.mailmoor.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailmoor.server.mailbox.Direction;
import dev.mailmoor.server.mailbox.MailboxState;
import dev.mailmoor.server.monitor.ChannelBelief;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandstillTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private static String said(Map<Direction, ChannelBelief> beliefs) {
        Standstill standstill =
                Standstill.of(beliefs, beliefs.values().stream().min(Comparator.comparing(ChannelBelief::state)), NOW);
        return standstill.before()
                + standstill
                        .lasting()
                        .map(lasting -> " " + lasting.said() + standstill.after())
                        .orElse("");
    }

    private static ChannelBelief belief(String state) {
        return new ChannelBelief(
                MailboxState.valueOf(state), NOW.minus(Duration.ofHours(2)), Optional.empty(), Optional.empty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "AUTH_LOST | AUTH_LOST | Mail through this mailbox stopped 2 h ago.",
                "AUTH_LOST | | Mail through this mailbox stopped 2 h ago.",
                "CONNECTED | AUTH_LOST | Sending through this mailbox stopped 2 h ago.",
                "AUTH_LOST | SUSPECT | Receiving through this mailbox stopped 2 h ago.",
                "UNREACHABLE | CONNECTED | Receiving through this mailbox stopped 2 h ago.",
                "SUSPECT | CONNECTED | We have not been able to sign in to this mailbox for 2 h; it is tried again.",
                "UNVERIFIED | UNVERIFIED | This mailbox was not tried yet.",
                "CONNECTED | CONNECTED | The mailbox is connected; the new login replaces the one in force."
            })
    void whatIsSaidIsTrueOfTheStateAndOfTheSide(String receiving, String sending, String sentence) {
        Map<Direction, ChannelBelief> beliefs = new EnumMap<>(Direction.class);
        beliefs.put(Direction.RECEIVING, belief(receiving));
        Optional.ofNullable(sending).ifPresent(state -> beliefs.put(Direction.SENDING, belief(state)));

        assertThat(said(beliefs)).isEqualTo(sentence);
    }
}
