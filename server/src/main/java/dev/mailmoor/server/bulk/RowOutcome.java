package dev.mailmoor.server.bulk;

import dev.mailmoor.server.mailbox.Mailbox;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * What came of one row, or would come of it.
 *
 * @param row 1 for the first one beneath the header
 * @param cause a word of CONTRACT §5 or §6; empty where nothing failed
 * @param message a plain sentence
 * @param fields of a failed row, without its secrets
 * @param mailbox that it was applied to; of a failed row one whose people may be asked for a new grant
 * @param credentialVersion that it brought into force
 * @param earlier how the mailbox was, where more than its password changed; known while it is written
 */
public record RowOutcome(
        int row,
        String email,
        Kind kind,
        String cause,
        String message,
        Map<String, String> fields,
        Optional<UUID> mailbox,
        OptionalLong credentialVersion,
        Optional<Earlier> earlier) {

    /** One that changed no more than a password. */
    RowOutcome(
            int row,
            String email,
            Kind kind,
            String cause,
            String message,
            Map<String, String> fields,
            Optional<UUID> mailbox,
            OptionalLong credentialVersion) {
        this(row, email, kind, cause, message, fields, mailbox, credentialVersion, Optional.empty());
    }

    /** CONTRACT §6. */
    public enum Kind {
        CREATED,
        UPDATED,
        UNCHANGED,
        FAILED;

        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    static RowOutcome failed(int row, String email, Refusal refusal) {
        return new RowOutcome(
                row,
                email,
                Kind.FAILED,
                refusal.cause(),
                refusal.message(),
                refusal.fields(),
                Optional.empty(),
                OptionalLong.empty());
    }

    /** Of a mailbox that is known; its people may be asked. */
    static RowOutcome failed(int row, Mailbox mailbox, Refusal refusal) {
        return new RowOutcome(
                row,
                mailbox.address().value(),
                Kind.FAILED,
                refusal.cause(),
                refusal.message(),
                refusal.fields(),
                Optional.of(mailbox.id().value()),
                OptionalLong.empty());
    }

    /** Why a row was not applied, and what stood in it but for its secrets. */
    record Refusal(String cause, String message, Map<String, String> fields) {}
}
