package dev.mailmoor.server.discovery;

import dev.mailmoor.protocol.Protocol;
import dev.mailmoor.protocol.autoconfig.FoundServer;
import dev.mailmoor.protocol.autoconfig.Guesses;
import dev.mailmoor.protocol.autoconfig.MailAddress;
import dev.mailmoor.protocol.autoconfig.Source;
import java.util.List;
import java.util.concurrent.Callable;

/** Tries the usual names of a domain: only where something listens there is a finding. */
final class UsualNames {
    private final Listeners listeners;

    UsualNames(Listeners listeners) {
        this.listeners = listeners;
    }

    List<Callable<Look>> looks(MailAddress address, Protocol protocol, Deadline deadline) {
        return Guesses.of(address, protocol).stream()
                .<Callable<Look>>map(guess -> () -> look(guess, deadline))
                .toList();
    }

    private Look look(FoundServer guess, Deadline deadline) {
        return listeners.at(guess, deadline)
                ? Look.of(List.of(guess), new Asked(Source.GUESS, guess.place(), "something listens there"))
                : Look.silent();
    }
}
