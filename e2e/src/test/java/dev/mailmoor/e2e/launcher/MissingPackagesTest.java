package dev.mailmoor.e2e.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MissingPackagesTest {
    private static final String AS_SOMEBODY = """
            source build-config/launcher/test.sh
            needed='
            /nowhere/imap dovecot-imapd
            /bin/sh dash
            /nowhere/chromium chromium
            '
            id() { echo 1000; }
            install_needed
            """;

    @Test
    void whoIsNotRootIsToldExactlyWhatToInstall() throws Exception {
        Process tests = new ProcessBuilder("bash", "-c", AS_SOMEBODY)
                .directory(Path.of("..").toFile())
                .redirectErrorStream(true)
                .start();

        assertThat(tests.inputReader().readAllAsString()).endsWith("apt-get install dovecot-imapd chromium\n");
        assertThat(tests.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(tests.exitValue()).isEqualTo(2);
    }
}
