package dev.mailmoor.server.reauth;

import dev.mailmoor.server.diagnosis.Diagnosis;
import dev.mailmoor.server.mailbox.ChannelSettings;
import dev.mailmoor.server.mailbox.Direction;
import dev.mailmoor.server.provider.Passwords;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a mailbox's timeline says about changes. */
final class Sentences {
    private Sentences() {}

    static String added(Map<Direction, Diagnosis> tried) {
        return "The mailbox was added" + howProved(tried);
    }

    /** By a grant, or by a password. */
    static String newCredential(Edit edit, Map<Direction, Diagnosis> tried) {
        return edit.grant().isPresent() ? newGrant(tried) : newPassword(tried);
    }

    /** The same with the servers, where they change too. */
    static String changed(Edit edit, Map<Direction, Diagnosis> tried) {
        String credential = newCredential(edit, tried);
        return edit.channels().isEmpty() ? credential : newServers(edit.channels()) + " " + credential;
    }

    private static String newPassword(Map<Direction, Diagnosis> tried) {
        return "A new password was put in force" + howProved(tried);
    }

    private static String newGrant(Map<Direction, Diagnosis> tried) {
        return "A new OAuth grant was put in force" + howProved(tried);
    }

    private static String howProved(Map<Direction, Diagnosis> tried) {
        if (tried.isEmpty()) {
            return " without being tried.";
        }
        Optional<String> failed = refusing(tried);
        String spaces = tried.values().stream().anyMatch(one -> one.notes(Passwords.WITHOUT_SPACES))
                ? " " + Passwords.WITHOUT_SPACES
                : "";
        return failed.map(sides -> ", although " + sides + " did not work with it.")
                        .orElse("; it was tried first and works.")
                + spaces;
    }

    /** The sides that a try found not to work, as {@code sending}; empty when all work. */
    static Optional<String> refusing(Map<Direction, Diagnosis> tried) {
        return Optional.of(tried.entrySet().stream()
                        .filter(channel -> !channel.getValue().connected())
                        .map(channel -> channel.getKey().word())
                        .collect(Collectors.joining(" and ")))
                .filter(sides -> !sides.isEmpty());
    }

    static String newServers(Map<Direction, ChannelSettings> changed) {
        return changed.entrySet().stream()
                .map(channel -> "For " + channel.getKey().word() + " the server is now "
                        + channel.getValue().endpoint() + ".")
                .collect(Collectors.joining(" "));
    }
}
