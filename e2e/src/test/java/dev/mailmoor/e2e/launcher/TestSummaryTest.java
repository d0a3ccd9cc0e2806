package dev.mailmoor.e2e.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.mailmoor.e2e.launcher.PretendedCheckout.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./mailmoor test} with a Maven that only writes reports. Where a package is missing, it would really install it. */
@Timeout(60)
class TestSummaryTest {
    private static final List<String> NEEDED = List.of(
            "/usr/lib/dovecot/imap", "/usr/lib/dovecot/pop3", "/usr/lib/postfix/sbin/master", "/usr/bin/chromium");
    private static final String REPORT = """
            <?xml version="1.0" encoding="UTF-8"?>
            <testsuite xmlns:xsi="x" name="A" time="1" tests="0" errors="0" skipped="0" failures="0">
            %s
            </testsuite>
            """;
    private static final String PASSED = "  <testcase name=\"a\" time=\"0.1\"/>";
    private static final String FAILED =
            "  <testcase name=\"b\">\n    <failure message=\"m\">t</failure>\n  </testcase>";
    private static final String BROKEN =
            "  <testcase name=\"c\">\n    <error type=\"t\"><![CDATA[x]]></error>\n  </testcase>";
    private static final String UNSTEADY = "  <testcase name=\"f\" classname=\"x.Y\" time=\"1\">\n"
            + "    <flakyFailure message=\"m\">\n      <stackTrace><![CDATA[t]]></stackTrace>\n    </flakyFailure>\n  </testcase>";
    private static final String SKIPPED = "  <testcase name=\"d\">\n    <skipped/>\n  </testcase>";
    private static final String TALKATIVE =
            "  <testcase name=\"e\">\n    <system-out><![CDATA[\n    <error \n]]></system-out>\n  </testcase>";

    private PretendedCheckout checkout;

    @BeforeEach
    void pretend(@TempDir Path folder) throws IOException {
        assumeTrue(
                NEEDED.stream().allMatch(program -> Files.exists(Path.of(program))), "packages for tests are missing");
        checkout = new PretendedCheckout(folder);
    }

    @Test
    void testsOfAllModulesAreAddedUp() throws Exception {
        report("server", PASSED, SKIPPED, TALKATIVE);
        report("e2e", PASSED);

        Ended ended = checkout.run("test");
        assertThat(ended.output()).endsWith("3 passed, 0 failed, 1 skipped\n");
        assertThat(ended.status()).isZero();
    }

    @Test
    void failedAndBrokenTestsFailTheRunThoughMavenWentOn() throws Exception {
        report("server", PASSED, FAILED);
        report("e2e", BROKEN);

        Ended ended = checkout.run("test");
        assertThat(ended.output()).endsWith("1 passed, 2 failed, 0 skipped\n");
        assertThat(ended.status()).isEqualTo(1);
    }

    @Test
    void oneThatPassedOnlyWhenItWasRunAgainIsNamed() throws Exception {
        report("server", PASSED, UNSTEADY);

        Ended ended = checkout.run("test");
        assertThat(ended.output())
                .contains("Passed only when it was run again: x.Y.f")
                .endsWith("2 passed, 0 failed, 0 skipped\n");
        assertThat(ended.status()).isZero();
        assertThat(Files.readString(checkout.path("builds"))).contains("rerunFailingTestsCount=1");
    }

    @Test
    void runWithoutTestsFails() throws Exception {
        Ended ended = checkout.run("test");

        assertThat(ended.output()).endsWith("No test ran.\n0 passed, 0 failed, 0 skipped\n");
        assertThat(ended.status()).isEqualTo(1);
    }

    @Test
    void failedCheckFailsTheRunThoughAllTestsPassed() throws Exception {
        report("server", PASSED);
        checkout.write("broken", "[ERROR] 1 Checkstyle violation");

        Ended ended = checkout.run("test");
        assertThat(ended.output()).contains("Checkstyle violation").endsWith("1 passed, 0 failed, 0 skipped\n");
        assertThat(ended.status()).isEqualTo(1);
    }

    @Test
    void brokenOffTestProcessFailsTheRun() throws Exception {
        report("server", PASSED);
        checkout.write(
                "during",
                Files.readString(checkout.path("during"))
                        + "echo 'The forked VM terminated without saying properly goodbye'");

        assertThat(checkout.run("test").status()).isEqualTo(1);
    }

    @Test
    void argumentsGoToMaven() throws Exception {
        report("server", PASSED);
        checkout.run("test", "--full", "-pl", "server", "-Dtest=X");

        assertThat(Files.readString(checkout.path("builds")))
                .contains("-Dmailmoor.full=true", "-am", "-pl server -Dtest=X", "verify");
    }

    /** As the pretended Maven will write it: reports that lie there before are from an older run and must not count. */
    private void report(String module, String... testCases) throws IOException {
        String folder = module + "/target/surefire-reports";
        String report = REPORT.formatted(String.join("\n", testCases));
        checkout.write(folder + "/TEST-old.xml", report);
        checkout.write("reports/" + module + ".xml", report);
        checkout.write("during", """
                for report in reports/*.xml; do
                  to=$(basename "$report" .xml)/target/surefire-reports
                  mkdir -p "$to"
                  cp "$report" "$to/TEST-new.xml"
                done
                """);
    }
}
