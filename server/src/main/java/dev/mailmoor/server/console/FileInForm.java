package dev.mailmoor.server.console;

import dev.mailmoor.server.bulk.Imports;
import dev.mailmoor.server.bulk.Imports.Taking;
import dev.mailmoor.server.workspace.Access;
import dev.mailmoor.server.workspace.StreamedForm;
import jakarta.servlet.http.HttpServletRequest;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.commons.fileupload2.core.FileItemInput;
import org.apache.commons.fileupload2.core.FileItemInputIterator;
import org.apache.commons.fileupload2.core.FileUploadException;
import org.apache.commons.fileupload2.jakarta.servlet6.JakartaServletFileUpload;

/** The file of a form, or the rows pasted into it: read as a stream, its CSRF token before anything else. */
final class FileInForm {
    private static final Taking NOTHING = new Taking.Refused("Choose a file, or paste rows with a header above them.");

    private static final int LONGEST_TOKEN = 1_000;

    private FileInForm() {}

    static Taking take(Imports imports, Access access, HttpServletRequest request) throws IOException {
        if (!JakartaServletFileUpload.isMultipartContent(request)) {
            return NOTHING;
        }
        try {
            FileItemInputIterator parts = new JakartaServletFileUpload<>().getItemIterator(request);
            StreamedForm.prove(request, token(parts));
            Optional<Taking> taken = Optional.empty();
            while (parts.hasNext() && taken.isEmpty()) {
                taken = take(imports, access, parts.next());
            }
            return taken.orElse(NOTHING);
        } catch (FileUploadException | UncheckedIOException e) {
            return new Taking.Refused("The upload broke off. Try again.");
        }
    }

    private static Optional<String> token(FileItemInputIterator parts) throws IOException {
        if (!parts.hasNext()) {
            return Optional.empty();
        }
        FileItemInput first = parts.next();
        if (!Csrf.FIELD.equals(first.getFieldName())) {
            return Optional.empty();
        }
        try (InputStream body = first.getInputStream()) {
            return Optional.of(new String(body.readNBytes(LONGEST_TOKEN), StandardCharsets.US_ASCII));
        }
    }

    /** A field that was left empty is no file. */
    private static Optional<Taking> take(Imports imports, Access access, FileItemInput part) throws IOException {
        try (BufferedInputStream body = new BufferedInputStream(part.getInputStream())) {
            body.mark(1);
            if (body.read() < 0) {
                return Optional.empty();
            }
            body.reset();
            String name = part.getName();
            return Optional.of(imports.take(access, name == null ? "" : name, body));
        }
    }
}
