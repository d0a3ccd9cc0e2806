package dev.mailmoor.server.console;

import java.util.Optional;
import org.springframework.http.HttpStatus;

/** Edits one side of a mailbox: Receiving Settings or Sending Settings. */
record ChannelPage(
        Frame frame,
        String id,
        String address,
        String way,
        String title,
        boolean isNew,
        long version,
        Fields fields,
        Optional<Explained> found)
        implements Screen {
    @Override
    public HttpStatus status() {
        return fields.anyWrong() ? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.OK;
    }
}
