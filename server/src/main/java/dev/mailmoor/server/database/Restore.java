package dev.mailmoor.server.database;

import dev.mailmoor.server.settings.PlainFault;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Puts a backup into an empty database: checked whole before anything is written, then all in one transaction. What is
 * interrupted leaves the database empty, and can be begun again. An older backup's schema is brought up to date.
 */
public final class Restore {
    private static final int LARGEST_MANIFEST = 10_000_000;
    private final ZipFile zip;
    private final BackupManifest manifest;

    private Restore(ZipFile zip, BackupManifest manifest) {
        this.zip = zip;
        this.manifest = manifest;
    }

    /** @param notes those that the backup was made with */
    public record Restored(long rows, Map<String, String> notes) {}

    /** @throws PlainFault when the file is not a whole backup, or the database is not empty */
    public static Restored read(Path file, DatabaseAddress address) {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            Restore restore = new Restore(zip, manifest(zip, file));
            restore.verify(file);
            long rows = restore.into(address);
            Schema.migrations(address, MigrationVersion.LATEST).migrate();
            return new Restored(rows, restore.manifest.notes());
        } catch (NoSuchFileException e) {
            throw PlainFault.failed("There is no file " + file + ".");
        } catch (IOException e) {
            throw damaged(file);
        } catch (SQLException e) {
            throw PlainFault.failed("Nothing was restored: " + e.getMessage());
        }
    }

    private static PlainFault damaged(Path file) {
        return PlainFault.failed("The file " + file + " is not a whole backup of Mailmoor; nothing was restored.");
    }

    private static BackupManifest manifest(ZipFile zip, Path file) throws IOException {
        ZipEntry entry = zip.getEntry(BackupManifest.ENTRY);
        if (entry == null || entry.getSize() > LARGEST_MANIFEST) {
            throw damaged(file);
        }
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] text = in.readNBytes(LARGEST_MANIFEST);
            // A ZipFile leaves this to its reader; what the manifest says of the tables has sums of its own.
            CRC32 sum = new CRC32();
            sum.update(text);
            if (sum.getValue() != entry.getCrc()) {
                throw damaged(file);
            }
            BackupManifest manifest = JsonMapper.shared().readValue(text, BackupManifest.class);
            if (!BackupManifest.FORMAT.equals(manifest.format())) {
                throw damaged(file);
            }
            return manifest;
        } catch (JacksonException e) {
            throw damaged(file);
        }
    }

    /** Everything is read once before anything is written. */
    private void verify(Path file) throws IOException {
        for (BackupManifest.Table table : manifest.tables()) {
            ZipEntry entry = zip.getEntry(table.entry());
            if (entry == null) {
                throw damaged(file);
            }
            try (DigestInputStream in = new DigestInputStream(zip.getInputStream(entry), Checksum.fresh())) {
                in.transferTo(OutputStream.nullOutputStream());
                if (!Checksum.text(in.getMessageDigest()).equals(table.sha256())) {
                    throw damaged(file);
                }
            }
        }
    }

    private long into(DatabaseAddress address) throws SQLException, IOException {
        try (Connection connection = address.connect()) {
            Schema schema = new Schema(connection);
            if (schema.exists() && !schema.isEmpty()) {
                throw PlainFault.failed("The database holds data already: restore into a new data folder or an empty"
                        + " database. Nothing was changed.");
            }
            makeTables(address, schema);
            connection.setAutoCommit(false);
            long rows = fill(connection);
            connection.commit();
            return rows;
        }
    }

    private void makeTables(DatabaseAddress address, Schema schema) throws SQLException {
        MigrationVersion newest = manifest.migrations().stream()
                .map(MigrationVersion::fromVersion)
                .max(MigrationVersion::compareTo)
                .orElse(MigrationVersion.EMPTY);
        Set<String> known = Arrays.stream(Schema.migrations(address, MigrationVersion.LATEST)
                        .info()
                        .all())
                .map(MigrationInfo::getVersion)
                .filter(version -> version != null && version.compareTo(newest) <= 0)
                .map(MigrationVersion::getVersion)
                .collect(Collectors.toSet());
        if (!known.equals(new HashSet<>(manifest.migrations()))) {
            throw PlainFault.failed("The backup was made by another Mailmoor than this one can read: use the one that"
                    + " made it, or a newer one.");
        }
        Schema.migrations(address, newest).migrate();
        if (!new HashSet<>(schema.migrationsTaken()).equals(known)) {
            throw PlainFault.failed(
                    "The database was prepared by a newer Mailmoor than the backup: restore into a new" + " one.");
        }
    }

    private long fill(Connection connection) throws SQLException, IOException {
        CopyManager copier = connection.unwrap(PGConnection.class).getCopyAPI();
        Map<String, List<String>> tables = new Schema(connection).tables();
        long rows = 0;
        for (BackupManifest.Table table : manifest.tables()) {
            if (!table.columns().equals(tables.get(table.name()))) {
                throw PlainFault.failed("The backup's table " + table.name() + " is not as this Mailmoor knows it;"
                        + " nothing was restored.");
            }
            rows += copy(copier, table);
        }
        for (Map.Entry<String, Long> sequence : manifest.sequences().entrySet()) {
            carryOn(connection, sequence.getKey(), sequence.getValue());
        }
        return rows;
    }

    private long copy(CopyManager copier, BackupManifest.Table table) throws SQLException, IOException {
        String sql = "copy " + Schema.quoted(table.name()) + " (" + Backup.list(table.columns()) + ") from stdin";
        try (InputStream in = zip.getInputStream(zip.getEntry(table.entry()))) {
            return copier.copyIn(sql, in);
        }
    }

    private static void carryOn(Connection connection, String sequence, long value) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select setval(?::regclass, ?)")) {
            statement.setString(1, Schema.quoted(sequence));
            statement.setLong(2, value);
            statement.execute();
        }
    }
}
