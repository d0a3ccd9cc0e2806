package dev.mailmoor.server.monitor;

import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** What the loop does now and then beside the checks. One thread calls it, often. */
@Component
final class Housekeeping {
    private final Incidents incidents;
    private final CheckFigures figures;
    private final Pacing pacing;
    private final Clock clock;
    private final Every second = new Every(Duration.ofSeconds(1));
    private final Every tenSeconds = new Every(Duration.ofSeconds(10));

    Housekeeping(Incidents incidents, CheckFigures figures, Pacing pacing, Clock clock) {
        this.incidents = incidents;
        this.figures = figures;
        this.pacing = pacing;
        this.clock = clock;
    }

    void doWhatIsDue() {
        if (second.passed()) {
            incidents.closeThoseOver(clock.instant());
        }
        if (tenSeconds.passed()) {
            figures.flush();
            pacing.tidy();
        }
    }

    /** Real time, whatever the service's clock says. */
    private static final class Every {
        private final long nanos;
        private long next = System.nanoTime();

        Every(Duration gap) {
            this.nanos = gap.toNanos();
        }

        boolean passed() {
            long now = System.nanoTime();
            if (now < next) {
                return false;
            }
            next = now + nanos;
            return true;
        }
    }
}
