package dev.mailmoor.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryPaceTest {
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");

    @Test
    void waitsGrowAndAreSpreadByAFifth() {
        assertThat(RetryPace.afterAttempts(1, 0.5, Optional.empty())).isEqualTo(Duration.ofSeconds(5));
        assertThat(RetryPace.afterAttempts(1, 0, Optional.empty())).isEqualTo(Duration.ofSeconds(4));
        assertThat(RetryPace.afterAttempts(1, 1, Optional.empty())).isEqualTo(Duration.ofSeconds(6));
        assertThat(IntStream.range(1, 9).mapToObj(n -> RetryPace.afterAttempts(n, 0.5, Optional.empty())))
                .isSorted();
        assertThat(RetryPace.afterAttempts(500, 0.5, Optional.empty())).isEqualTo(Duration.ofHours(3));
    }

    @Test
    void whatTheReceiverAskedForCountsWhenItIsLonger() {
        assertThat(RetryPace.afterAttempts(1, 0.5, Optional.of(Duration.ofMinutes(7))))
                .isEqualTo(Duration.ofMinutes(7));
        assertThat(RetryPace.afterAttempts(4, 0.5, Optional.of(Duration.ofSeconds(1))))
                .isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void aWebhookIsLeftAloneAfterFiveFailuresInARow() {
        assertThat(RetryPace.hold(4, Optional.empty())).isEmpty();
        assertThat(RetryPace.hold(5, Optional.empty())).contains(Duration.ofSeconds(10));
        assertThat(RetryPace.hold(900, Optional.empty())).contains(Duration.ofMinutes(5));
        assertThat(RetryPace.hold(1, Optional.of(Duration.ofMinutes(1)))).contains(Duration.ofMinutes(1));
    }

    @ParameterizedTest
    @CsvSource({"120,120", "0,0", "'Mon, 02 Mar 2026 09:01:00 GMT',60", "999999999,86400"})
    void retryAfterIsSecondsOrADate(String header, long seconds) {
        assertThat(RetryPace.asked(Optional.of(header), NOW)).contains(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @CsvSource({"-1", "soon", "'Sun, 01 Mar 2026 09:00:00 GMT'", "99999999999999999999"})
    void whatIsNeitherIsNotHeard(String header) {
        assertThat(RetryPace.asked(Optional.of(header), NOW)).isEmpty();
    }
}
