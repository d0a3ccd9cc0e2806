package dev.mailmoor.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.mailmoor.testkit.certificates.CertificateAuthority;
import dev.mailmoor.testkit.certificates.KeyKind;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every measure runs; what it measures says nothing here. */
class BenchTest {
    private final PrintStream usual = System.out;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @BeforeEach
    void listen() {
        System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void stopListening() {
        System.setOut(usual);
    }

    private String told() {
        return said.toString(StandardCharsets.UTF_8);
    }

    @Test
    void oursAndAngusAreComparedAndResumptionIsCountedAtTheServer() throws Exception {
        CertificateAuthority authority = CertificateAuthority.create(KeyKind.P_256);
        try (Stand stand = Stand.set(authority, StubServer.Tickets.TWO).orElse(null)) {
            assumeTrue(stand != null, "no C compiler here");
            try (Contest contest =
                    new Contest(stand, StubServer.Tickets.TWO, new Contest.Effort(40, 5, 1, 5), Contest.Field.OWN)) {
                contest.run();
            }
        }
        assertThat(told())
                .as("how many of so few depends on when the first tickets were read")
                .containsPattern("Mailmoor, BoringSSL .* resumed at the server: [1-9][0-9]* %")
                .contains("ours beside Angus Mail")
                .contains("KiB");
    }

    @Test
    void theWholePathIsMeasuredInTheRealService() throws Exception {
        PathBench.run(new PathBench.Effort(40, 2, 1, 1));
        assumeTrue(!told().isEmpty(), "no C compiler here");
        assertThat(told()).contains("the service, for each channel").contains("channels a second");
    }

    @Test
    void connectionsThatAreKeptOpenAreMeasured() throws Exception {
        IdleBench.run(20);
        assumeTrue(!told().isEmpty(), "no C compiler here");
        assertThat(told()).contains("20 idle connections").contains("memory of each connection");
    }

    @Test
    void everyKindOfPageIsFetched() throws Exception {
        new FleetBench(new FleetBench.Effort(60, Duration.ofSeconds(30), 0, 1)).run();
        assumeTrue(!told().isEmpty(), "no C compiler here");
        assertThat(told())
                .contains("console, no such word, by newest")
                .contains("API, fleet")
                .contains("all pages, p95");
    }

    @Test
    void aGoalSaysWhetherItWasMet() {
        assertThat(Goal.atMost(0.9, "CPU-ms", "path").told(0.8)).endsWith("goal at most 0.9: met");
        assertThat(Goal.atMost(0.9, "CPU-ms", "path").told(0.91)).endsWith("MISSED");
        assertThat(Goal.atLeast(1500, "a second", "rate").told(1400).toLowerCase(Locale.ROOT))
                .endsWith("goal at least 1500: missed");
    }
}
