package dev.mailmoor.protocol;

import java.util.Optional;

/**
 * One attempt.
 *
 * @param sender for SMTP: the address to prove with MAIL FROM after sign-in; empty leaves the proof out
 */
public record LoginRequest(Protocol protocol, Endpoint endpoint, Credentials credentials, Optional<String> sender) {
    /** Signs in with a password. */
    public LoginRequest(
            Protocol protocol, Endpoint endpoint, String username, Secret password, Optional<String> sender) {
        this(protocol, endpoint, Credentials.password(username, password), sender);
    }

    public String username() {
        return credentials.username();
    }

    public Secret secret() {
        return credentials.secret();
    }
}
