package dev.mailmoor.protocol;

import java.util.Optional;

/**
 * A server's own words, and what it said for programs beside them.
 *
 * @param text as it came: for a reply of several lines joined by a line feed, control characters replaced, never longer
 *     than 2,000 characters
 * @param code the reason for programs, in capitals and without what follows it: an IMAP or POP3 response code without
 *     brackets ({@code AUTHENTICATIONFAILED}, RFC 5530; {@code SYS/TEMP}, RFC 3206), or an SMTP enhanced status code
 *     ({@code 5.7.8}, RFC 3463)
 * @param tokenRefusal what the server said of the token before it refused it, where sign-in was by OAuth
 */
public record Reply(String text, Optional<String> code, Optional<TokenRefusal> tokenRefusal) {
    /** Words alone. */
    public Reply(String text) {
        this(text, Optional.empty(), Optional.empty());
    }
}
