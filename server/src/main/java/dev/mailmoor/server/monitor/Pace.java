package dev.mailmoor.server.monitor;

import java.time.Duration;

/**
 * How fast a channel is looked at.
 *
 * @param interval between two checks while it is quiet
 * @param confirmDelay D of CONTRACT §4
 */
record Pace(Duration interval, Duration confirmDelay) {}
