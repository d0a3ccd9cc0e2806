package dev.mailmoor.server.settings;

import java.util.List;

/** What came of reading the configuration. */
public sealed interface Reading {
    /** What every key came to, in the order of the reference. */
    List<Line> lines();

    /** Things that are not wrong enough to stop the start. */
    List<String> warnings();

    record Complete(Settings settings, List<Line> lines, List<String> warnings) implements Reading {}

    /** @param faults one plain sentence each, all of them */
    record Faulty(List<String> faults, List<Line> lines, List<String> warnings) implements Reading {}

    /**
     * One key.
     *
     * @param value masked when it is a secret
     * @param source {@code default}, {@code mailmoor.yaml} or {@code environment}
     */
    record Line(String variable, String name, String value, String source, String meaning) {}
}
