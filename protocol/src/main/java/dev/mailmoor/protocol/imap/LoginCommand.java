package dev.mailmoor.protocol.imap;

import dev.mailmoor.protocol.Credentials;
import dev.mailmoor.protocol.wire.AttemptEnded;
import dev.mailmoor.protocol.wire.Command;
import dev.mailmoor.protocol.wire.Conversation;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * LOGIN (RFC 9051 §6.2.3): each argument quoted if it can be, else as a literal, without waiting if the server allows that
 * (RFC 7888).
 */
final class LoginCommand {
    private static final int LONGEST_LITERAL_MINUS = 4_096;

    private final Conversation wire;
    private final ImapSession session;
    private final Set<String> offered;
    private final String tag;
    private Command pending;

    LoginCommand(Conversation wire, ImapSession session, Set<String> offered) throws AttemptEnded {
        this.wire = wire;
        this.session = session;
        this.offered = offered;
        this.tag = session.newTag();
        this.pending = Command.of(tag + " LOGIN");
    }

    ImapResponse.Tagged run(Credentials credentials) throws AttemptEnded {
        byte[] username = credentials.username().getBytes(StandardCharsets.UTF_8);
        byte[] secret = credentials.secret().open(byte[]::clone);
        try {
            for (Argument argument : List.of(new Clear(username), new Hidden(secret))) {
                pending.text(" ");
                if (isQuotable(argument.bytes())) {
                    argument.add(pending, quoted(argument.bytes()));
                } else if (addLiteral(argument) instanceof ImapResponse.Tagged refused) {
                    return refused;
                }
            }
            wire.send(pending);
            return session.end(tag);
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    /** Returns the command's end when the server did not want the literal. */
    private ImapResponse addLiteral(Argument argument) throws AttemptEnded {
        int size = argument.bytes().length;
        boolean waits = waitsFor(size, offered);
        String head = waits ? "{" + size + "}" : "{" + size + "+}\r\n";
        argument.add(pending, head.getBytes(StandardCharsets.US_ASCII));
        ImapResponse answer = new ImapResponse.Continuation("");
        if (waits) {
            wire.send(pending);
            pending = Command.of("");
            answer = session.next(tag);
        }
        argument.add(pending, argument.bytes());
        return answer;
    }

    private static boolean waitsFor(int size, Set<String> capabilities) {
        boolean minus = capabilities.contains("LITERAL-") && size <= LONGEST_LITERAL_MINUS;
        return !minus && !capabilities.contains("LITERAL+");
    }

    /** RFC 9051 §9, {@code QUOTED-CHAR}; characters beyond ASCII may be quoted only where that was agreed. */
    static boolean isQuotable(byte[] text) {
        for (byte b : text) {
            if (b < ' ' && b != '\t' || b == 0x7F) {
                return false;
            }
        }
        return true;
    }

    static byte[] quoted(byte[] text) {
        byte[] quoted = new byte[text.length * 2 + 2];
        int length = 0;
        quoted[length++] = '"';
        for (byte b : text) {
            if (b == '"' || b == '\\') {
                quoted[length++] = '\\';
            }
            quoted[length++] = b;
        }
        quoted[length++] = '"';
        byte[] exact = Arrays.copyOf(quoted, length);
        Arrays.fill(quoted, (byte) 0);
        return exact;
    }

    /** One of the two, and whether it may be shown. Even the size of a literal would tell something of a secret. */
    private sealed interface Argument {
        byte[] bytes();

        void add(Command command, byte[] part);
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Clear(byte[] bytes) implements Argument {
        @Override
        public void add(Command command, byte[] part) {
            command.text(part);
        }
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Hidden(byte[] bytes) implements Argument {
        @Override
        public void add(Command command, byte[] part) {
            command.secret(part);
        }
    }
}
