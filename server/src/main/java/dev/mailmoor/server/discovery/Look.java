package dev.mailmoor.server.discovery;

import dev.mailmoor.protocol.autoconfig.FoundServer;
import dev.mailmoor.server.provider.Provider;
import java.util.List;
import java.util.Optional;

/**
 * What one look at one place came to.
 *
 * @param asked empty when it is not worth telling
 * @param provider whose the domain's mail is, where this look tells
 */
record Look(List<FoundServer> servers, Optional<Asked> asked, Optional<Provider> provider) {
    static Look of(List<FoundServer> servers, Asked asked) {
        return new Look(servers, Optional.of(asked), Optional.empty());
    }

    static Look silent() {
        return new Look(List.of(), Optional.empty(), Optional.empty());
    }
}
