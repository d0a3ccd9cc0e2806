package dev.mailmoor.server.console;

import dev.mailmoor.server.workspace.Role;
import java.util.Arrays;
import java.util.Locale;

/** Roles in forms. */
final class Roles {
    private Roles() {}

    static String word(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }

    /** What is no role is the least one. */
    static Role of(String word) {
        return Arrays.stream(Role.values())
                .filter(role -> word(role).equals(word))
                .findFirst()
                .orElse(Role.VIEWER);
    }

    static MembersPage.RoleChoice choice(Role role) {
        return new MembersPage.RoleChoice(word(role), Words.role(role), may(role));
    }

    private static String may(Role role) {
        return switch (role) {
            case OWNER -> "everything, other owners included";
            case ADMIN -> "members, API keys, audit";
            case OPERATOR -> "mailboxes and their passwords";
            case VIEWER -> "looks only";
        };
    }
}
