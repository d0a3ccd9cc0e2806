package dev.mailmoor.server.console;

import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;

/**
 * How a grant ended that did not work, or how it goes on.
 *
 * @param found what each side said, when the account is right but does not sign in
 * @param ways where to go from here
 */
record GrantPage(HttpStatus status, Tone tone, String title, String text, List<SideFound> found, Ways ways)
        implements Screen {

    /**
     * @param again to the OAuth server once more
     * @param half the same, and content with the one side that works
     * @param back to where it began
     * @param onward at once, without a press
     */
    record Ways(
            Optional<Way> again,
            Optional<Way> half,
            Optional<Way> back,
            Optional<String> onward,
            Optional<String> supportUrl) {}

    record Way(String path, String label) {}
}
