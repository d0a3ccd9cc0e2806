package dev.mailmoor.server.signin;

import java.util.Arrays;
import java.util.Optional;

/** How a client comes to tokens. */
public enum OAuthFlow {
    /** Each person grants it, in a browser (RFC 6749 §4.1); it renews by refresh tokens. */
    PERSON("person"),
    /** By the client's own secret, for any mailbox that its administrator opened to it (RFC 6749 §4.4). */
    APP_ONLY("app-only"),
    /** By a service account's key, for any mailbox of a domain that was delegated to it (RFC 7523 §2.1). */
    DOMAIN_WIDE("domain-wide");

    private final String word;

    OAuthFlow(String word) {
        this.word = word;
    }

    /** The word of the API and the tables. */
    public String word() {
        return word;
    }

    public static Optional<OAuthFlow> of(String word) {
        return Arrays.stream(values()).filter(one -> one.word.equals(word)).findFirst();
    }

    /** Mailboxes under such a client never need a person. */
    public boolean withoutPeople() {
        return this != PERSON;
    }
}
