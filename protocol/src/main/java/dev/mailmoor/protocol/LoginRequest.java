package dev.mailmoor.protocol;

import java.util.Optional;

/**
 * One attempt.
 *
 * @param sender for SMTP: the address to prove with MAIL FROM after sign-in; empty leaves the proof out
 * @param introduction for IMAP: whether the server is told who we are
 */
public record LoginRequest(
        Protocol protocol,
        Endpoint endpoint,
        Credentials credentials,
        Optional<String> sender,
        Introduction introduction) {

    /** IMAP's ID (RFC 2971). */
    public enum Introduction {
        /** Where the greeting is that of software which wants it. */
        WHEN_KNOWN_TO_BE_WANTED,
        /** Before the first mailbox is opened, which is refused otherwise. */
        BEFORE_SELECT
    }

    public LoginRequest(Protocol protocol, Endpoint endpoint, Credentials credentials, Optional<String> sender) {
        this(protocol, endpoint, credentials, sender, Introduction.WHEN_KNOWN_TO_BE_WANTED);
    }

    /** Signs in with a password. */
    public LoginRequest(
            Protocol protocol, Endpoint endpoint, String username, Secret password, Optional<String> sender) {
        this(protocol, endpoint, Credentials.password(username, password), sender);
    }

    /** The same, with an introduction before the first mailbox. */
    public LoginRequest introduced() {
        return new LoginRequest(protocol, endpoint, credentials, sender, Introduction.BEFORE_SELECT);
    }

    public String username() {
        return credentials.username();
    }

    public Secret secret() {
        return credentials.secret();
    }
}
