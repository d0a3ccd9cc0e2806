package dev.mailmoor.protocol.autoconfig;

import java.util.List;

/** Asks DNS for records. Blocks for a few seconds at most; never throws. */
public interface NameRecords {
    /** @param type {@code SRV} or {@code MX} */
    Answer find(String name, String type);

    /** What DNS said. */
    sealed interface Answer {
        /** In text form; none when the name or the type does not exist. */
        record Records(List<String> texts) implements Answer {}

        /** DNS did not answer: says nothing about the name. */
        record Failed() implements Answer {}
    }
}
