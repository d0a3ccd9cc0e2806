package dev.mailmoor.server.monitor;

import java.time.Instant;
import java.util.Optional;

/**
 * Whether a provider incident keeps suspicions from becoming losses.
 *
 * @param suspicionsFrom those that began then or later belong to the open incident; empty: none is open
 */
record Hold(Optional<Instant> suspicionsFrom) {
    static final Hold NONE = new Hold(Optional.empty());

    boolean covers(Tally login) {
        return suspicionsFrom.filter(from -> !login.first().isBefore(from)).isPresent();
    }
}
