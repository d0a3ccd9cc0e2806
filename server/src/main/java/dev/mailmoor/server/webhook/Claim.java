package dev.mailmoor.server.webhook;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A delivery that this process may make until the lease ends.
 *
 * @param token proves it when the result is written: another process may have taken over meanwhile
 * @param attempts made before
 * @param giveUpAt no further try after this
 * @param secretVersions those that sign, the newest first
 */
record Claim(
        DeliveryKey key,
        UUID token,
        String url,
        UUID event,
        UUID subject,
        String body,
        int attempts,
        Instant giveUpAt,
        List<Long> secretVersions) {

    /** Somebody tries the webhook, and sees what comes of it: such a delivery is its own event. */
    boolean isTry() {
        return key.delivery().equals(event);
    }
}
