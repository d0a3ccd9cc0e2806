package dev.mailmoor.server.cli;

import dev.mailmoor.protocol.TlsMode;
import dev.mailmoor.protocol.autoconfig.FoundServer;
import dev.mailmoor.server.cli.Terminal.Colour;
import dev.mailmoor.server.discovery.Discovered;
import dev.mailmoor.server.discovery.DiscoveryText;
import dev.mailmoor.server.provider.Provider;
import java.util.List;
import java.util.Locale;

/** What discovery found, set for reading. */
final class FoundText {
    private FoundText() {}

    static void print(Terminal terminal, Discovered found) {
        if (found.servers().isEmpty()) {
            terminal.coloured(Colour.RED, "✗ No mail servers were found.");
        }
        servers(terminal, "Receiving", found.receiving());
        servers(terminal, "Sending", found.sending());
        provider(terminal, found.provider());
        terminal.coloured(Colour.BOLD, "Looked at");
        found.asked().forEach(asked -> terminal.paragraph("  ", words(asked.place()) + ": " + asked.answer()));
    }

    private static void servers(Terminal terminal, String title, List<FoundServer> servers) {
        if (servers.isEmpty()) {
            return;
        }
        terminal.coloured(Colour.BOLD, title);
        servers.forEach(server -> terminal.paragraph("  ", line(server)));
        terminal.line();
    }

    private static String line(FoundServer server) {
        return "%s %s port %d, %s, user name %s  (%s)"
                .formatted(
                        server.protocol(),
                        server.endpoint().host(),
                        server.endpoint().port(),
                        server.endpoint().security() == TlsMode.TLS ? "TLS" : "STARTTLS",
                        server.username(),
                        DiscoveryText.source(server));
    }

    private static String words(String place) {
        return place.toLowerCase(Locale.ROOT).equals(place) ? place : "the table of providers, " + place;
    }

    private static void provider(Terminal terminal, Provider provider) {
        if (provider.isCustom()) {
            return;
        }
        terminal.paragraph("Provider  ", provider.name());
        String passwords = DiscoveryText.passwords(provider);
        if (!passwords.isEmpty()) {
            terminal.paragraph("          ", passwords);
        }
        terminal.line();
        steps(
                terminal,
                "To switch it on",
                provider.switchOn().steps(),
                provider.switchOn().url().orElse(""));
        steps(
                terminal,
                "An app password",
                provider.appPasswordSteps(),
                provider.appPasswordUrl().orElse(""));
    }

    private static void steps(Terminal terminal, String title, List<String> steps, String url) {
        if (steps.isEmpty()) {
            return;
        }
        terminal.coloured(Colour.BOLD, title);
        for (int i = 0; i < steps.size(); i++) {
            terminal.paragraph("  %d. ".formatted(i + 1), steps.get(i));
        }
        if (!url.isEmpty()) {
            terminal.paragraph("  ", url);
        }
        terminal.line();
    }
}
