package dev.mailmoor.server.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailmoor.protocol.Protocol;
import dev.mailmoor.protocol.Stage;
import dev.mailmoor.server.diagnosis.Diagnosis.Finding;
import dev.mailmoor.server.provider.Providers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Scores the rules on a collection of real refusals that is not part of this repository. */
@EnabledIfSystemProperty(named = "mailmoor.refusals", matches = ".+")
class CollectedRefusalsTest {
    private static final Set<String> SPOKEN = Set.of("imap", "pop3", "smtp");

    private final Diagnostician diagnostician = Diagnostician.byRules(Providers.bundled());

    @Test
    void fourOfFiveAreUnderstood() throws IOException {
        List<String> missed = new ArrayList<>();
        int all = 0;
        for (String line : Files.readAllLines(Path.of(System.getProperty("mailmoor.refusals", "")))) {
            JsonNode row = JsonMapper.shared().readTree(line);
            if (!SPOKEN.contains(row.path("protocol").asString())) {
                continue;
            }
            all++;
            Finding finding = finding(row);
            if (!isFair(row, finding)) {
                missed.add(row.path("id").asString() + " " + finding.cause().word() + " "
                        + finding.confidence().word() + " not "
                        + row.path("cause").asString() + ": "
                        + row.path("response").asString());
            }
        }
        System.out.println((all - missed.size()) + " of " + all + "\n" + String.join("\n", missed));
        assertThat(missed).hasSizeLessThan(all / 5);
    }

    private static boolean isFair(JsonNode row, Finding finding) {
        boolean isTheCause = row.path("cause").asString().equals(finding.cause().word());
        boolean isPossible = row.path("ambiguous")
                .valueStream()
                .anyMatch(cause -> cause.asString().equals(finding.cause().word()));
        boolean sureOfMany = row.has("ambiguous") && finding.confidence() == Confidence.CERTAIN;
        return !sureOfMany && (isTheCause || isPossible);
    }

    private Finding finding(JsonNode row) {
        return diagnostician
                .diagnose(
                        Outcomes.pasted(
                                Protocol.valueOf(row.path("protocol").asString().toUpperCase(Locale.ROOT)),
                                Stage.valueOf(row.path("stage").asString().toUpperCase(Locale.ROOT)),
                                row.path("mechanism").asString(""),
                                row.path("response").asString()),
                        row.path("provider").asString())
                .finding()
                .orElseThrow();
    }
}
