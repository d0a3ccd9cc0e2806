package dev.mailmoor.server.console;

import java.util.List;
import org.springframework.http.HttpStatus;

/**
 * The workspace's registrations at OAuth servers.
 *
 * @param redirect the address to enter there
 * @param kinds what may be set up, with the scopes to copy
 * @param limits to be known before one is set up
 */
record OAuthClientsPage(
        Frame frame, List<Line> clients, String redirect, List<Kind> kinds, List<Limit> limits, Fields fields)
        implements Screen {
    @Override
    public HttpStatus status() {
        return fields.anyWrong() ? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.OK;
    }

    record Line(String id, String name, String at, String flow, Moment created) {}

    /** What is known to go wrong, or to be missing. */
    record Limit(String of, List<String> sentences) {}

    record Kind(String word, String title, String scopes) {}
}
