package dev.mailmoor.server.bulk;

import dev.mailmoor.server.bulk.Imports.Taking;
import dev.mailmoor.server.workspace.Access;
import dev.mailmoor.server.workspace.TimeOrderedId;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes a file in as it comes over the network: read as a stream, its rows sealed some hundred at a time. */
@Component
class TakeIn {
    private static final int ROWS = 1_000;
    private static final long CHARACTERS = 256 * 1024;

    private final PostgresImports imports;
    private final PostgresChunks chunks;
    private final SealedRows sealed;
    private final TransactionTemplate transaction;

    TakeIn(PostgresImports imports, PostgresChunks chunks, SealedRows sealed, TransactionTemplate transaction) {
        this.imports = imports;
        this.chunks = chunks;
        this.sealed = sealed;
        this.transaction = transaction;
    }

    Taking take(Access access, String fileName, InputStream file) throws IOException {
        UUID id = TimeOrderedId.next();
        boolean taken = false;
        try (CappedBytes bytes = new CappedBytes(file)) {
            CsvFile csv = CsvFile.read(bytes);
            Columns.checkIsHeader(csv.header());
            imports.begin(access, id, new PostgresImports.Beginning(fileName, csv.header()));
            rows(access, id, csv);
            bytes.transferTo(java.io.OutputStream.nullOutputStream());
            taken = true;
            return new Taking.Taken(id, bytes.digest());
        } catch (UnreadableFile wrong) {
            return wrong.kind() == UnreadableFile.Kind.TOO_LARGE
                    ? new Taking.TooLarge(wrong.sentence())
                    : new Taking.Refused(wrong.sentence());
        } finally {
            if (!taken) {
                discard(access, id);
            }
        }
    }

    private void discard(Access access, UUID id) {
        transaction.executeWithoutResult(_ -> {
            sealed.wipe(access.workspace(), id);
            imports.forget(access.workspace(), id);
        });
    }

    private void rows(Access access, UUID id, CsvFile csv) {
        List<CsvRow> rows = new ArrayList<>();
        int number = 0;
        int total = 0;
        long characters = 0;
        Optional<CsvRow> next = csv.record();
        while (next.isPresent()) {
            CsvRow row = next.get();
            if (!row.blank()) {
                rows.add(row);
                total++;
                characters += row.length();
            }
            if (rows.size() == ROWS || characters > CHARACTERS) {
                keep(access, id, number++, rows);
                rows.clear();
                characters = 0;
            }
            next = csv.record();
        }
        if (!rows.isEmpty()) {
            keep(access, id, number, rows);
        }
        if (total == 0) {
            throw UnreadableFile.wrong("The file has a header, and no row beneath it.");
        }
        imports.counted(access.workspace(), id, total);
    }

    private void keep(Access access, UUID id, int number, List<CsvRow> rows) {
        transaction.executeWithoutResult(_ -> {
            imports.stillComing(access.workspace(), id);
            chunks.add(
                    access.workspace(),
                    id,
                    new PostgresChunks.Chunk(
                            number, rows.getFirst().row(), rows.getLast().row(), rows.size()));
            sealed.put(access.workspace(), id, number, rows);
        });
    }
}
