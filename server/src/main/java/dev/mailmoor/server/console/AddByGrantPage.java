package dev.mailmoor.server.console;

import org.springframework.http.HttpStatus;

/** A mailbox to be added by an OAuth grant; servers are found when they are left out. */
record AddByGrantPage(Frame frame, String clientId, String client, Fields fields) implements Screen {
    @Override
    public HttpStatus status() {
        return fields.anyWrong() ? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.OK;
    }
}
