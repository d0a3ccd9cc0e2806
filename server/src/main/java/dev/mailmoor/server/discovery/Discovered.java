package dev.mailmoor.server.discovery;

import dev.mailmoor.protocol.Protocol;
import dev.mailmoor.protocol.autoconfig.FoundServer;
import dev.mailmoor.server.provider.Provider;
import java.util.List;
import java.util.Optional;

/**
 * What was found.
 *
 * @param servers the best first; IMAP before POP3 before SMTP
 * @param provider whose they are; {@code custom} when nobody's that we know
 * @param asked where we looked, and what came of it
 */
public record Discovered(List<FoundServer> servers, Provider provider, List<Asked> asked) {
    public List<FoundServer> receiving() {
        return servers.stream()
                .filter(server -> server.protocol() != Protocol.SMTP)
                .toList();
    }

    public List<FoundServer> sending() {
        return of(Protocol.SMTP);
    }

    public List<FoundServer> of(Protocol protocol) {
        return servers.stream().filter(server -> server.protocol() == protocol).toList();
    }

    public Optional<FoundServer> best(Protocol protocol) {
        return of(protocol).stream().findFirst();
    }
}
