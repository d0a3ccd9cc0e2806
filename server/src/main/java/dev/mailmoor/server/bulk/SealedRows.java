package dev.mailmoor.server.bulk;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.writer.CsvWriter;
import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.vault.Opening;
import dev.mailmoor.server.vault.SecretRef;
import dev.mailmoor.server.vault.Vault;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Rows of an upload while they wait: some hundred to a secret, so that no password lies in a table in clear. */
@Component
class SealedRows {
    private static final String PURPOSE = "import-rows";

    private final Vault vault;

    SealedRows(Vault vault) {
        this.vault = vault;
    }

    void put(WorkspaceId workspace, UUID importId, int chunk, List<CsvRow> rows) {
        StringWriter text = new StringWriter();
        CsvWriter csv = CsvWriter.builder().bufferSize(0).build(text);
        for (CsvRow row : rows) {
            List<String> cells = new ArrayList<>(row.cells().size() + 1);
            cells.add(Integer.toString(row.row()));
            cells.addAll(row.cells());
            csv.writeRecord(cells);
        }
        vault.sealNew(Map.of(ref(workspace, importId, chunk), Secret.of(text.toString())));
    }

    /** Empty when they were wiped. */
    Optional<List<CsvRow>> get(WorkspaceId workspace, UUID importId, int chunk) {
        SecretRef ref = ref(workspace, importId, chunk);
        return switch (vault.open(List.of(ref)).getOrDefault(ref, new Opening.Missing())) {
            case Opening.Opened(Secret secret) -> Optional.of(secret.reveal(SealedRows::parsed));
            case Opening.Missing _ -> Optional.empty();
            case Opening.Tampered _ ->
                throw new IllegalStateException("rows of import " + importId + " were altered or their key is gone");
        };
    }

    private static List<CsvRow> parsed(String text) {
        return CsvReader.builder()
                .commentStrategy(CommentStrategy.NONE)
                .skipEmptyLines(false)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(text)
                .stream()
                .map(SealedRows::row)
                .toList();
    }

    private static CsvRow row(CsvRecord read) {
        List<String> cells = read.getFields();
        return new CsvRow(Integer.parseInt(cells.getFirst()), cells.subList(1, cells.size()));
    }

    void wipe(WorkspaceId workspace, UUID importId) {
        vault.forget(workspace, importId);
    }

    private static SecretRef ref(WorkspaceId workspace, UUID importId, int chunk) {
        return new SecretRef(workspace, importId, PURPOSE, chunk);
    }
}
