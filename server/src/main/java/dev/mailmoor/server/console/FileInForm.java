package dev.mailmoor.server.console;

import dev.mailmoor.server.bulk.Imports;
import dev.mailmoor.server.bulk.Imports.Taking;
import dev.mailmoor.server.workspace.Access;
import jakarta.servlet.http.HttpServletRequest;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.util.Optional;
import org.apache.commons.fileupload2.core.FileItemInput;
import org.apache.commons.fileupload2.core.FileItemInputIterator;
import org.apache.commons.fileupload2.core.FileUploadException;
import org.apache.commons.fileupload2.jakarta.servlet6.JakartaServletFileUpload;

/** The file of a form, or the rows pasted into it: read as a stream, so its CSRF token stands in the address. */
final class FileInForm {
    private static final Taking NOTHING = new Taking.Refused("Choose a file, or paste rows with a header above them.");

    private FileInForm() {}

    static Taking take(Imports imports, Access access, HttpServletRequest request) throws IOException {
        if (!JakartaServletFileUpload.isMultipartContent(request)) {
            return NOTHING;
        }
        try {
            FileItemInputIterator parts = new JakartaServletFileUpload<>().getItemIterator(request);
            Optional<Taking> taken = Optional.empty();
            while (parts.hasNext() && taken.isEmpty()) {
                taken = take(imports, access, parts.next());
            }
            return taken.orElse(NOTHING);
        } catch (FileUploadException e) {
            return new Taking.Refused("The upload broke off. Try again.");
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
