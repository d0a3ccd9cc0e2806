package dev.mailmoor.server.notify;

import dev.mailmoor.server.workspace.TimeOrderedId;
import java.util.Map;
import java.util.UUID;

/**
 * A mail for the outbox.
 *
 * @param kind who composes it when it is sent
 * @param dedupe a second one with the same is not taken
 * @param about what its composer needs to know; never a secret
 */
record NewMail(UUID id, String kind, Recipient recipient, String dedupe, Map<String, Object> about) {
    static NewMail of(String kind, Recipient recipient, String dedupe, Map<String, Object> about) {
        return new NewMail(TimeOrderedId.next(), kind, recipient, dedupe, about);
    }
}
