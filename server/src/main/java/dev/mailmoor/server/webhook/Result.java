package dev.mailmoor.server.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What a receiver made of a delivery. */
sealed interface Result {
    Attempt attempt();

    /** It answered with a status of 200 to 299. */
    record Taken(Attempt attempt) implements Result {}

    /**
     * @param why a few plain words
     * @param asked how long the receiver wants to be left alone
     */
    record NotTaken(Attempt attempt, String why, Optional<Duration> asked) implements Result {}

    /** 410: it wants nothing any more. */
    record Gone(Attempt attempt) implements Result {}

    /** @param response the first KiB of the answer's body, as text that is safe to keep */
    record Attempt(Instant at, Duration took, Optional<Integer> status, String response) {}
}
