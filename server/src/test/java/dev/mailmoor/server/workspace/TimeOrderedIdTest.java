package dev.mailmoor.server.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TimeOrderedIdTest {
    @Test
    void idsAreInTheOrderOfTheirMakingEvenWithinAMillisecond() {
        List<UUID> made = Stream.generate(TimeOrderedId::next).limit(20_000).toList();

        assertThat(made.stream().map(UUID::toString)).isSorted();
        assertThat(made).doesNotHaveDuplicates().allMatch(id -> id.version() == 7 && id.variant() == 2);
    }

    @Test
    void anIdTellsWhenItWasMade() {
        long before = System.currentTimeMillis();
        long told = TimeOrderedId.next().getMostSignificantBits() >>> 16;

        assertThat(told).isBetween(before, before + 60_000);
    }
}
