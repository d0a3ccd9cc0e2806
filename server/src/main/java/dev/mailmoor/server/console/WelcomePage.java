package dev.mailmoor.server.console;

import java.util.Optional;
import org.springframework.http.HttpStatus;

/**
 * The page behind a one-time link.
 *
 * @param email fixed when the link holds the address
 * @param known gives the password of an account that exists, rather than choosing one
 */
record WelcomePage(
        Outside outside,
        String workspace,
        String role,
        Optional<String> email,
        boolean known,
        boolean first,
        String token,
        Fields fields,
        Optional<Notice> notice)
        implements Screen {
    @Override
    public HttpStatus status() {
        return fields.anyWrong() ? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.OK;
    }
}
