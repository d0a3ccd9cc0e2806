package dev.mailmoor.protocol;

/**
 * Who signs in, and with what.
 *
 * @param username as the server knows it, often the address
 */
public record Credentials(String username, Secret secret, Kind kind) {
    /** What the secret is; it decides which mechanisms may be used, for a token must never be tried as a password. */
    public enum Kind {
        /** A password or an app password. */
        PASSWORD,
        /** An OAuth 2 access token (RFC 6750), for XOAUTH2 and OAUTHBEARER only. */
        BEARER_TOKEN
    }

    public static Credentials password(String username, Secret password) {
        return new Credentials(username, password, Kind.PASSWORD);
    }

    /** @param accessToken without the word "Bearer" */
    public static Credentials bearerToken(String username, Secret accessToken) {
        return new Credentials(username, accessToken, Kind.BEARER_TOKEN);
    }
}
