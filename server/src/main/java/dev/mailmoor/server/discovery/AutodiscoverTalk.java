package dev.mailmoor.server.discovery;

import dev.mailmoor.protocol.autoconfig.Autodiscover;
import dev.mailmoor.protocol.autoconfig.Autodiscover.Answer;
import dev.mailmoor.protocol.autoconfig.MailAddress;
import dev.mailmoor.protocol.autoconfig.Source;
import dev.mailmoor.server.discovery.HttpsFetch.Fetched;
import java.net.URI;
import java.util.List;
import java.util.concurrent.Callable;

/** Asks Microsoft Autodiscover, and follows what it says a few times at most. */
final class AutodiscoverTalk {
    private static final int MOST_TURNS = 3;
    private final HttpsFetch web;

    AutodiscoverTalk(HttpsFetch web) {
        this.web = web;
    }

    List<Callable<Look>> looks(MailAddress address, Deadline deadline) {
        return Autodiscover.places(address).stream()
                .<Callable<Look>>map(place -> () -> ask(place, address, deadline))
                .toList();
    }

    private Look ask(URI first, MailAddress own, Deadline deadline) {
        URI place = first;
        MailAddress asked = own;
        for (int turn = 0; turn < MOST_TURNS; turn++) {
            switch (web.post(place, Autodiscover.request(asked), deadline)) {
                case Fetched.Nothing(String why) -> {
                    return nothing(first, why);
                }
                case Fetched.Document(byte[] bytes) -> {
                    switch (Autodiscover.read(bytes, own, PublishedSettings.shown(place))) {
                        case Answer.Servers(var servers) -> {
                            return Look.of(
                                    servers,
                                    Asked.found(Source.AUTODISCOVER, PublishedSettings.shown(first), servers.size()));
                        }
                        case Answer.AskAt(URI next) -> place = next;
                        case Answer.AskAs(MailAddress other) -> {
                            asked = other;
                            place = Autodiscover.places(other).getFirst();
                        }
                        case Answer.Nothing _ -> {
                            return nothing(first, "nothing of use");
                        }
                    }
                }
            }
        }
        return nothing(first, "too many redirects");
    }

    private static Look nothing(URI place, String why) {
        return Look.of(List.of(), new Asked(Source.AUTODISCOVER, PublishedSettings.shown(place), why));
    }
}
