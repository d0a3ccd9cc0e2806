package dev.mailmoor.server.console;

import dev.mailmoor.protocol.Endpoint;
import dev.mailmoor.protocol.TlsMode;
import dev.mailmoor.server.mailbox.ChannelSettings;
import dev.mailmoor.server.reauth.ChannelDraft;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One side's fields, between what a form says and what the rooms understand. */
final class ChannelForm {
    private static final String SECURE = "secure";

    private ChannelForm() {}

    /** As it was typed. A form that has the box but not ticked wants no security; one that says nothing of it, the usual. */
    static ChannelDraft draft(Submitted form, String way) {
        String prefix = way + ".";
        String security = form.ticked(prefix + SECURE) ? form.text(prefix + "method") : "none";
        return new ChannelDraft(
                form.text(prefix + "protocol"),
                form.text(prefix + "host"),
                form.text(prefix + "port"),
                security,
                form.text(prefix + "username"),
                form.secret(prefix + "secret"));
    }

    static Map<String, String> values(String way, ChannelSettings settings, String address) {
        Map<String, String> values = values(way, settings.endpoint());
        values.put(way + ".protocol", settings.protocol().name().toLowerCase(Locale.ROOT));
        values.put(way + ".username", settings.username().equals(address) ? "" : settings.username());
        return values;
    }

    static Map<String, String> values(String way, Endpoint endpoint) {
        Map<String, String> values = new HashMap<>();
        values.put(way + ".host", endpoint.host());
        values.put(way + ".port", String.valueOf(endpoint.port()));
        if (endpoint.security() != TlsMode.NONE) {
            values.put(way + "." + SECURE, "on");
            values.put(way + ".method", endpoint.security().name().toLowerCase(Locale.ROOT));
        }
        return values;
    }

    /** An empty side: the secured port of its protocol. */
    static Map<String, String> usual(String way) {
        return new HashMap<>(Map.of(way + "." + SECURE, "on", way + ".port", way.equals("receiving") ? "993" : "465"));
    }

    /** Nothing was typed: the mailbox has no such side. */
    static Optional<ChannelDraft> unlessEmpty(Submitted form, String way) {
        return form.text(way + ".host").isEmpty() ? Optional.empty() : Optional.of(draft(form, way));
    }
}
