package dev.mailmoor.server.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailmoor.server.diagnosis.RefusalScore.Judged;
import dev.mailmoor.server.provider.Providers;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Scores the rules on a collection of real refusals that is not part of this repository. */
@EnabledIfSystemProperty(named = "mailmoor.refusals", matches = ".+")
class CollectedRefusalsTest {
    @Test
    void nineteenOfTwentyAreUnderstood() throws IOException {
        RefusalScore score = RefusalScore.of(
                Explainer.byRules(Providers.bundled()),
                Refusals.collected(Path.of(System.getProperty("mailmoor.refusals", ""))));
        System.out.println(score.report());
        assertThat(score.share(Judged::fair)).isGreaterThanOrEqualTo(0.95);
        assertThat(score.share(Judged::reauthRight)).isGreaterThanOrEqualTo(0.97);
        assertThat(score.share(Judged::sureOfMany)).isLessThan(0.02);
    }
}
