package dev.mailmoor.server.console;

import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;

/**
 * One registration.
 *
 * @param limit what is known to go wrong there; empty when nothing is
 * @param withoutPeople no person grants anything: there is no way back to us to enter
 */
record OAuthClientPage(
        Frame frame,
        String id,
        String name,
        String provider,
        String flow,
        boolean withoutPeople,
        String redirect,
        List<String> scopes,
        Optional<String> limit,
        Fields fields)
        implements Screen {
    @Override
    public HttpStatus status() {
        return fields.anyWrong() ? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.OK;
    }
}
