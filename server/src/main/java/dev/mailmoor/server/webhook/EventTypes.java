package dev.mailmoor.server.webhook;

import java.util.List;

/** The events that a webhook can ask for: those of the contract, also before anything publishes them. */
public final class EventTypes {
    /** Of a delivery that somebody asked for to try a webhook; nothing happened. */
    public static final String TEST = "webhook.test";

    public static final List<String> ALL = List.of(
            "mailbox.connected",
            "mailbox.suspect",
            "mailbox.auth-lost",
            "mailbox.unreachable",
            "mailbox.restored",
            "mailbox.credential-changed",
            "mailbox.removed",
            "provider.incident-opened",
            "provider.incident-closed",
            "import.finished",
            "message.sent",
            "message.held",
            "message.failed",
            "inbound.reply",
            "inbound.bounce");

    private EventTypes() {}
}
