package dev.mailmoor.protocol.sasl;

import dev.mailmoor.protocol.Credentials;
import dev.mailmoor.protocol.Outcome.Missing;
import dev.mailmoor.protocol.Reply;
import dev.mailmoor.protocol.TokenRefusal;
import dev.mailmoor.protocol.wire.AttemptEnded;
import dev.mailmoor.protocol.wire.ChannelBinding;
import dev.mailmoor.protocol.wire.Command;
import dev.mailmoor.protocol.wire.Conversation;
import java.util.Collection;
import java.util.Optional;

/** Signs in with the strongest mechanism that both sides speak, in whichever protocol. */
public final class SaslSignIn {
    private static final String OBSOLETE = "LOGIN";

    private final Conversation wire;
    private final Credentials credentials;
    private final Collection<String> offered;
    private final Optional<ChannelBinding> binding;

    /** @param offered names of mechanisms, in capitals */
    public SaslSignIn(Conversation wire, Collection<String> offered) {
        this.wire = wire;
        this.credentials = wire.request().credentials();
        this.offered = offered;
        // Asking costs a hash over the certificate, and only some servers ever need it.
        boolean asked = offersScram(offered);
        this.binding = asked ? wire.channelBinding() : Optional.empty();
    }

    /** How a protocol carries the turns. */
    public interface Framing {
        /** Sends the command that begins the exchange, and reads what comes back. */
        Step open(String mechanism, SaslTurns turns) throws AttemptEnded;

        /** Sends one line, and reads what comes back. */
        Step answer(Command line) throws AttemptEnded;
    }

    /** What came back. */
    public sealed interface Step {
        /** @param base64 may be empty */
        record Challenge(String base64) implements Step {}

        record Accepted() implements Step {}

        record Refused(Reply reply) implements Step {}
    }

    /** How to sign in. */
    public enum Choice {
        MECHANISM,
        /** By the protocol's own command for name and password. */
        COMMAND,
        NOTHING
    }

    /** @param passwordCommand whether the server takes name and password by a command; it does what LOGIN does in fewer turns */
    public Choice choice(boolean passwordCommand) {
        boolean command = passwordCommand && credentials.kind() == Credentials.Kind.PASSWORD;
        Optional<Mechanism> strongest = strongest(binding.isPresent());
        if (strongest.isPresent() && !(command && strongest.get().name().equals(OBSOLETE))) {
            return Choice.MECHANISM;
        }
        return command ? Choice.COMMAND : Choice.NOTHING;
    }

    /** Whether a mechanism is in common by which the password does not travel. */
    public boolean keepsThePassword() {
        return strongest(binding.isPresent())
                .filter(mechanism -> !mechanism.reveals())
                .isPresent();
    }

    /** Ends the attempt because nothing is in common. */
    public AttemptEnded nothingInCommon(boolean passwordCommand) {
        return Mechanisms.nothingInCommon(offered, credentials.kind(), passwordCommand);
    }

    /** Returns when the server accepted, and is to be believed. */
    public void run(Framing framing) throws AttemptEnded {
        Mechanism mechanism = strongest(binding.isPresent()).orElseThrow(() -> nothingInCommon(false));
        Attempt attempt = begin(mechanism, binding);
        Step end = attempt.play(framing);
        if (end instanceof Step.Refused && mechanism.binds() && !attempt.exchange.hasShownSecret()) {
            // The password was not judged: the server binds in another way than we can (RFC 9266 §3 has several).
            Optional<Mechanism> unbound = strongest(false);
            if (unbound.isPresent()) {
                attempt = begin(unbound.get(), Optional.empty());
                end = attempt.play(framing);
            }
        }
        attempt.conclude(end);
    }

    private Optional<Mechanism> strongest(boolean canBind) {
        return Mechanisms.strongest(offered, credentials, canBind);
    }

    private static boolean offersScram(Collection<String> offered) {
        for (String name : offered) {
            if (name.startsWith("SCRAM-")) {
                return true;
            }
        }
        return false;
    }

    private Attempt begin(Mechanism mechanism, Optional<ChannelBinding> bindTo) throws AttemptEnded {
        wire.mechanism(mechanism.name());
        Surroundings surroundings = new Surroundings(wire.request().endpoint(), bindTo, Mechanisms.anyBinds(offered));
        try {
            return new Attempt(mechanism.name(), mechanism.begin(credentials, surroundings));
        } catch (IllegalArgumentException unfit) {
            throw AttemptEnded.notOffered(
                    Missing.UNSENDABLE, "the name or password cannot be sent: " + unfit.getMessage());
        }
    }

    private final class Attempt {
        private final String mechanism;
        private final Exchange exchange;

        Attempt(String mechanism, Exchange exchange) {
            this.mechanism = mechanism;
            this.exchange = exchange;
        }

        /** Until the server accepts or refuses. */
        Step play(Framing framing) throws AttemptEnded {
            SaslTurns turns = new SaslTurns(exchange);
            Step step = framing.open(mechanism, turns);
            while (step instanceof Step.Challenge challenge) {
                step = framing.answer(answer(turns, challenge));
            }
            return step;
        }

        private Command answer(SaslTurns turns, Step.Challenge challenge) throws AttemptEnded {
            try {
                return turns.answer(challenge.base64());
            } catch (AttemptEnded ended) {
                // What the server says to that does not matter any more.
                wire.send("*");
                throw ended;
            }
        }

        void conclude(Step end) throws AttemptEnded {
            if (end instanceof Step.Refused(Reply reply)) {
                Optional<TokenRefusal> told = exchange.tokenRefusal().map(this::shown);
                throw AttemptEnded.refused(new Reply(reply.text(), reply.code(), told));
            }
            exchange.accepted();
        }

        private TokenRefusal shown(TokenRefusal told) {
            return new TokenRefusal(wire.shown(told.status()), wire.shown(told.scope()), wire.shown(told.text()));
        }
    }
}
