package dev.mailmoor.server.console;

import org.springframework.http.HttpStatus;

/**
 * + Add in Bulk: a file, or pasted rows.
 *
 * @param error why the file could not be taken; empty before one was given
 */
record ImportUploadPage(Frame frame, String error) implements Screen {
    @Override
    public HttpStatus status() {
        return error.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT;
    }
}
