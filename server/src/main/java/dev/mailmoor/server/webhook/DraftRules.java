package dev.mailmoor.server.webhook;

import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.webhook.Webhooks.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/** What may be said of a webhook. */
@Component
class DraftRules {
    private final UrlRules urls;

    DraftRules(UrlRules urls) {
        this.urls = urls;
    }

    List<Fault> faults(Optional<String> url, Optional<List<String>> events, Optional<Secret> secret) {
        List<Fault> faults = new ArrayList<>();
        url.flatMap(text -> urls.fault(text.strip())).ifPresent(fault -> faults.add(new Fault("url", fault)));
        events.flatMap(DraftRules::unknown).ifPresent(fault -> faults.add(new Fault("events", fault)));
        secret.flatMap(SigningSecrets::fault).ifPresent(fault -> faults.add(new Fault("secret", fault)));
        return faults;
    }

    private static Optional<String> unknown(List<String> events) {
        return EventTypes.ALL.containsAll(events)
                ? Optional.empty()
                : Optional.of("Each is one of %s.".formatted(String.join(", ", EventTypes.ALL)));
    }

    /** Each once, in one order. */
    static List<String> tidy(List<String> events) {
        return List.copyOf(new TreeSet<>(events));
    }
}
