package dev.mailmoor.protocol.sasl;

import dev.mailmoor.protocol.Outcome.Breakage;
import dev.mailmoor.protocol.wire.AttemptEnded;
import dev.mailmoor.protocol.wire.Command;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * The turns of one exchange as IMAP, POP3 and SMTP all write them: base64, {@code =} for an empty first message. Each
 * protocol brings its own framing.
 */
public final class SaslTurns {
    private static final int MOST_TURNS = 10;

    private final Exchange exchange;
    private Optional<byte[]> first;
    private int turns;

    SaslTurns(Exchange exchange) {
        this.exchange = exchange;
        this.first = exchange.first();
    }

    /**
     * The opening command, with the first message on its line if there is one, the server takes it there, and the line
     * stays within {@code longestLine}.
     */
    public Command opening(String command, int longestLine) {
        Command opening = Command.of(command);
        if (first.isEmpty() || command.length() + 3 + first.get().length * 4 / 3 + 4 > longestLine) {
            return opening;
        }
        byte[] message = first.get();
        first = Optional.empty();
        opening.text(" ");
        return message.length == 0 ? opening.text("=") : encoded(opening, message);
    }

    /** The line that answers a challenge, given in base64. */
    Command answer(String challenge) throws AttemptEnded {
        turns++;
        if (turns > MOST_TURNS) {
            throw AttemptEnded.broken(Breakage.TOO_MUCH, "the server does not come to an end with its challenges");
        }
        if (first.isPresent()) {
            byte[] message = first.get();
            first = Optional.empty();
            return encoded(Command.of(""), message);
        }
        return encoded(Command.of(""), exchange.answer(decoded(challenge)));
    }

    private static byte[] decoded(String challenge) throws AttemptEnded {
        try {
            return Base64.getDecoder().decode(challenge.strip());
        } catch (IllegalArgumentException notBase64) {
            throw AttemptEnded.broken(Breakage.GARBLED, "the server's challenge is not base64");
        }
    }

    private static Command encoded(Command command, byte[] message) {
        command.secretBase64(message);
        Arrays.fill(message, (byte) 0);
        return command;
    }
}
