package dev.mailmoor.server.signin;

/** Why there is no access token to sign in with. */
public sealed interface TokenTrouble {
    /**
     * The OAuth server answered, and said no.
     *
     * @param host of the OAuth server
     * @param error the code of RFC 6749 §5.2 or §4.1.2.1, {@code invalid_grant} for one
     * @param description its words for people; may be empty
     */
    record Refused(String host, String error, String description) implements TokenTrouble {}

    /**
     * The OAuth server was not reached, or did not answer as one: says nothing about the grant.
     *
     * @param detail a few plain words
     */
    record NoAnswer(String host, Kind kind, String detail) implements TokenTrouble {}

    /** The grant or its client is not there any more, or does not open; {@code reason} is a plain sentence. */
    record NotReady(String reason) implements TokenTrouble {}

    /** Tokens of this client are not for this mail server. */
    record ForeignHost(String mailHost) implements TokenTrouble {}

    /** How an OAuth server failed to answer. */
    enum Kind {
        ADDRESS_NOT_ALLOWED,
        HOST_NOT_FOUND,
        NO_TRUST,
        TIMED_OUT,
        NOT_REACHED,
        TOO_MANY_REQUESTS,
        /** An error of its own, a page for people, or anything else that is no answer. */
        IN_TROUBLE
    }
}
