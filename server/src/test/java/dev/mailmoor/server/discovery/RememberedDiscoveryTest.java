package dev.mailmoor.server.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailmoor.protocol.Endpoint;
import dev.mailmoor.protocol.Protocol;
import dev.mailmoor.protocol.TlsMode;
import dev.mailmoor.protocol.autoconfig.FoundServer;
import dev.mailmoor.protocol.autoconfig.Source;
import dev.mailmoor.server.provider.Providers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RememberedDiscoveryTest {
    private static final FoundServer SERVER = new FoundServer(
            Protocol.IMAP,
            new Endpoint("imap.example.com", 993, TlsMode.TLS),
            "anna@example.com",
            Source.GUESS,
            "imap.example.com");

    private final List<String> looked = new ArrayList<>();
    private final Discovery discovery = new RememberedDiscovery(address -> {
        looked.add(address);
        List<FoundServer> found = address.endsWith("@example.com") ? List.of(SERVER) : List.of();
        return new Discovered(found, Providers.bundled().byId("custom"), List.of());
    });

    @Test
    void whatWasFoundIsNotLookedForAgain() {
        assertThat(discovery.discover("anna@example.com"))
                .isEqualTo(discovery.discover("anna@example.com"))
                .satisfies(found -> assertThat(found.servers()).containsExactly(SERVER));
        assertThat(looked).containsExactly("anna@example.com");
    }

    @Test
    void norIsWhatWasLookedForInVain() {
        discovery.discover("anna@nowhere.example");
        assertThat(discovery.discover("anna@nowhere.example").servers()).isEmpty();
        assertThat(looked).containsExactly("anna@nowhere.example");
    }
}
