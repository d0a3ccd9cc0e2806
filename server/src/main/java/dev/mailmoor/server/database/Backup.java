package dev.mailmoor.server.database;

import dev.mailmoor.server.settings.OwnerOnly;
import dev.mailmoor.server.settings.PlainFault;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes all tables, as they were at one moment, into one file: a zip of COPY's text for each table, so that any
 * PostgreSQL can read it. The service may run meanwhile. The key that opens the secrets is not in it.
 */
public final class Backup {
    private Backup() {}

    /**
     * @param notes told again when it is restored
     * @return rows written
     * @throws PlainFault when the file is there already, or the work fails; no half file is left
     */
    public static long write(DatabaseAddress address, Path file, Map<String, String> notes) {
        Path target = file.toAbsolutePath().normalize();
        if (Files.exists(target)) {
            throw PlainFault.failed("The file " + target + " is there already; nothing was written.");
        }
        try (Connection connection = address.connect()) {
            return write(connection, target, notes);
        } catch (FileAlreadyExistsException e) {
            throw PlainFault.failed("The file " + target + " is there already; nothing was written.");
        } catch (IOException e) {
            throw PlainFault.failed("The backup could not be written: " + e.getMessage() + ".");
        } catch (SQLException e) {
            throw PlainFault.failed("The database could not be read: " + e.getMessage());
        }
    }

    private static long write(Connection connection, Path target, Map<String, String> notes)
            throws IOException, SQLException {
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setReadOnly(true);
        if (!new Schema(connection).exists()) {
            throw PlainFault.failed("The database is new: there is nothing to back up.");
        }
        Path folder = Objects.requireNonNull(target.getParent(), "an absolute file is in a folder");
        Path fresh = Files.createTempFile(folder, ".mailmoor-backup-", ".unfinished", OwnerOnly.fileRights());
        try {
            BackupManifest manifest = fill(connection, fresh, notes);
            // A link, unlike a move, never replaces a file that appeared meanwhile.
            Files.createLink(target, fresh);
            OwnerOnly.sync(folder);
            return manifest.tables().stream()
                    .mapToLong(BackupManifest.Table::rows)
                    .sum();
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static BackupManifest fill(Connection connection, Path fresh, Map<String, String> notes)
            throws IOException, SQLException {
        try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
            ZipOutputStream zip = new ZipOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel)));
            Schema schema = new Schema(connection);
            List<BackupManifest.Table> tables = new ArrayList<>();
            for (Map.Entry<String, List<String>> table : schema.tables().entrySet()) {
                tables.add(copy(connection, zip, table.getKey(), table.getValue()));
            }
            BackupManifest manifest = new BackupManifest(
                    BackupManifest.FORMAT,
                    Instant.now().toString(),
                    schema.migrationsTaken(),
                    notes,
                    tables,
                    schema.sequences());
            zip.putNextEntry(new ZipEntry(BackupManifest.ENTRY));
            zip.write(JsonMapper.shared().writeValueAsBytes(manifest));
            zip.closeEntry();
            zip.finish();
            zip.flush();
            channel.force(true);
            return manifest;
        }
    }

    private static BackupManifest.Table copy(
            Connection connection, ZipOutputStream zip, String table, List<String> columns)
            throws IOException, SQLException {
        zip.putNextEntry(new ZipEntry(new BackupManifest.Table(table, columns, 0, "").entry()));
        CopyManager copier = connection.unwrap(PGConnection.class).getCopyAPI();
        DigestOutputStream digesting = new DigestOutputStream(new StaysOpen(zip), Checksum.fresh());
        long rows = copier.copyOut("copy " + Schema.quoted(table) + " (" + list(columns) + ") to stdout", digesting);
        zip.closeEntry();
        return new BackupManifest.Table(table, columns, rows, Checksum.text(digesting.getMessageDigest()));
    }

    static String list(List<String> columns) {
        return columns.stream().map(Schema::quoted).collect(Collectors.joining(", "));
    }

    /** COPY closes what it writes to; the file has more to come. */
    private static final class StaysOpen extends FilterOutputStream {
        StaysOpen(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
