package dev.mailmoor.server.console;

import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;

/**
 * How the workspace tells its people.
 *
 * @param relay where notices are handed to; empty: nobody is told by mail
 * @param wants whether the visitor gets notices
 */
record NoticesPage(
        Frame frame,
        Optional<String> relay,
        String from,
        boolean wants,
        Fields fields,
        List<Kind> kinds,
        List<Sent> sent)
        implements Screen {
    @Override
    public HttpStatus status() {
        return fields.anyWrong() ? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.OK;
    }

    record Kind(String word, String name, String subject, boolean own) {}

    record Sent(String what, String recipient, String as, Badge badge, Moment at, String failure) {}
}
