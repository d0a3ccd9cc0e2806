package dev.mailmoor.server.signin;

import dev.mailmoor.protocol.Secret;

/** Where the access token of one mailbox comes from. May ask the OAuth server: blocks its virtual thread up to 25 seconds. */
public interface Tokens {
    Access now();

    /** Another one, since a mail server refused this. */
    Access insteadOf(Secret refused);

    /** The same answer, whoever asks. */
    static Tokens always(Access access) {
        return new Tokens() {
            @Override
            public Access now() {
                return access;
            }

            @Override
            public Access insteadOf(Secret refused) {
                return access;
            }
        };
    }

    /** A token, or why there is none. */
    sealed interface Access {
        record Usable(Secret token) implements Access {}

        record Troubled(TokenTrouble trouble) implements Access {}
    }
}
