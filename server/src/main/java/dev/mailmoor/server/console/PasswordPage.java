package dev.mailmoor.server.console;

import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;

/**
 * Change Password: a new credential for one mailbox.
 *
 * @param pending mails that will be sent at once when it works
 * @param steps how to make an app password at its provider
 * @param grants the ways by which a person may grant it instead
 * @param refused what each side said, when the try failed
 */
record PasswordPage(
        Frame frame,
        String id,
        String address,
        long version,
        boolean bothSides,
        int pending,
        String provider,
        List<String> steps,
        Optional<String> stepsUrl,
        GrantOffer grants,
        Fields fields,
        Verdict refused)
        implements Screen {
    @Override
    public HttpStatus status() {
        return fields.anyWrong() || !refused.tried().isEmpty() ? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.OK;
    }

    String pendingSentence() {
        return pendingSentence(pending);
    }

    static String pendingSentence(int pending) {
        return pending == 1
                ? "1 pending mail will be sent immediately."
                : Numbers.grouped(pending) + " pending mails will be sent immediately.";
    }
}
