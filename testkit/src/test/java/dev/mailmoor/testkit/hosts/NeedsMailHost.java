package dev.mailmoor.testkit.hosts;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** One mail host for a whole test class; skipped, with the reason, where it cannot run. */
abstract class NeedsMailHost {
    private static Optional<MailHost> started = Optional.empty();

    @BeforeAll
    static void startHost() {
        Optional<String> missing = MailHost.missing();
        assumeTrue(missing.isEmpty(), () -> missing.orElseThrow());
        started = Optional.of(MailHost.start());
    }

    @AfterAll
    static void endHost() {
        started.ifPresent(MailHost::close);
    }

    static MailHost host() {
        return started.orElseThrow();
    }
}
