package dev.mailmoor.server.console;

import org.springframework.http.HttpStatus;

/** Edits what people call a mailbox; nothing that a server is asked with. */
record DetailsPage(Frame frame, String id, String address, long version, Fields fields) implements Screen {
    @Override
    public HttpStatus status() {
        return fields.anyWrong() ? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.OK;
    }
}
