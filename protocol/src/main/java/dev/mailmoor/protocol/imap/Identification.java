package dev.mailmoor.protocol.imap;

import dev.mailmoor.protocol.LoginRequest.Introduction;
import dev.mailmoor.protocol.ServerFacts;
import dev.mailmoor.protocol.wire.AttemptEnded;
import dev.mailmoor.protocol.wire.Conversation;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;

/**
 * ID (RFC 2971): says who we are to servers that open no mailbox before they know, and asks a server that refused us who it
 * is, for whoever must explain the refusal.
 */
final class Identification {
    private static final String OURS = "ID (\"name\" \"Mailmoor\" \"version\" \"1\" \"vendor\" \"Mailmoor\")";
    private static final int LONGEST = 500;

    /** What NetEase runs, and sells: "Unsafe Login" to SELECT from programs without ID (its help page on IMAP clients). */
    private static final String DEMANDING_SOFTWARE = "coremail";

    private final Conversation wire;
    private final ImapSession session;
    private boolean done;

    Identification(Conversation wire, ImapSession session) {
        this.wire = wire;
        this.session = session;
    }

    boolean isDemanded() {
        return wire.request().introduction() == Introduction.BEFORE_SELECT
                || wire.greeting().toLowerCase(Locale.ROOT).contains(DEMANDING_SOFTWARE);
    }

    /** A refusal of ID itself is no matter. */
    void introduceUs() throws AttemptEnded {
        done = true;
        session.run(OURS);
    }

    /** After a refusal, which stands whatever comes of this. */
    void askWhoRefused(Set<String> offered) {
        if (done || !offered.contains("ID") || !wire.isUsable()) {
            return;
        }
        wire.hurry();
        try {
            introduceUs();
        } catch (AttemptEnded ignored) {
            // Then it remains unknown.
        }
    }

    /** Takes up {@code ID ("name" "Dovecot" …)}, if that is what the response is. */
    static ServerFacts noted(String text, ServerFacts known) {
        if (!ImapParser.is(text, "ID")) {
            return known;
        }
        StringJoiner words = new StringJoiner(" ");
        int open = text.indexOf('"');
        while (open >= 0) {
            int close = closing(text, open + 1);
            words.add(text.substring(open + 1, close).replace("\\", ""));
            open = text.indexOf('"', close + 1);
        }
        String software = words.toString();
        return software.isBlank()
                ? known
                : new ServerFacts(
                        Optional.of(software.substring(0, Math.min(LONGEST, software.length()))),
                        known.alerts(),
                        known.referral());
    }

    private static int closing(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                return i;
            }
            i += c == '\\' ? 1 : 0;
        }
        return text.length();
    }
}
