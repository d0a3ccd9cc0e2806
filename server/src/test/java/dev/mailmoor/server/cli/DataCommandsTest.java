package dev.mailmoor.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class DataCommandsTest {
    @TempDir
    Path data;

    private final Map<String, String> environment = new HashMap<>();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @ValueSource(strings = {"serve", "backup", "restore", "rotate-keys"})
    void everyCommandTakesHelp(String command) {
        assertThat(run(command, "--help")).isZero();
        assertThat(out.toString()).startsWith("Usage: mailmoor " + command);
    }

    @ParameterizedTest
    @ValueSource(strings = {"serve", "backup f", "restore f", "rotate-keys"})
    void badSettingsAreAllToldAndNothingStarts(String command) {
        environment.put("MAILMOOR_PORT", "x");
        environment.put("MAILMOOR_KEK", "y");
        assertThat(run(command.split(" "))).isEqualTo(2);
        assertThat(err.toString()).contains("MAILMOOR_PORT must be").contains("MAILMOOR_KEK must be");
        assertThat(data).isEmptyDirectory();
    }

    @Test
    void theConfigurationIsPrintedWithSecretsMasked() {
        environment.put("MAILMOOR_BOOTSTRAP_API_KEY", "k".repeat(40));
        assertThat(run("serve", "--print-config")).isZero();
        assertThat(out.toString())
                .contains("MAILMOOR_BOOTSTRAP_API_KEY = ********  (environment)")
                .contains("MAILMOOR_PORT = 8025  (default)")
                .doesNotContain("kkkk");
    }

    @Test
    void aNewFolderHasNothingToBackUpOrRotate() {
        assertThat(run("backup", data.resolve("f").toString())).isEqualTo(1);
        assertThat(run("rotate-keys")).isEqualTo(1);
        assertThat(err.toString())
                .contains("nothing to back up")
                .contains("nothing to re-seal")
                .doesNotContain("Exception");
        assertThat(Files.exists(data.resolve("f"))).isFalse();
    }

    @Test
    void whatIsNoBackupIsRefusedInASentence() throws Exception {
        Path file = Files.writeString(data.resolve("notes.txt"), "not a backup");
        assertThat(run("restore", file.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("is not a whole backup").doesNotContain("Exception");
    }

    private int run(String... arguments) {
        environment.put("MAILMOOR_DATA", data.toString());
        CommandLine command = Mailmoor.commandLine(environment);
        return command.setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
