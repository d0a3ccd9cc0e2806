package dev.mailmoor.protocol.imap;

import dev.mailmoor.protocol.Outcome.Breakage;
import dev.mailmoor.protocol.wire.AttemptEnded;
import dev.mailmoor.protocol.wire.Command;
import dev.mailmoor.protocol.wire.Conversation;
import java.util.OptionalLong;
import java.util.Set;

/** Sends tagged commands and reads what comes back, keeping the capabilities that pass by. */
final class ImapSession {
    private final Conversation wire;
    private int commands;
    private Set<String> capabilities = Set.of();

    ImapSession(Conversation wire) {
        this.wire = wire;
    }

    Set<String> capabilities() {
        return capabilities;
    }

    /** Before and after TLS, and after sign-in, servers may offer different things. */
    void forgetCapabilities() {
        capabilities = Set.of();
    }

    /** Takes up what a response says of capabilities, if it does. */
    void note(String text) {
        Set<String> found = ImapParser.capabilities(text);
        if (!found.isEmpty()) {
            capabilities = found;
        } else {
            wire.note(ImapParser.facts(text, wire.facts()));
        }
    }

    /** The next command's tag. */
    String newTag() throws AttemptEnded {
        commands++;
        String tag = "A" + commands;
        wire.expectUnanswered(tag + " ");
        return tag;
    }

    /** The tag of a command whose answer nobody reads. */
    String lastTag() {
        commands++;
        return "A" + commands;
    }

    /** Sends a command and waits for its end. */
    ImapResponse.Tagged run(String command) throws AttemptEnded {
        String tag = newTag();
        wire.send(Command.of(tag + " " + command));
        return end(tag);
    }

    /** Waits for the end of a command that asks nothing in between. */
    ImapResponse.Tagged end(String tag) throws AttemptEnded {
        return switch (next(tag)) {
            case ImapResponse.Tagged tagged -> tagged;
            case ImapResponse.Continuation _, ImapResponse.Untagged _ ->
                throw AttemptEnded.broken(Breakage.GARBLED, "the server asks to go on where nothing is to follow");
        };
    }

    /** The next that concerns the command: its end, or a request to go on. A BYE ends the attempt. */
    ImapResponse next(String tag) throws AttemptEnded {
        while (true) {
            ImapResponse response = read();
            switch (response) {
                case ImapResponse.Untagged untagged -> take(untagged);
                case ImapResponse.Continuation _ -> {
                    return response;
                }
                case ImapResponse.Tagged tagged -> {
                    if (!tagged.tag().equals(tag)) {
                        throw AttemptEnded.broken(Breakage.GARBLED, "the server answers a command that was not sent");
                    }
                    note(tagged.text());
                    return tagged;
                }
            }
        }
    }

    private void take(ImapResponse.Untagged untagged) throws AttemptEnded {
        note(untagged.text());
        if (ImapParser.is(untagged.text(), "BYE")) {
            throw AttemptEnded.refused("* ".concat(untagged.text()));
        }
    }

    private ImapResponse read() throws AttemptEnded {
        String line = wire.readLine();
        ImapResponse response = ImapParser.parse(line);
        OptionalLong literal = ImapParser.literalAtEnd(line);
        while (literal.isPresent()) {
            wire.skipLiteral(literal.getAsLong());
            literal = ImapParser.literalAtEnd("* ".concat(wire.readLine()));
        }
        return response;
    }
}
