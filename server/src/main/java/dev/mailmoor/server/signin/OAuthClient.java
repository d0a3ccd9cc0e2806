package dev.mailmoor.server.signin;

import dev.mailmoor.server.mailbox.OAuthClientId;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.net.URI;
import java.time.Instant;
import java.util.List;

/**
 * A registration at an OAuth server, without its secret.
 *
 * @param identifier the {@code client_id} there (RFC 6749 §2.2)
 * @param hosts mail servers that its tokens may go to; none: the provider's own
 * @param secretVersion under which its secret is sealed
 * @param version changes with every change by people
 */
public record OAuthClient(
        WorkspaceId workspace,
        OAuthClientId id,
        String name,
        OAuthProvider provider,
        OAuthFlow flow,
        URI issuer,
        String identifier,
        List<String> scopes,
        List<String> hosts,
        long secretVersion,
        Instant createdAt,
        long version) {
    public OAuthClient {
        scopes = List.copyOf(scopes);
        hosts = List.copyOf(hosts);
    }
}
