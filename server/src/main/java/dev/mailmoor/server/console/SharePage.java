package dev.mailmoor.server.console;

import java.util.List;
import java.util.Optional;

/**
 * The shareable links of one mailbox.
 *
 * @param made the one that was just made; its address is not shown again
 * @param open those that are good now
 */
record SharePage(Frame frame, String id, String address, Fields fields, Optional<Made> made, List<Line> open)
        implements Screen {
    @Override
    public org.springframework.http.HttpStatus status() {
        return fields.anyWrong()
                ? org.springframework.http.HttpStatus.UNPROCESSABLE_CONTENT
                : org.springframework.http.HttpStatus.OK;
    }

    record Made(String url, Moment until) {}

    record Line(String what, String madeBy, Moment madeAt, Moment until, String note) {}
}
