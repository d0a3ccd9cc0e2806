package dev.mailmoor.server.console;

import java.net.URI;
import java.util.Optional;

/**
 * To another page after something was done (303), so that loading again does nothing twice.
 *
 * @param once what that page shows, the first time only
 */
record GoTo(String path, Optional<Notice> notice, Optional<Once> once) implements Answer {
    static GoTo path(String path) {
        return new GoTo(path, Optional.empty(), Optional.empty());
    }

    /** To a whole address, which may be another site's. */
    static GoTo url(URI place) {
        return path(place.toString());
    }

    GoTo saying(Notice told) {
        return new GoTo(path, Optional.of(told), once);
    }

    GoTo showing(Once made) {
        return new GoTo(path, notice, Optional.of(made));
    }
}
