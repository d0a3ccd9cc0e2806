package dev.mailmoor.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mailmoor.server.settings.PlainFault;
import dev.mailmoor.server.testing.TestPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.flywaydb.core.api.MigrationVersion;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;

class BackupTest {
    private static final String ODD = "tab\t, new\nline, back\\slash, \\N, ümlaut";

    @TempDir
    Path folder;

    private final DatabaseAddress full = TestPostgres.freshDatabase();
    private final JdbcTemplate source = sql(full);

    @Test
    void whatIsRestoredIsWhatWasThere() {
        someData();
        Path file = folder.resolve("moor.backup");
        long rows = Backup.write(full, file, Map.of("note", "told again"));
        DatabaseAddress empty = TestPostgres.emptyDatabase();
        Restore.Restored restored = Restore.read(file, empty);
        assertThat(restored.rows()).isEqualTo(rows).isGreaterThanOrEqualTo(3);
        assertThat(restored.notes()).containsEntry("note", "told again");
        assertThat(names(sql(empty))).isEqualTo(names(source)).contains(ODD);
        assertThat(mailboxes(sql(empty))).isEqualTo(mailboxes(source));
    }

    @Test
    void onlyTheOwnerMayReadTheFileAndNothingElseIsLeft() throws IOException {
        Path file = folder.resolve("moor.backup");
        Backup.write(full, file, Map.of());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(folder).isDirectoryNotContaining(path -> !path.equals(file));
    }

    @Test
    void aFileThatIsThereIsNotOverwritten() throws IOException {
        Path file = Files.writeString(folder.resolve("moor.backup"), "precious");
        assertThatThrownBy(() -> Backup.write(full, file, Map.of()))
                .isInstanceOf(PlainFault.class)
                .hasMessageContaining("is there already");
        assertThat(file).content().isEqualTo("precious");
    }

    @Test
    void aDatabaseWithDataIsLeftAlone() {
        someData();
        Path file = folder.resolve("moor.backup");
        Backup.write(full, file, Map.of());
        assertThatThrownBy(() -> Restore.read(file, full))
                .isInstanceOf(PlainFault.class)
                .hasMessageContaining("holds data already");
        assertThat(names(source)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.3, 0.7, 0.999})
    void aFileThatWasCutIsRefusedBeforeAnythingIsWritten(double part) throws IOException {
        someData();
        byte[] whole = Files.readAllBytes(backup());
        Path cut = Files.write(folder.resolve("cut"), Arrays.copyOf(whole, (int) (whole.length * part)));
        refusedAndUntouched(cut);
    }

    @Test
    void aFileWithAnAlteredByteIsRefusedBeforeAnythingIsWritten() throws IOException {
        someData();
        byte[] bytes = Files.readAllBytes(backup());
        for (int at = 40; at < bytes.length; at += Math.max(1, bytes.length / 25)) {
            byte[] altered = bytes.clone();
            altered[at] ^= 0x55;
            DatabaseAddress empty = TestPostgres.emptyDatabase();
            try {
                Restore.read(Files.write(folder.resolve("altered"), altered), empty);
                // A byte that carries nothing, a time stamp for one: then all must be right.
                assertThat(names(sql(empty))).isEqualTo(names(source));
            } catch (PlainFault refused) {
                assertThat(tablesOf(empty)).as("byte " + at).isZero();
            }
        }
    }

    @Test
    void anAlteredWordInItsTableOfContentsIsRefusedBeforeAnythingIsWritten() throws IOException {
        someData();
        Path file = backup();
        byte[] contents;
        try (ZipFile zip = new ZipFile(file.toFile());
                InputStream in = zip.getInputStream(zip.getEntry(BackupManifest.ENTRY))) {
            contents = in.readAllBytes();
        }
        byte[] altered = new String(contents, StandardCharsets.UTF_8)
                .replace("\"first_name\"", "\"first_nome\"")
                .getBytes(StandardCharsets.UTF_8);
        assertThat(altered).isNotEqualTo(contents);
        refusedAndUntouched(withContents(file, altered));
    }

    /** The sum of what was there before stays, as it does where a disk alters a byte. */
    private Path withContents(Path file, byte[] altered) throws IOException {
        Path other = folder.resolve("altered-contents");
        CRC32 before = new CRC32();
        CRC32 after = new CRC32();
        after.update(altered);
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(file));
                ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(other))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                byte[] bytes = in.readAllBytes();
                boolean contents = entry.getName().equals(BackupManifest.ENTRY);
                if (contents) {
                    before.update(bytes);
                }
                out.putNextEntry(new ZipEntry(entry.getName()));
                out.write(contents ? altered : bytes);
            }
        }
        return Files.write(other, replaced(Files.readAllBytes(other), littleEndian(after), littleEndian(before)));
    }

    private static byte[] littleEndian(CRC32 sum) {
        return ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt((int) sum.getValue())
                .array();
    }

    private static byte[] replaced(byte[] bytes, byte[] from, byte[] to) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        String changed = text.replace(
                new String(from, StandardCharsets.ISO_8859_1), new String(to, StandardCharsets.ISO_8859_1));
        assertThat(changed).isNotEqualTo(text);
        return changed.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void interruptedAmidTheRowsItLeavesNothingAndCanBeBegunAgain() {
        someData();
        Path file = backup();
        DatabaseAddress empty = TestPostgres.emptyDatabase();
        JdbcTemplate target = sql(empty);
        Schema.migrations(empty, MigrationVersion.LATEST).migrate();
        target.execute("create function broken() returns trigger language plpgsql as 'begin raise ''cut''; end'");
        target.execute("create trigger cut before insert on mailbox for each row execute function broken()");
        assertThatThrownBy(() -> Restore.read(file, empty)).isInstanceOf(PlainFault.class);
        assertThat(names(target)).isEmpty();
        target.execute("drop trigger cut on mailbox");
        Restore.read(file, empty);
        assertThat(mailboxes(target)).isEqualTo(mailboxes(source));
    }

    @Test
    void aBackupOfAnotherSchemaIsRefused() {
        source.update("update flyway_schema_history set version = '9999' where version = '90'");
        assertThatThrownBy(() -> Restore.read(backup(), TestPostgres.emptyDatabase()))
                .isInstanceOf(PlainFault.class)
                .hasMessageContaining("another Mailmoor");
    }

    @Test
    void newRowsAfterARestoreComeBehindTheOldOnes() {
        source.execute("select setval(pg_get_serial_sequence('journal_event', 'seq'), 41)");
        DatabaseAddress empty = TestPostgres.emptyDatabase();
        Restore.read(backup(), empty);
        assertThat(sql(empty)
                        .queryForObject("select nextval(pg_get_serial_sequence('journal_event', 'seq'))", Long.class))
                .isEqualTo(42);
    }

    private Path backup() {
        Path file = folder.resolve("moor.backup");
        Backup.write(full, file, Map.of());
        return file;
    }

    private void refusedAndUntouched(Path file) {
        DatabaseAddress empty = TestPostgres.emptyDatabase();
        assertThatThrownBy(() -> Restore.read(file, empty))
                .isInstanceOf(PlainFault.class)
                .hasMessageContaining("not a whole backup");
        assertThat(tablesOf(empty)).isZero();
    }

    private void someData() {
        source.update(
                "insert into workspace (workspace_id, name, created_at) values (gen_random_uuid(), ?, now())", ODD);
        source.update("""
                insert into mailbox (workspace_id, mailbox_id, address, tags, credential_version, created_at)
                select workspace_id, gen_random_uuid(), n || '@example.com', array['a', 'b"c'], 1, now()
                from workspace, generate_series(1, 500) as n
                """);
    }

    private static List<@Nullable String> names(JdbcTemplate sql) {
        return sql.queryForList("select name from workspace order by 1", String.class);
    }

    private static List<@Nullable String> mailboxes(JdbcTemplate sql) {
        return sql.queryForList("select m::text from mailbox m order by address", String.class);
    }

    private static long tablesOf(DatabaseAddress address) {
        Long count = sql(address)
                .queryForObject(
                        "select count(*) from pg_tables where schemaname = 'public' and tablename <> 'flyway_schema_history'",
                        Long.class);
        return count == null ? 0 : count;
    }

    private static JdbcTemplate sql(DatabaseAddress address) {
        return new JdbcTemplate(TestPostgres.connect(address));
    }
}
