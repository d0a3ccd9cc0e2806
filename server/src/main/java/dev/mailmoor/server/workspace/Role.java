package dev.mailmoor.server.workspace;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a member or an API key may do; each role may do all that the ones after it may. */
public enum Role {
    /** Everything, members with role owner included. */
    OWNER,
    /** Members, API keys, settings of the workspace. */
    ADMIN,
    /** Mailboxes and their credentials. */
    OPERATOR,
    /** Reads only. */
    VIEWER;

    public boolean mayActAs(Role needed) {
        return compareTo(needed) <= 0;
    }

    /** The word of the API and the tables, {@code owner} for one. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Role> of(String word) {
        return Arrays.stream(values()).filter(role -> role.word().equals(word)).findFirst();
    }
}
