package dev.mailmoor.server.cli;

import dev.mailmoor.protocol.Outcome;
import dev.mailmoor.protocol.Outcome.ConnectFailure;
import dev.mailmoor.protocol.Outcome.NotConnected;
import dev.mailmoor.protocol.Outcome.TlsFailed;
import dev.mailmoor.protocol.Stage;
import dev.mailmoor.protocol.autoconfig.FoundServer;
import java.util.List;
import java.util.function.Function;

/**
 * Tries servers until one answers. A secret goes to one of them at most, and only to those of the table of providers, to
 * those that the domain itself publishes (autoconfig, SRV, MX, Autodiscover), and to guesses within the address's own
 * domain; to each only over TLS whose certificate names it. Once a secret was sent, its answer is the answer: it is never
 * carried on to the next.
 */
final class Candidates {
    /** No domain publishes more that is worth waiting for. */
    private static final int MOST = 6;

    private Candidates() {}

    /** The one whose answer counts. */
    record Tried(FoundServer server, Outcome outcome) {}

    /** When none answers, the one whose outcome tells most. */
    static Tried firstThatAnswers(List<FoundServer> candidates, Function<FoundServer, Outcome> attempt) {
        Tried best = tried(candidates.getFirst(), attempt);
        for (FoundServer next : candidates.stream().skip(1).limit(MOST - 1).toList()) {
            if (tells(best.outcome()) == MOST_TELLING) {
                return best;
            }
            Tried further = tried(next, attempt);
            best = tells(further.outcome()) > tells(best.outcome()) ? further : best;
        }
        return best;
    }

    private static Tried tried(FoundServer server, Function<FoundServer, Outcome> attempt) {
        return new Tried(server, attempt.apply(server));
    }

    private static final int MOST_TELLING = 4;

    private static int tells(Outcome outcome) {
        if (outcome.trace().stage().compareTo(Stage.AUTH) >= 0) {
            // The secret may have been sent.
            return MOST_TELLING;
        }
        return switch (outcome) {
            case NotConnected failed when failed.failure() == ConnectFailure.HOST_NOT_FOUND -> 0;
            case NotConnected failed -> 1;
            case TlsFailed failed -> 2;
            default -> 3;
        };
    }
}
