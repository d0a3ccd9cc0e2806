package dev.mailmoor.server.bulk;

import dev.mailmoor.server.bulk.JudgeRows.Judged;
import dev.mailmoor.server.diagnosis.Cause;
import dev.mailmoor.server.diagnosis.Diagnosis;
import dev.mailmoor.server.diagnosis.Diagnosis.Finding;
import dev.mailmoor.server.mailbox.Direction;
import dev.mailmoor.server.reauth.ManyConnections.Saving;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the report says of rows that were tried or saved. */
final class Told {
    private Told() {}

    static RowOutcome saved(Judged.Open row, Saving.Saved saved) {
        boolean known = row.intent().existing().isPresent();
        return new RowOutcome(
                row.row(),
                row.intent().address().value(),
                known ? RowOutcome.Kind.UPDATED : RowOutcome.Kind.CREATED,
                "",
                saved.sentence(),
                Map.of(),
                Optional.of(saved.mailbox().value()),
                saved.credentialVersion(),
                Earlier.of(row.intent()));
    }

    /** By the first side that failed; both are told when they differ. */
    static RowOutcome failed(Judged.Open row, Map<Direction, Diagnosis> tried) {
        Finding first = Arrays.stream(Direction.values())
                .map(tried::get)
                .filter(Objects::nonNull)
                .flatMap(diagnosis -> diagnosis.finding().stream())
                .findFirst()
                .orElseThrow();
        String message = Arrays.stream(Direction.values())
                .filter(direction -> tried.containsKey(direction))
                .map(tried::get)
                .filter(diagnosis -> !diagnosis.connected())
                .map(Diagnosis::summary)
                .distinct()
                .collect(Collectors.joining(" "));
        return RowOutcome.failed(
                row.row(),
                row.intent().address().value(),
                new RowOutcome.Refusal(
                        first.cause().word(), message, row.fields().get()));
    }

    /** Our own fault; the next one is not affected. */
    static RowOutcome broken(Judged.Open row) {
        return RowOutcome.failed(
                row.row(),
                row.intent().address().value(),
                new RowOutcome.Refusal(
                        Cause.OTHER.word(),
                        "This row could not be tried: that is our own fault.",
                        row.fields().get()));
    }
}
