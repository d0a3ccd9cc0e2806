package dev.mailmoor.server.cli;

import dev.mailmoor.protocol.Endpoint;
import dev.mailmoor.protocol.Outcome;
import dev.mailmoor.protocol.Outcome.ConnectFailure;
import dev.mailmoor.protocol.Outcome.NotConnected;
import dev.mailmoor.protocol.Outcome.TlsFailed;
import dev.mailmoor.protocol.Protocol;
import dev.mailmoor.protocol.TlsMode;
import dev.mailmoor.server.mailbox.EmailAddress;
import dev.mailmoor.server.provider.Provider;
import dev.mailmoor.server.provider.Providers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Where a mailbox's server may be: the provider's, else the names that most hosts use. */
final class Candidates {
    private Candidates() {}

    static List<Endpoint> of(EmailAddress mailbox, Protocol protocol, Providers providers) {
        Optional<Endpoint> known = known(providers.byAddress(mailbox.value()), protocol);
        return known.map(List::of).orElseGet(() -> guesses(mailbox.domain(), protocol));
    }

    private static Optional<Endpoint> known(Provider provider, Protocol protocol) {
        return switch (protocol) {
            case IMAP -> provider.imap();
            case POP3 -> provider.pop3();
            case SMTP -> provider.smtp();
        };
    }

    /** Encrypted from the first byte first (RFC 8314 §3). */
    private static List<Endpoint> guesses(String domain, Protocol protocol) {
        String own = protocol == Protocol.POP3 ? "pop" : protocol.name().toLowerCase(Locale.ROOT);
        List<Endpoint> guesses = new ArrayList<>();
        for (TlsMode security : List.of(TlsMode.TLS, TlsMode.STARTTLS)) {
            for (String host : List.of(own + "." + domain, "mail." + domain, domain)) {
                guesses.add(new Endpoint(host, Ports.usual(protocol, security), security));
            }
        }
        return guesses;
    }

    /**
     * Goes on only while there is no secured connection: so the secret goes to one server at most. When none answers, the
     * outcome that tells most.
     */
    static Outcome firstThatAnswers(List<Endpoint> candidates, Function<Endpoint, Outcome> attempt) {
        Outcome best = attempt.apply(candidates.getFirst());
        for (Endpoint next : candidates.subList(1, candidates.size())) {
            if (tells(best) == MOST) {
                return best;
            }
            Outcome outcome = attempt.apply(next);
            best = tells(outcome) > tells(best) ? outcome : best;
        }
        return best;
    }

    private static final int MOST = 3;

    private static int tells(Outcome outcome) {
        return switch (outcome) {
            case NotConnected failed when failed.failure() == ConnectFailure.HOST_NOT_FOUND -> 0;
            case NotConnected failed -> 1;
            case TlsFailed failed -> 2;
            case Outcome.SignedIn answered -> MOST;
            case Outcome.Refused answered -> MOST;
            case Outcome.SenderRefused answered -> MOST;
            case Outcome.ServerNotProved answered -> MOST;
            case Outcome.Broken answered -> MOST;
            case Outcome.NotOffered answered -> MOST;
        };
    }
}
