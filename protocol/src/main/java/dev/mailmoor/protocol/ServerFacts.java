package dev.mailmoor.protocol;

import java.util.List;
import java.util.Optional;

/**
 * What a server told of itself, and to its users, along the way.
 *
 * @param software as the server names itself in the answer to IMAP's ID (RFC 2971), fields and values with blanks between
 *     them ({@code name Dovecot}), or in POP3's IMPLEMENTATION (RFC 2449 §6.9); never longer than 500 characters
 * @param alerts texts that it demands to be shown to the user ({@code [ALERT]}, RFC 9051 §7.1), ten at most
 * @param referral where the mailbox is served instead ({@code [REFERRAL imap://…]}, RFC 2221); never followed
 */
public record ServerFacts(Optional<String> software, List<String> alerts, Optional<String> referral) {
    public static final ServerFacts NONE = new ServerFacts(Optional.empty(), List.of(), Optional.empty());

    public ServerFacts {
        alerts = List.copyOf(alerts);
    }
}
