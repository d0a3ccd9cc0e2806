package dev.mailmoor.server.console;

import java.util.OptionalLong;
import org.springframework.http.HttpStatus;

/** All that one page shows; the template has the record's name. */
interface Screen extends Answer {
    /** 422 on a form that comes back, for one. */
    default HttpStatus status() {
        return HttpStatus.OK;
    }

    /** When it is worth coming again; empty at once. */
    default OptionalLong retryAfterSeconds() {
        return OptionalLong.empty();
    }
}
