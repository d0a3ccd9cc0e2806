package dev.mailmoor.server.console;

import dev.mailmoor.server.notify.NoticeSettings;
import java.net.URI;
import java.util.Optional;

/** What pages need that anybody may see. */
record Outside(Csrf csrf, Optional<String> supportUrl) {
    /** As a workspace's own people see it. */
    Outside of(NoticeSettings.Marks marks) {
        return new Outside(csrf, marks.support().map(URI::toString));
    }
}
