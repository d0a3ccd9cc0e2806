package dev.mailmoor.server.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.settings.KeySource;
import dev.mailmoor.server.settings.PlainFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyEncryptionKeysTest {
    @TempDir
    Path folder;

    @Test
    void theKeyFileIsMadeOnceWithOwnerOnlyRights() throws IOException {
        VaultFixture fixture = new VaultFixture(folder);
        fixture.vault();
        Path file = folder.resolve("vault.key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        String key = Files.readString(file);
        fixture.vault();
        assertThat(file).content().isEqualTo(key);
        assertThat(folder).isDirectoryNotContaining(path -> !path.equals(file));
    }

    @Test
    void anotherKeyIsRefusedWithBothFingerprints() throws IOException {
        VaultFixture fixture = new VaultFixture(folder);
        fixture.vault().seal(Map.of(VaultFixture.ref(1), Secret.of("s")));
        Files.writeString(folder.resolve("vault.key"), Base64.getEncoder().encodeToString(new byte[32]));
        assertThatThrownBy(fixture::vault)
                .isInstanceOfSatisfying(
                        PlainFault.class,
                        fault -> assertThat(fault.exitStatus()).isEqualTo(2))
                .hasMessageMatching(
                        "The key in the file .*vault.key has the fingerprint [0-9a-f-]{23}, and the database's"
                                + " secrets are sealed by the one with [0-9a-f-]{23}: .*");
    }

    @Test
    void aLostKeyFileIsNotReplacedByANewOne() throws IOException {
        VaultFixture fixture = new VaultFixture(folder);
        fixture.vault();
        Files.delete(folder.resolve("vault.key"));
        assertThatThrownBy(fixture::vault)
                .isInstanceOf(PlainFault.class)
                .hasMessageContaining("There is no key in the file");
        assertThat(folder.resolve("vault.key")).doesNotExist();
    }

    @Test
    void aKeyFileThatIsOpenToOthersIsRefused() throws IOException {
        VaultFixture fixture = new VaultFixture(folder);
        fixture.vault();
        Files.setPosixFilePermissions(folder.resolve("vault.key"), PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(fixture::vault).isInstanceOf(PlainFault.class).hasMessageContaining("is open to others");
    }

    @Test
    void theKeyMayComeFromTheEnvironment() {
        VaultFixture fixture = new VaultFixture(folder);
        KeySource source = new KeySource.InEnvironment("MOOR_KEY");
        Map<String, String> environment = Map.of("MOOR_KEY", Base64.getEncoder().encodeToString(new byte[32]));
        Vault vault = VaultFixture.vault(fixture.database, source, environment);
        vault.seal(VaultFixture.secrets(0, 3));
        assertThat(VaultFixture.opensAll(
                        VaultFixture.vault(fixture.database, source, environment), VaultFixture.secrets(0, 3)))
                .isTrue();
    }

    @Test
    void whatIsNoKeyIsRefusedWithoutQuotingIt() {
        VaultFixture fixture = new VaultFixture(folder);
        KeySource source = new KeySource.InEnvironment("MOOR_KEY");
        for (String text : List.of("correct horse", "c2hvcnQ=", "{}")) {
            assertThatThrownBy(() -> VaultFixture.vault(fixture.database, source, Map.of("MOOR_KEY", text)))
                    .isInstanceOf(PlainFault.class)
                    .hasMessageContaining("There is no key in the variable MOOR_KEY")
                    .hasMessageNotContaining(text);
        }
        assertThatThrownBy(() -> VaultFixture.vault(fixture.database, source, Map.of()))
                .isInstanceOf(PlainFault.class)
                .hasMessageContaining("is not set");
    }
}
