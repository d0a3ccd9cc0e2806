package dev.mailmoor.server.console;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.http.HttpStatus;

/**
 * The page behind a shareable link: one mailbox, one password, for somebody with no account.
 *
 * @param about what happened, and since when
 * @param steps how to make an app password at its provider
 * @param refused what each side said, when the try failed
 * @param again when the next try is allowed; then there is no form
 */
record LinkPage(
        Outside outside,
        String token,
        Asking asking,
        About about,
        Steps steps,
        Ways ways,
        Fields fields,
        Verdict refused,
        Optional<Later> again)
        implements Screen {
    @Override
    public HttpStatus status() {
        if (again.isPresent()) {
            return HttpStatus.TOO_MANY_REQUESTS;
        }
        return fields.anyWrong() || !refused.tried().isEmpty() ? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.OK;
    }

    @Override
    public OptionalLong retryAfterSeconds() {
        return again.stream().mapToLong(Later::seconds).findFirst();
    }

    List<SideFound> told() {
        return SideFound.byLink(refused.together());
    }

    /** When the next try is allowed, for people and for programs. */
    record Later(Moment at, long seconds) {
        static Later of(Instant at, Instant now) {
            return new Later(
                    Moment.in(at, now), Math.max(1, Duration.between(now, at).toSeconds()));
        }
    }

    /**
     * @param who a person of the workspace, or the workspace itself
     * @param phrase by which people know that it is the workspace; may be empty
     */
    record Asking(String workspace, String who, String note, String phrase, Moment until) {}

    /** @param trouble empty when it is connected */
    record About(String address, Standstill standstill, String trouble, int pending) {
        String pendingSentence() {
            return PasswordPage.pendingSentence(pending);
        }
    }

    /** @param password whether a password is taken, too */
    record Ways(List<GrantWay> grants, boolean password) {}

    record Steps(String provider, boolean appPassword, List<String> steps, Optional<String> url) {
        String label() {
            return appPassword ? "App password" : "Password";
        }
    }
}
