package dev.mailmoor.protocol.smtp;

import dev.mailmoor.protocol.Outcome.Breakage;
import dev.mailmoor.protocol.Reply;
import dev.mailmoor.protocol.wire.AttemptEnded;
import dev.mailmoor.protocol.wire.Conversation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A reply of one or several lines (RFC 5321 §4.2).
 *
 * @param lines as they came, code included; at least one
 */
record SmtpReply(int code, List<String> lines) {
    static SmtpReply read(Conversation wire) throws AttemptEnded {
        return continued(wire.readLine(), wire);
    }

    /** The reply that begins with {@code first}. */
    static SmtpReply continued(String first, Conversation wire) throws AttemptEnded {
        List<String> lines = new ArrayList<>(8);
        lines.add(first);
        int code = code(first);
        for (String line = first; isContinued(line); ) {
            line = wire.readLine();
            if (code(line) != code) {
                throw AttemptEnded.broken(Breakage.GARBLED, "the lines of one SMTP reply have different codes");
            }
            lines.add(line);
        }
        return new SmtpReply(code, lines);
    }

    boolean isPositive() {
        return code / 100 == 2;
    }

    /** The server's words, for people and rules to read. */
    String text() {
        return String.join("\n", lines);
    }

    /** The first line behind its code. */
    String words() {
        String line = lines.getFirst();
        return line.length() > 4 ? line.substring(4) : "";
    }

    /**
     * As a refusal, with its enhanced status code (RFC 2034 §4).
     *
     * @throws AttemptEnded when the reply neither grants nor refuses
     */
    Reply asRefusal() throws AttemptEnded {
        if (code < 400) {
            throw AttemptEnded.broken(Breakage.GARBLED, "the server's reply does not belong here: " + lines.getFirst());
        }
        return new Reply(text(), enhancedCode(), Optional.empty());
    }

    private Optional<String> enhancedCode() {
        String words = words();
        int end = words.indexOf(' ') < 0 ? words.length() : words.indexOf(' ');
        int dots = 0;
        for (int i = 0; i < end; i++) {
            boolean dot = words.charAt(i) == '.';
            dots += dot ? 1 : 0;
            if (!dot && !isDigit(words.charAt(i))) {
                return Optional.empty();
            }
        }
        boolean wellFormed =
                dots == 2 && end >= 5 && end <= 9 && words.charAt(1) == '.' && words.charAt(end - 1) != '.';
        return wellFormed ? Optional.of(words.substring(0, end)) : Optional.empty();
    }

    private static boolean isContinued(String line) {
        return line.length() > 3 && line.charAt(3) == '-';
    }

    static int code(String line) throws AttemptEnded {
        boolean wellFormed = line.length() >= 3
                && line.charAt(0) >= '2'
                && line.charAt(0) <= '5'
                && isDigit(line.charAt(1))
                && isDigit(line.charAt(2))
                && (line.length() == 3 || line.charAt(3) == ' ' || line.charAt(3) == '-');
        if (!wellFormed) {
            throw AttemptEnded.broken(Breakage.GARBLED, "what the server sent is not SMTP");
        }
        return Integer.parseInt(line, 0, 3, 10);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
