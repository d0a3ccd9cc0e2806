package dev.mailmoor.server.console;

import java.net.URI;
import java.util.Optional;

/** To another page after something was done (303), so that loading again does nothing twice. */
record GoTo(String path, Optional<Notice> notice) implements Answer {
    static GoTo path(String path) {
        return new GoTo(path, Optional.empty());
    }

    /** To a whole address, which may be another site's. */
    static GoTo url(URI place) {
        return new GoTo(place.toString(), Optional.empty());
    }

    GoTo saying(Notice told) {
        return new GoTo(path, Optional.of(told));
    }
}
