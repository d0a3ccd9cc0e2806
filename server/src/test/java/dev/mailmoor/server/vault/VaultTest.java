package dev.mailmoor.server.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.settings.KeySource;
import dev.mailmoor.server.settings.PlainFault;
import dev.mailmoor.server.testing.TestPostgres;
import dev.mailmoor.server.workspace.TimeOrderedId;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class VaultTest {
    private static final LongConsumer QUIETLY = resealed -> {};

    @TempDir
    Path folder;

    private JdbcClient sql;
    private TransactionTemplate transactions;
    private KeySource source;
    private PostgresKeyset keyset;
    private PostgresVault vault;
    private final WorkspaceId workspace = new WorkspaceId(TimeOrderedId.next());

    @BeforeEach
    void newVault() {
        var database = TestPostgres.freshDatabase();
        var connections = new DriverManagerDataSource(
                database.jdbcUrl(), database.user(), database.password().reveal(password -> password));
        sql = JdbcClient.create(connections);
        transactions = new TransactionTemplate(new JdbcTransactionManager(connections));
        source = new KeySource.InFile(folder.resolve("vault.key"));
        keyset = PostgresKeyset.open(sql, source);
        vault = new PostgresVault(sql, keyset);
        newWorkspace(workspace);
    }

    @Test
    void whatWasSealedOpens() {
        SecretRef anna = ref(1);
        SecretRef carl = ref(1);
        seal(Map.of(anna, Secret.of("grün"), carl, Secret.of("blue")));

        assertThat(vault.open(List.of(anna, carl, ref(1))))
                .containsEntry(anna, new Opening.Opened(Secret.of("grün")))
                .containsEntry(carl, new Opening.Opened(Secret.of("blue")))
                .containsValue(new Opening.Missing());
    }

    @Test
    void theTableHoldsNoSecretInClear() {
        seal(Map.of(ref(1), Secret.of("correct horse battery")));

        assertThat(sql.sql("select encode(sealed, 'escape') from sealed_secret")
                        .query(String.class)
                        .single())
                .doesNotContain("horse");
    }

    @Test
    void rowsThatChangedPlacesDoNotOpen() {
        SecretRef anna = ref(1);
        SecretRef carl = ref(1);
        seal(Map.of(anna, Secret.of("a"), carl, Secret.of("c")));
        exchange(anna, carl);

        assertThat(vault.open(List.of(anna, carl)).values()).containsOnly(new Opening.Tampered());
    }

    @Test
    void aRowPutBackFromAnOlderVersionDoesNotOpen() {
        SecretRef old = ref(1);
        SecretRef present = new SecretRef(workspace, old.subject(), old.purpose(), 2);
        seal(Map.of(old, Secret.of("old"), present, Secret.of("new")));
        exchange(old, present);

        assertThat(vault.open(List.of(present))).containsValue(new Opening.Tampered());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update sealed_secret set purpose = 'sending'",
                "update sealed_secret set sealed = set_byte(sealed, 20, get_byte(sealed, 20) # 1)",
                "update sealed_secret set sealed = set_byte(sealed, 2, get_byte(sealed, 2) # 1)",
                "update sealed_secret set sealed = substring(sealed for 3)",
                "update sealed_secret set sealed = ''"
            })
    void anAlteredRowDoesNotOpen(String alteration) {
        SecretRef anna = ref(1);
        seal(Map.of(anna, Secret.of("a")));
        sql.sql(alteration).update();

        SecretRef moved = new SecretRef(workspace, anna.subject(), "sending", 1);
        assertThat(vault.open(List.of(anna, moved)).values()).doesNotHaveAnyElementsOfTypes(Opening.Opened.class);
        assertThat(vault.open(List.of(anna, moved)).values()).contains(new Opening.Tampered());
    }

    @Test
    void theKeyFileIsForItsOwnerOnly() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("vault.key"))))
                .isEqualTo("rw-------");
    }

    @Test
    void anotherKeyIsRefusedAtTheStart() {
        KeySource other = new KeySource.InFile(folder.resolve("other.key"));
        KeyEncryptionKey.create(folder.resolve("other.key"));

        assertThatThrownBy(() -> PostgresKeyset.open(sql, other))
                .isInstanceOfSatisfying(
                        PlainFault.class,
                        fault -> assertThat(fault.exitStatus()).isEqualTo(2))
                .hasMessageContaining("MAILMOOR_KEK");
    }

    @Test
    void aLostKeyFileIsNotMadeAnew() throws IOException {
        Files.delete(folder.resolve("vault.key"));

        assertThatThrownBy(() -> PostgresKeyset.open(sql, source)).hasMessageContaining("backup");
        assertThat(folder.resolve("vault.key")).doesNotExist();
    }

    @Test
    void afterARotationOnlyTheNewKeyIsLeftAndAllOpens() {
        SecretRef anna = ref(1);
        seal(Map.of(anna, Secret.of("a"), ref(1), Secret.of("b")));
        int before = keyset.current().primaryId();

        assertThat(rotation().rotate(QUIETLY)).isEqualTo(new KeyRotation.Result(2, 0));

        Keyset after = PostgresKeyset.open(sql, source).current();
        assertThat(after.holds(before)).isFalse();
        assertThat(after.hasOldKeys()).isFalse();
        assertThat(vault.open(List.of(anna))).containsValue(new Opening.Opened(Secret.of("a")));
    }

    @Test
    void anInterruptedRotationIsFinishedByTheNextOne() {
        SecretRef anna = ref(1);
        seal(Map.of(anna, Secret.of("a"), ref(1), Secret.of("b")));

        assertThatThrownBy(() -> rotation().rotate(resealed -> {
                    throw new IllegalStateException("the power went");
                }))
                .hasMessage("the power went");
        assertThat(vault.open(List.of(anna))).containsValue(new Opening.Opened(Secret.of("a")));
        int begun = PostgresKeyset.open(sql, source).current().primaryId();

        rotation().rotate(QUIETLY);
        Keyset after = PostgresKeyset.open(sql, source).current();
        assertThat(after.primaryId()).isEqualTo(begun);
        assertThat(after.hasOldKeys()).isFalse();
        assertThat(vault.open(List.of(anna))).containsValue(new Opening.Opened(Secret.of("a")));
    }

    @Test
    void anotherProcessSealsWithTheNewKeyAtOnceAndReadsWhatItSealed() {
        PostgresKeyset elsewhere = PostgresKeyset.open(sql, source);
        PostgresVault other = new PostgresVault(sql, elsewhere);
        rotation().rotate(QUIETLY);
        SecretRef anna = ref(1);

        transactions.executeWithoutResult(status -> other.seal(Map.of(anna, Secret.of("a"))));

        assertThat(elsewhere.current().primaryId())
                .isEqualTo(PostgresKeyset.open(sql, source).current().primaryId());
        assertThat(vault.open(List.of(anna))).containsValue(new Opening.Opened(Secret.of("a")));
    }

    @Test
    void aSecretThatDoesNotOpenKeepsTheOldKeyAndIsCounted() {
        seal(Map.of(ref(1), Secret.of("a")));
        sql.sql("update sealed_secret set version = 9").update();

        assertThat(rotation().rotate(QUIETLY)).isEqualTo(new KeyRotation.Result(0, 1));
        assertThat(PostgresKeyset.open(sql, source).current().hasOldKeys()).isTrue();
    }

    @Test
    void whatIsForgottenIsGone() {
        SecretRef first = ref(1);
        SecretRef second = new SecretRef(workspace, first.subject(), "receiving", 2);
        seal(Map.of(first, Secret.of("a"), second, Secret.of("b")));

        vault.forgetVersion(workspace, first.subject(), 1);
        assertThat(vault.open(List.of(first, second))).containsEntry(first, new Opening.Missing());
        vault.forget(workspace, first.subject());
        assertThat(vault.open(List.of(second))).containsValue(new Opening.Missing());
    }

    private KeyRotation rotation() {
        return new KeyRotation(sql, PostgresKeyset.open(sql, source), transactions);
    }

    private void seal(Map<SecretRef, Secret> secrets) {
        transactions.executeWithoutResult(status -> vault.seal(secrets));
    }

    private SecretRef ref(long version) {
        return new SecretRef(workspace, UUID.randomUUID(), "receiving", version);
    }

    private void exchange(SecretRef one, SecretRef other) {
        sql.sql("""
                update sealed_secret s set sealed = o.sealed from sealed_secret o
                 where (s.subject_id, s.version) in ((:a, :av), (:b, :bv))
                   and (o.subject_id, o.version) in ((:a, :av), (:b, :bv))
                   and (o.subject_id, o.version) <> (s.subject_id, s.version)
                """)
                .param("a", one.subject())
                .param("av", one.version())
                .param("b", other.subject())
                .param("bv", other.version())
                .update();
    }

    private void newWorkspace(WorkspaceId id) {
        sql.sql("insert into workspace (workspace_id, name, created_at) values (?, 'test', now())")
                .param(id.value())
                .update();
    }
}
