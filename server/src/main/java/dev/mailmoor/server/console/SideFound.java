package dev.mailmoor.server.console;

import dev.mailmoor.server.diagnosis.Diagnosis;
import dev.mailmoor.server.mailbox.Direction;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a try of one side came to. */
record SideFound(String way, String title, Explained found) {
    /** Receiving first. */
    static List<SideFound> of(Map<Direction, Diagnosis> diagnoses, String owner) {
        return Arrays.stream(Direction.values())
                .flatMap(direction -> Optional.ofNullable(diagnoses.get(direction)).stream()
                        .map(diagnosis -> new SideFound(
                                direction.word(),
                                direction == Direction.RECEIVING ? "Receiving" : "Sending",
                                Explained.of(diagnosis, owner))))
                .toList();
    }

    /** The same for whoever came by a link. */
    static List<SideFound> byLink(List<SideFound> sides) {
        return sides.stream()
                .map(side ->
                        new SideFound(side.way(), side.title(), side.found().byLink()))
                .toList();
    }

    /** As {@link #of}, but one for both when both say the same. */
    static List<SideFound> together(List<SideFound> sides) {
        boolean same = sides.size() == 2
                && sides.getFirst()
                        .found()
                        .summary()
                        .equals(sides.getLast().found().summary())
                && sides.getFirst()
                        .found()
                        .remedy()
                        .equals(sides.getLast().found().remedy());
        return same
                ? List.of(new SideFound(
                        sides.getFirst().way(),
                        "Receiving and sending",
                        sides.getFirst().found()))
                : sides;
    }

    static boolean half(List<SideFound> sides) {
        return sides.stream().anyMatch(side -> side.found().connected())
                && sides.stream().anyMatch(side -> !side.found().connected());
    }
}
