package dev.mailmoor.server.journal;

import java.util.Collection;
import java.util.List;

/** Writes what happened, in the caller's transaction: both are there when the change is, or neither. */
public interface Journal {
    void publish(Collection<NewEvent> events);

    void note(Collection<TimelineEntry> entries);

    default void publish(NewEvent event) {
        publish(List.of(event));
    }

    default void note(TimelineEntry entry) {
        note(List.of(entry));
    }
}
