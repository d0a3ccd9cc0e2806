package dev.mailmoor.server.notify;

import dev.mailmoor.server.mailbox.MailboxId;
import dev.mailmoor.server.settings.Settings;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Where the links in notices lead. */
@Component
class Doors {
    private final URI publicUrl;
    private final Optional<URI> supportUrl;

    Doors(Settings settings) {
        this.publicUrl = settings.web().publicUrl();
        this.supportUrl = settings.web().supportUrl();
    }

    String mailbox(MailboxId mailbox) {
        return publicUrl + "/mailboxes/" + mailbox;
    }

    String lostMailboxes() {
        return publicUrl + "/mailboxes?state=auth-lost";
    }

    String overview() {
        return publicUrl + "/";
    }

    String unsubscribe(String token) {
        return publicUrl + "/notices/unsubscribe/" + token;
    }

    Optional<URI> support() {
        return supportUrl;
    }

    /** The host that all of our links lead to, written out. */
    String host() {
        return publicUrl.getHost();
    }

    /** The beginnings of addresses that may be links; others are left as text. */
    List<String> ours(Optional<URI> support) {
        return Stream.concat(Stream.of(publicUrl.toString()), support.map(URI::toString).stream())
                .toList();
    }
}
