package dev.mailmoor.server.vault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailmoor.protocol.Secret;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

class KeyRotationTest {
    @TempDir
    Path folder;

    @Test
    void everySecretIsUnderTheNewKeyAndTheOldOneIsGone() {
        VaultFixture fixture = new VaultFixture(folder);
        Vault running = fixture.vault();
        Map<SecretRef, Secret> secrets = VaultFixture.secrets(0, 1_203);
        running.seal(secrets);
        byte[] before = prefix(fixture);
        assertThat(fixture.rotation().run(resealed -> {})).isEqualTo(new KeyRotation.Rotated.Whole(1_203));
        assertThat(prefix(fixture)).isNotEqualTo(before);
        assertThat(fixture.jdbc.queryForObject(
                        "select count(distinct substring(sealed from 1 for 5)) from sealed_secret", Integer.class))
                .isEqualTo(1);
        assertThat(VaultFixture.opensAll(running, secrets))
                .as("a process that knew only the old key")
                .isTrue();
        assertThat(VaultFixture.opensAll(fixture.vault(), secrets)).isTrue();
    }

    @Test
    void aRowThatWasTakenFromBeforeTheRotationDoesNotOpen() {
        VaultFixture fixture = new VaultFixture(folder);
        Vault vault = fixture.vault();
        vault.seal(VaultFixture.secrets(0, 1));
        byte[] old = fixture.jdbc.queryForObject("select sealed from sealed_secret", byte[].class);
        fixture.rotation().run(resealed -> {});
        fixture.jdbc.update("update sealed_secret set sealed = ?", (Object) old);
        SecretRef ref = VaultFixture.ref(0);
        assertThat(fixture.vault().open(List.of(ref))).containsEntry(ref, new Opening.Tampered());
    }

    @Test
    void interruptedAtAnyStepNothingIsLostAndTheNextRunCompletesIt() {
        VaultFixture fixture = new VaultFixture(folder);
        Vault running = fixture.vault();
        Map<SecretRef, Secret> secrets = new LinkedHashMap<>(VaultFixture.secrets(0, 1_100));
        running.seal(secrets);
        int step = 1;
        while (isKilledAt(fixture, step)) {
            assertThat(VaultFixture.opensAll(running, secrets))
                    .as("killed at step " + step)
                    .isTrue();
            assertThat(VaultFixture.opensAll(fixture.vault(), secrets)).isTrue();
            Map<SecretRef, Secret> more = VaultFixture.secrets(2_000 + step, 2_001 + step);
            running.seal(more);
            secrets.putAll(more);
            step++;
        }
        assertThat(step).as("steps at which it was killed").isGreaterThan(8);
        assertThat(VaultFixture.opensAll(fixture.vault(), secrets)).isTrue();
        assertThat(fixture.jdbc.queryForObject(
                        "select count(distinct substring(sealed from 1 for 5)) from sealed_secret", Integer.class))
                .isEqualTo(1);
    }

    private static boolean isKilledAt(VaultFixture fixture, int step) {
        try {
            KeyRotation.on(FailsAtStep.of(fixture.database, step), fixture.key, Map.of())
                    .run(resealed -> {});
            return false;
        } catch (DataAccessException | TransactionException e) {
            return true;
        }
    }

    @Test
    void tamperedRowsKeepTheOldKeyAndAreNamed() {
        VaultFixture fixture = new VaultFixture(folder);
        Vault vault = fixture.vault();
        Map<SecretRef, Secret> secrets = VaultFixture.secrets(0, 10);
        vault.seal(secrets);
        fixture.jdbc.update(
                "update sealed_secret set sealed = set_bit(sealed, 200, 1 - get_bit(sealed, 200)) where subject_id = ?",
                VaultFixture.ref(3).subject());
        assertThat(fixture.rotation().run(resealed -> {}))
                .isEqualTo(new KeyRotation.Rotated.SomeDoNotOpen(9, List.of(VaultFixture.ref(3))));
        secrets.remove(VaultFixture.ref(3));
        assertThat(VaultFixture.opensAll(vault, secrets)).isTrue();
    }

    @Test
    void processesSealAndOpenAllTheWhile() throws Exception {
        VaultFixture fixture = new VaultFixture(folder);
        Vault running = fixture.vault();
        Map<SecretRef, Secret> secrets = VaultFixture.secrets(0, 600);
        running.seal(secrets);
        AtomicBoolean done = new AtomicBoolean();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Integer> sealed = threads.submit(() -> sealUntil(running, done));
            Future<Boolean> opened = threads.submit(() -> opensUntil(running, secrets, done));
            for (int turn = 0; turn < 4; turn++) {
                assertThat(fixture.rotation().run(resealed -> {})).isInstanceOf(KeyRotation.Rotated.Whole.class);
            }
            done.set(true);
            assertThat(opened.get()).isTrue();
            Map<SecretRef, Secret> added = VaultFixture.secrets(10_000, 10_000 + sealed.get());
            assertThat(added).isNotEmpty();
            assertThat(VaultFixture.opensAll(fixture.vault(), added)).isTrue();
        }
    }

    private static int sealUntil(Vault vault, AtomicBoolean done) {
        int count = 0;
        while (!done.get()) {
            vault.seal(VaultFixture.secrets(10_000 + count, 10_001 + count));
            count++;
        }
        return count;
    }

    private static boolean opensUntil(Vault vault, Map<SecretRef, Secret> secrets, AtomicBoolean done) {
        boolean all = true;
        while (!done.get()) {
            all &= VaultFixture.opensAll(vault, secrets);
        }
        return all;
    }

    private static byte[] prefix(VaultFixture fixture) {
        return Objects.requireNonNull(fixture.jdbc.queryForObject(
                "select substring(sealed from 1 for 5) from sealed_secret limit 1", byte[].class));
    }
}
