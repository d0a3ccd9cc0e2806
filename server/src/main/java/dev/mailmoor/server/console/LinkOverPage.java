package dev.mailmoor.server.console;

import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;

/**
 * Where a link leads when there is nothing left to do: it worked, or it is not good.
 *
 * @param found what each side said, when only one works
 */
record LinkOverPage(
        HttpStatus status, Tone tone, String title, String text, List<SideFound> found, Optional<String> supportUrl)
        implements Screen {
    // Allowed ParameterNumber: the parts of the page, which is the record.
    static LinkOverPage worked(Outside outside, Tone tone, String title, String text, List<SideFound> found) {
        return new LinkOverPage(HttpStatus.OK, tone, title, text, found, outside.supportUrl());
    }

    static LinkOverPage ended(Outside outside, Tone tone, String title, String text) {
        return new LinkOverPage(HttpStatus.GONE, tone, title, text, List.of(), outside.supportUrl());
    }

    static LinkOverPage withdrawn(Outside outside) {
        return ended(
                outside,
                Tone.GREY,
                "This link was withdrawn",
                "Whoever made it took it back. If you think that is a mistake, ask them for a new one.");
    }

    static LinkOverPage tooOld(Outside outside) {
        return ended(outside, Tone.GREY, "This link is too old", "Ask whoever sent it to you for a new one.");
    }

    static LinkOverPage unknown(Outside outside) {
        return new LinkOverPage(
                HttpStatus.NOT_FOUND,
                Tone.GREY,
                "This link does not work",
                "Part of it may be missing: copy it whole. Otherwise ask whoever sent it to you for a new one.",
                List.of(),
                outside.supportUrl());
    }
}
