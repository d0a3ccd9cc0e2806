package dev.mailmoor.server.signin;

import dev.mailmoor.protocol.Secret;
import java.util.List;
import java.util.Optional;

/**
 * A client as somebody typed it, not yet checked; what is empty stays as it is, or is as usual.
 *
 * @param clientSecret for a domain-wide client the service account's key, the whole JSON file
 */
public record OAuthClientDraft(
        Optional<String> name,
        Optional<String> provider,
        Optional<String> flow,
        Optional<String> issuer,
        Optional<String> clientId,
        Optional<Secret> clientSecret,
        Optional<List<String>> scopes,
        Optional<List<String>> hosts) {}
