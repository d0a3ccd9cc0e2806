package dev.mailmoor.server.monitor;

import dev.mailmoor.server.diagnosis.Cause;
import dev.mailmoor.server.diagnosis.Diagnosis;
import java.util.Optional;

/**
 * A mailbox that turned suspect or unreachable.
 *
 * @param place whose trouble that is: the server's, or its OAuth client's when no token came
 * @param brokenClient the client itself is refused: one mailbox shows it for all
 */
record Turned(MailboxKey mailbox, String place, boolean brokenClient) {
    /** The protocol of what an OAuth server said. */
    static final String TOKENS = "oauth";

    static Turned of(Change change) {
        BeliefRow row = change.channel();
        Optional<Diagnosis> seen =
                row.belief().diagnosis().filter(found -> found.protocol().equals(TOKENS));
        Optional<String> client = seen.flatMap(_ -> row.server().clientPlace());
        boolean broken = seen.flatMap(Diagnosis::finding)
                .filter(finding -> finding.cause() == Cause.OAUTH_CLIENT_MISCONFIGURED)
                .isPresent();
        return new Turned(MailboxKey.of(row.key()), client.orElse(row.server().place()), broken && client.isPresent());
    }
}
