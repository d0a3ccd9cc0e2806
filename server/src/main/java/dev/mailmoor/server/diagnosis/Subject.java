package dev.mailmoor.server.diagnosis;

import dev.mailmoor.protocol.Trace;
import dev.mailmoor.server.provider.Provider;

/**
 * Whom a sentence speaks of.
 *
 * @param detail what the protocol code noted; may be blank
 */
record Subject(Provider provider, Trace trace, String detail) {

    String fill(String sentence) {
        return sentence.replace("{server}", server())
                .replace("{host}", trace.endpoint().host())
                .replace("{port}", Integer.toString(trace.endpoint().port()))
                .replace("{protocol}", trace.protocol().name())
                .replace("{detail}", detail.isBlank() ? "it is not allowed" : detail);
    }

    private String server() {
        return provider.id().equals("custom") ? trace.endpoint().host() : provider.name();
    }
}
