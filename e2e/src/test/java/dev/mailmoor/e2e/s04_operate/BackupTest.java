package dev.mailmoor.e2e.s04_operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mailmoor.e2e.Preparation;
import dev.mailmoor.e2e.RunningMailmoor;
import dev.mailmoor.e2e.Story;
import dev.mailmoor.e2e.s01_keep.Mailboxes;
import dev.mailmoor.testkit.hosts.MailHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys are changed and a backup is taken while the service runs; the backup and the key together are the service. */
@Story
class BackupTest {
    private static final String ANNA = "anna@" + MailHost.DOMAIN;
    private static MailHost host;

    @TempDir
    Path elsewhere;

    @BeforeAll
    static void start() {
        host = MailHost.start();
        host.users().add(ANNA, "secret");
    }

    @AfterAll
    static void stop() {
        host.close();
    }

    @Test
    void aBackupAndTheKeyBringEverythingBackInAnotherFolder() throws Exception {
        Path backup = elsewhere.resolve("backup");
        Path key = elsewhere.resolve("vault.key");
        Preparation old = prepare();
        String id = changeKeysAndBackUp(old, backup, key);

        Preparation restored = prepare();
        assertThat(restored.run("restore", backup.toString()).expect(0).output())
                .contains("vault.key");
        assertThatThrownBy(restored::start)
                .as("it needs the key, and makes no new one")
                .hasMessageContaining("ended with 2")
                .hasMessageContaining("There is no key in the file");

        Files.copy(key, restored.folder().resolve("vault.key"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        try (RunningMailmoor moor = restored.start()) {
            Mailboxes mailboxes = new Mailboxes(moor.api().withKey(old.apiKey()), host);
            assertCheckedAgain(mailboxes, id);
            assertThat(mailboxes.timeline(id)).contains("added", "connected");
        }
    }

    private String changeKeysAndBackUp(Preparation old, Path backup, Path key) throws IOException {
        try (RunningMailmoor moor = old.start()) {
            Mailboxes mailboxes = new Mailboxes(moor.api(), host);
            String id = mailboxes.add(ANNA, "secret");

            moor.run("rotate-keys").expect(0);
            assertCheckedAgain(mailboxes, id);

            moor.run("backup", backup.toString()).expect(0);
            assertThat(Files.getPosixFilePermissions(backup)).hasSize(2);
            assertThat(moor.run("backup", backup.toString()).expect(1).output()).contains("is there already");
            Files.copy(moor.data().resolve("vault.key"), key, java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
            return id;
        }
    }

    private static Preparation prepare() {
        return RunningMailmoor.prepare().trusting(host).with("MAILMOOR_CHECK_INTERVAL", "2s");
    }

    /** Its secret still opens. */
    private static void assertCheckedAgain(Mailboxes mailboxes, String id) {
        String before = mailboxes.get(id).at("/receiving/checkedAt");
        Awaitility.await("checked again")
                .atMost(Duration.ofSeconds(30))
                .until(() -> !mailboxes.get(id).at("/receiving/checkedAt").equals(before));
        assertThat(mailboxes.state(id)).isEqualTo("connected");
    }
}
