package dev.mailmoor.server.console;

import dev.mailmoor.server.mailbox.Direction;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;

/**
 * Update Credentials: everything of one mailbox that can be changed, in one form.
 *
 * @param grants the ways by which a person may grant it at its provider
 * @param sides the sides it has, receiving first
 * @param tried what a try of each side came to
 * @param half one side works: the person may save all the same
 * @param refused why nothing was saved, in two words
 */
record CredentialsPage(
        Frame frame,
        About about,
        GrantOffer grants,
        List<Direction> sides,
        Fields fields,
        List<SideFound> tried,
        boolean half,
        Optional<String> refused)
        implements Screen {
    @Override
    public HttpStatus status() {
        return fields.anyWrong() || refused.isPresent() ? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.OK;
    }

    CredentialsPage refused(String headline) {
        return new CredentialsPage(frame, about, grants, sides, fields, tried, half, Optional.of(headline));
    }

    /**
     * @param pending mails that will be sent at once when it works
     * @param steps how to make an app password at its provider
     */
    record About(
            String id,
            String address,
            long version,
            int pending,
            String providerId,
            String provider,
            List<String> steps,
            Optional<String> stepsUrl) {
        String pendingSentence() {
            return PasswordPage.pendingSentence(pending);
        }
    }

    Optional<Explained> found(String way) {
        return tried.stream()
                .filter(side -> side.way().equals(way))
                .map(SideFound::found)
                .findFirst();
    }
}
