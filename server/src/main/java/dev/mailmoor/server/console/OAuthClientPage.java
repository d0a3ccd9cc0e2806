package dev.mailmoor.server.console;

import java.util.List;
import org.springframework.http.HttpStatus;

/**
 * One registration.
 *
 * @param limits what is known to go wrong there
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
        List<String> limits,
        Fields fields)
        implements Screen {
    @Override
    public HttpStatus status() {
        return fields.anyWrong() ? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.OK;
    }
}
