package dev.mailmoor.e2e.s01_keep;

import static org.awaitility.Awaitility.await;

import dev.mailmoor.e2e.Answer;
import dev.mailmoor.e2e.Api;
import dev.mailmoor.protocol.Endpoint;
import dev.mailmoor.protocol.Protocol;
import dev.mailmoor.protocol.TlsMode;
import dev.mailmoor.testkit.hosts.MailHost;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;

/** The API's calls about mailboxes, as these stories use them. */
public final class Mailboxes {
    private final Api api;
    private final MailHost host;

    public Mailboxes(Api api, MailHost host) {
        this.api = api;
        this.host = host;
    }

    /** A mailbox of the host, received by one protocol and sent over SMTP, both secured in the same way. */
    public String draft(String address, String secret, Protocol receiving, TlsMode security) {
        return """
                {"address":"%s","configurationName":"Story","secret":"%s","receiving":%s,"sending":%s}
                """.formatted(address, secret, channel(receiving, security), channel(Protocol.SMTP, security));
    }

    public String channel(Protocol protocol, TlsMode security) {
        Endpoint at = host.endpoint(protocol, security);
        return """
                {"protocol":"%s","host":"%s","port":%d,"security":"%s"}""".formatted(word(protocol), at.host(), at.port(), word(security));
    }

    /** Adds it with IMAP and SMTP over TLS; returns its id. */
    public String add(String address, String secret) {
        return add(draft(address, secret, Protocol.IMAP, TlsMode.TLS));
    }

    /** Adds a {@link #draft}; returns its id. */
    public String add(String draft) {
        return api.post("/mailboxes", draft).expect(201).at("/id");
    }

    public Answer get(String id) {
        return api.get("/mailboxes/" + id).expect(200);
    }

    public String state(String id) {
        return get(id).at("/state");
    }

    public Answer renew(String id, String secret) {
        return api.put("/mailboxes/" + id + "/credential", "{\"secret\":\"" + secret + "\"}");
    }

    /** The kinds of the timeline's entries, oldest first. */
    public List<String> timeline(String id) {
        var items = api.get("/mailboxes/" + id + "/timeline").expect(200).json().path("items");
        return StreamSupport.stream(items.spliterator(), false)
                .map(entry -> entry.path("kind").asString(""))
                .toList()
                .reversed();
    }

    public void awaitState(String id, String state, Duration within) {
        await(state)
                .atMost(within)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> state(id).equals(state));
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
