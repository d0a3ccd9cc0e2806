package dev.mailmoor.protocol;

import java.time.Duration;

/**
 * Deadlines of one attempt.
 *
 * @param connect for resolving and connecting
 * @param read for each stage after that: a stage that takes longer is broken off, however busily bytes trickle
 * @param overall for the whole attempt
 */
public record Timeouts(Duration connect, Duration read, Duration overall) {}
