package dev.mailmoor.e2e.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mailmoor.e2e.launcher.PretendedCheckout.Ended;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LauncherTest {
    private PretendedCheckout checkout;

    @BeforeEach
    void pretend(@TempDir Path folder) throws IOException {
        checkout = new PretendedCheckout(folder);
    }

    @AfterEach
    void awaitTheTrialStart() {
        await("a trial start beside the last program ends by itself").until(checkout::isQuiet);
    }

    @Test
    void firstRunBuildsWithOneLineAndRunsInPlaceOfTheLauncher() throws Exception {
        Ended ended = checkout.run("probe", "anna@example.com", "two words");

        assertThat(ended.output().lines()).hasSize(2).first().asString().startsWith("Building Mailmoor");
        assertThat(ended.output())
                .contains("pid " + ended.pid() + " runs ")
                .contains("probe anna@example.com two words");
        assertThat(ended.status()).isZero();
    }

    @Test
    void nothingIsBuiltAgainWhenNothingChanged() throws Exception {
        checkout.run("serve");

        assertThat(checkout.run("serve").output().lines()).hasSize(1);
        assertThat(checkout.builds()).isEqualTo(1);
    }

    @Test
    void sourceThatChangedEvenOneWithAnOldDateIsBuilt() throws Exception {
        checkout.run("serve");
        checkout.write("protocol/src/main/java/A.java", "changed");
        Files.setLastModifiedTime(checkout.path("protocol/src/main/java/A.java"), FileTime.fromMillis(0));

        checkout.run("serve");
        assertThat(checkout.builds()).isEqualTo(2);
    }

    @Test
    void sourceThatWentIsNoticed() throws Exception {
        checkout.run("serve");
        Files.delete(checkout.path("server/src/main/java/A.java"));

        checkout.run("serve");
        assertThat(checkout.builds()).isEqualTo(2);
    }

    @Test
    void changeDuringABuildIsNotMissed() throws Exception {
        checkout.write("during", "echo changed >server/src/main/java/A.java");
        checkout.run("serve");
        Files.delete(checkout.path("during"));

        checkout.run("serve");
        checkout.run("serve");
        assertThat(checkout.builds()).isEqualTo(2);
    }

    @Test
    void failedBuildShowsTheErrorsWithoutMavensAdviceAndIsTriedAgain() throws Exception {
        checkout.write("broken", """
                [ERROR] %s/server/A.java:[1,7] cannot find symbol
                [ERROR] To see the full stack trace of the errors, re-run Maven with the -e switch.
                """.formatted(checkout.path("")));
        Ended failed = checkout.run("serve");

        assertThat(failed.status()).isEqualTo(1);
        assertThat(failed.output())
                .contains("[ERROR] server/A.java:[1,7] cannot find symbol")
                .doesNotContain("-e switch");
        Files.delete(checkout.path("broken"));
        assertThat(checkout.run("serve").status()).isZero();
    }

    @Test
    void secondOneWaitsForTheFirstOnesBuildAndUsesIt() throws Exception {
        checkout.write("during", "until [ -e go-on ]; do read -t 0.05 <> <(:) || true; done");
        Process first = checkout.launcher("serve").start();
        await().until(() -> checkout.builds() == 1);
        Process second = checkout.launcher("serve").start();
        try (BufferedReader lines = second.inputReader()) {
            assertThat(lines.readLine()).startsWith("Waiting for another build");
            checkout.write("go-on", "");
            assertThat(lines.readLine()).contains("runs");
        }
        assertThat(Ended.of(first).status()).isZero();
        assertThat(checkout.builds()).isEqualTo(1);
    }

    @Test
    void buildThatRunsIsKeptUntilItsProcessEnded() throws Exception {
        Process old = checkout.launcher("stay").start();
        await().until(() -> checkout.builds() == 1
                && checkout.path(".mailmoor/server/current").toFile().exists());
        try (BufferedReader lines = old.inputReader()) {
            while (!lines.readLine().contains("runs")) {
                continue;
            }
            checkout.write("server/src/main/java/A.java", "changed");
            checkout.run("serve");
            assertThat(checkout.kept("server")).isEqualTo(2);
            old.getOutputStream().close();
        }
        old.waitFor();

        await("the newer build's trial start holds it, too").until(() -> checkout.recordings("server") == 2);
        checkout.write("server/src/main/java/A.java", "changed again");
        checkout.run("serve");
        assertThat(checkout.kept("server")).isEqualTo(1);
    }

    @Test
    void recordingOfTheTrialStartIsUsedByTheJdkThatMadeItOnly() throws Exception {
        assertThat(checkout.run("serve").output()).contains("with a recording");
        assertThat(checkout.run("serve").output()).contains("with a recording");

        checkout.jdk("jdk", "25.0.2");
        assertThat(checkout.run("serve").output()).contains("runs").doesNotContain("with a recording");
    }

    @Test
    void trialStartThatFailsDoesNoHarm() throws Exception {
        checkout.write("no-trial", "");
        Ended ended = checkout.run("serve");

        assertThat(ended.output()).contains("runs").doesNotContain("with a recording");
        assertThat(ended.status()).isZero();
    }

    @Test
    void demoAndBenchmarksAreProgramsOfTheirOwn() throws Exception {
        assertThat(checkout.run("serve", "--demo", "--help").output())
                .contains(".mailmoor/demo/")
                .contains("app.jar --help");
        assertThat(checkout.run("bench", "checks").output())
                .contains(".mailmoor/bench/")
                .contains("app.jar checks");
    }

    @Test
    void statusOfTheProgramIsTheLaunchers() throws Exception {
        assertThat(checkout.run("fail").status()).isEqualTo(3);
    }

    @Test
    void jdkThatIsTooOldIsNamed() throws Exception {
        checkout.jdk("jdk", "17.0.2");
        Ended ended = checkout.run("serve");

        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.output())
                .contains("no JDK 25 or newer")
                .contains(checkout.path("jdk").toString());
    }

    @Test
    void javaHomeThatIsTooOldIsPassedOver() throws Exception {
        checkout.jdk("old", "17.0.2");
        ProcessBuilder launcher = checkout.launcher("serve");
        launcher.environment().put("JAVA_HOME", checkout.path("old").toString());

        assertThat(Ended.of(launcher.start()).status()).isZero();
    }
}
