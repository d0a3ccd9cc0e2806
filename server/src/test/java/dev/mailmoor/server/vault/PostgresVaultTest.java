package dev.mailmoor.server.vault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgresVaultTest {
    @TempDir
    static Path folder;

    private final VaultFixture fixture = new VaultFixture(folder);
    private final SecretRef ref = VaultFixture.ref(1);
    private Vault vault;

    @BeforeEach
    void open() {
        Path key = folder.resolve("vault.key");
        assertThat(key.toFile().delete() || !key.toFile().exists()).isTrue();
        vault = fixture.vault();
    }

    @Test
    void whatIsSealedOpensInEveryProcess() {
        Map<SecretRef, Secret> secrets = VaultFixture.secrets(0, 2_000);
        vault.seal(secrets);
        assertThat(VaultFixture.opensAll(vault, secrets)).isTrue();
        assertThat(VaultFixture.opensAll(fixture.vault(), secrets)).isTrue();
    }

    @Test
    void nothingInTheDatabaseShowsTheSecret() {
        vault.seal(Map.of(ref, Secret.of("hunter-two")));
        assertThat(fixture.jdbc.queryForObject(
                        "select position('hunter-two'::bytea in sealed) from sealed_secret", Integer.class))
                .isZero();
    }

    @Test
    void whatWasNeverSealedIsMissing() {
        assertThat(vault.open(List.of(ref))).containsEntry(ref, new Opening.Missing());
    }

    @Test
    void sealingAgainReplaces() {
        vault.seal(Map.of(ref, Secret.of("old")));
        vault.seal(Map.of(ref, Secret.of("new")));
        assertThat(vault.open(List.of(ref))).containsEntry(ref, new Opening.Opened(Secret.of("new")));
    }

    @Test
    void forgottenVersionsAreGoneAndOthersStay() {
        SecretRef next = new SecretRef(ref.workspace(), ref.subject(), ref.purpose(), 2);
        vault.seal(Map.of(ref, Secret.of("old"), next, Secret.of("new")));
        vault.forgetVersion(ref.workspace(), ref.subject(), 1);
        assertThat(vault.open(List.of(ref, next)))
                .containsEntry(ref, new Opening.Missing())
                .containsEntry(next, new Opening.Opened(Secret.of("new")));
        vault.forget(ref.workspace(), ref.subject());
        assertThat(vault.open(List.of(next))).containsEntry(next, new Opening.Missing());
    }

    /** Somebody who can write to the table moves rows about, puts old ones back, or changes them. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "of another workspace | with moved as (delete from sealed_secret returning *) insert into sealed_secret"
                        + " select '00000000-0000-0009-0000-000000000009', subject_id, purpose, version, sealed from moved",
                "of another mailbox   | update sealed_secret set subject_id = '00000000-0000-0009-0000-000000000009'",
                "of another purpose   | update sealed_secret set purpose = 'sending'",
                "of another version   | update sealed_secret set version = 2",
                "one bit flipped      | update sealed_secret set sealed = set_bit(sealed, 200, 1 - get_bit(sealed, 200))",
                "cut                  | update sealed_secret set sealed = substring(sealed from 1 for 20)",
                "cut to nothing       | update sealed_secret set sealed = ''",
                "of an unknown key    | update sealed_secret set sealed = set_byte(sealed, 3, get_byte(sealed, 3) # 1)",
                "lengthened           | update sealed_secret set sealed = concat(sealed::text, '00')::bytea"
            })
    void aRowThatWasTamperedWithDoesNotOpen(String how, String sql) {
        vault.seal(Map.of(ref, Secret.of("secret")));
        fixture.jdbc.update(sql);
        SecretRef now = fixture.jdbc.queryForObject(
                "select workspace_id, subject_id, purpose, version from sealed_secret",
                (row, number) -> new SecretRef(
                        new WorkspaceId(row.getObject(1, UUID.class)),
                        row.getObject(2, UUID.class),
                        row.getString(3),
                        row.getLong(4)));
        assertThat(vault.open(List.of(now))).as(how).containsEntry(now, new Opening.Tampered());
    }

    @Test
    void anOlderRowPutBackUnderTheNewVersionDoesNotOpen() {
        SecretRef next = new SecretRef(ref.workspace(), ref.subject(), ref.purpose(), 2);
        vault.seal(Map.of(ref, Secret.of("old"), next, Secret.of("new")));
        fixture.jdbc.update(
                "update sealed_secret set sealed = (select sealed from sealed_secret where version = 1) where version = 2");
        assertThat(vault.open(List.of(ref, next)))
                .containsEntry(ref, new Opening.Opened(Secret.of("old")))
                .containsEntry(next, new Opening.Tampered());
    }

    @Test
    void noTwoNamesAreBoundAlike() {
        assertThat(List.of(
                        Binding.of(ref),
                        Binding.of(new SecretRef(ref.workspace(), ref.subject(), "receivin", 1)),
                        Binding.of(new SecretRef(ref.workspace(), ref.subject(), "receiving", 256)),
                        Binding.of(new SecretRef(
                                new WorkspaceId(ref.subject()), ref.workspace().value(), "receiving", 1))))
                .doesNotHaveDuplicates()
                .map(String::new)
                .doesNotHaveDuplicates();
    }
}
