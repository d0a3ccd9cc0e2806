package dev.mailmoor.server.api;

import dev.mailmoor.server.bulk.ImportOptions;
import dev.mailmoor.server.bulk.Imports;
import dev.mailmoor.server.bulk.Imports.Taking;
import dev.mailmoor.server.workspace.Access;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.apache.commons.fileupload2.core.FileItemInput;
import org.apache.commons.fileupload2.core.FileItemInputIterator;
import org.apache.commons.fileupload2.jakarta.servlet6.JakartaServletFileUpload;
import org.springframework.http.HttpStatus;

/**
 * A multipart request with {@code options} and {@code file}, in any order, read as a stream: nothing of it lies on a disk in
 * clear.
 */
final class ImportUpload {
    private static final int LONGEST_OPTIONS = 256 * 1024;
    private static final int LONGEST_HEADER = 8 * 1024;

    private final Imports imports;
    private final Access access;
    private Optional<Taking.Taken> taken = Optional.empty();
    private byte[] options = new byte[0];

    private ImportUpload(Imports imports, Access access) {
        this.imports = imports;
        this.access = access;
    }

    /** @param identity what makes it the same request when it is sent again */
    record Uploaded(UUID draft, ImportOptions options, byte[] identity) {}

    /** @throws Refusal when it is not such a request, or not such a file; nothing is kept then */
    static Uploaded read(Imports imports, Access access, HttpServletRequest request) {
        if (!JakartaServletFileUpload.isMultipartContent(request)) {
            throw new Refusal(Problem.of(
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                    "unsupported-media-type",
                    "Send multipart/form-data with the parts options (JSON) and file (CSV)."));
        }
        ImportUpload upload = new ImportUpload(imports, access);
        boolean whole = false;
        try {
            upload.parts(request);
            Uploaded uploaded = upload.uploaded();
            whole = true;
            return uploaded;
        } catch (IOException | UncheckedIOException e) {
            // Whoever sends broke off, or sent something else.
            throw new Refusal(Problem.of(
                    HttpStatus.BAD_REQUEST,
                    "not-multipart",
                    "The upload broke off, or its parts are not well formed."));
        } finally {
            if (!whole) {
                upload.taken.ifPresent(draft -> imports.discard(access.workspace(), draft.draft()));
            }
        }
    }

    private void parts(HttpServletRequest request) throws IOException {
        JakartaServletFileUpload<?, ?> reading = new JakartaServletFileUpload<>();
        reading.setMaxPartHeaderSize(LONGEST_HEADER);
        FileItemInputIterator parts = reading.getItemIterator(request);
        while (parts.hasNext()) {
            FileItemInput part = parts.next();
            try (InputStream body = part.getInputStream()) {
                part(part, body);
            }
        }
    }

    private void part(FileItemInput part, InputStream body) throws IOException {
        switch (String.valueOf(part.getFieldName())) {
            case "options" -> {
                options = body.readNBytes(LONGEST_OPTIONS + 1);
                if (options.length > LONGEST_OPTIONS) {
                    throw new Refusal(Problem.field("options", "The options are longer than 256 KiB."));
                }
            }
            case "file" -> {
                if (taken.isPresent()) {
                    throw new Refusal(Problem.field("file", "Send one file at a time."));
                }
                String name = part.getName();
                taken = Optional.of(file(imports.take(access, name == null ? "" : name, body)));
            }
            default -> throw new Refusal(Problem.field("file", "The parts of the upload are options and file."));
        }
    }

    static Taking.Taken file(Taking taking) {
        return switch (taking) {
            case Taking.Taken whole -> whole;
            case Taking.Refused(String sentence) -> throw new Refusal(Problem.field("file", sentence));
            case Taking.TooLarge(String sentence) ->
                throw new Refusal(Problem.of(HttpStatus.CONTENT_TOO_LARGE, "too-large", sentence));
        };
    }

    private Uploaded uploaded() {
        Taking.Taken file =
                taken.orElseThrow(() -> new Refusal(Problem.field("file", "Send the CSV file as the part file.")));
        ImportOptions asked = ImportRequest.options(new String(options, StandardCharsets.UTF_8));
        byte[] identity = new byte[options.length + file.digest().length];
        System.arraycopy(options, 0, identity, 0, options.length);
        System.arraycopy(file.digest(), 0, identity, options.length, file.digest().length);
        return new Uploaded(file.draft(), asked, identity);
    }
}
