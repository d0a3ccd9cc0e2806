package dev.mailmoor.server.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailmoor.server.bulk.ImportRun.Stop;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CanaryTest {
    private static Canary after(boolean allowed) {
        return new Canary("mail.example.com:993", Optional.of(new Stop("mail.example.com:993", "x", "y", allowed)));
    }

    @Test
    void aStopOutlivesARestart() {
        Canary stopped = after(false);
        assertThat(stopped.stopped()).isTrue();
        assertThat(stopped.mayBegin(5)).isZero();
    }

    @Test
    void whatAPersonAllowedGoesAheadAfterARestart() {
        Canary allowed = after(true);
        assertThat(allowed.stopped()).isFalse();
        assertThat(allowed.mayBegin(50)).isEqualTo(50);
    }

    @Test
    void onesThatWereNotTriedLeaveTheirPlaceToOthers() {
        Canary canary = new Canary("mail.example.com:993", Optional.empty());
        assertThat(canary.mayBegin(50)).isEqualTo(Canary.FIRST);
        assertThat(canary.mayBegin(1)).isZero();
        canary.notBegun(2);
        assertThat(canary.mayBegin(50)).isEqualTo(2);
    }
}
