package dev.mailmoor.e2e.s07_notices;

import dev.mailmoor.testkit.scripted.Peer;
import dev.mailmoor.testkit.scripted.ScriptedServer;
import java.io.IOException;

/** An IMAP server for any number of mailboxes, which lets everybody in, or refuses all. */
final class FickleImap implements AutoCloseable {
    private static final String CAPABILITY = "CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR";

    private final ScriptedServer server = ScriptedServer.plain(this::serve);
    private volatile boolean refuses;

    int port() {
        return server.port();
    }

    void refusesAll() {
        refuses = true;
    }

    void takesAllAgain() {
        refuses = false;
    }

    private void serve(Peer peer) throws IOException {
        peer.say("* OK [" + CAPABILITY + "] ready");
        while (true) {
            String[] words = peer.hear().split(" ");
            String tag = words[0];
            switch (words.length > 1 ? words[1].toUpperCase(java.util.Locale.ROOT) : "") {
                case "CAPABILITY" -> peer.say("* " + CAPABILITY, tag + " OK done");
                case "AUTHENTICATE" -> authenticate(peer, words);
                case "LOGIN" -> peer.say(verdict(tag));
                case "EXAMINE" -> peer.say("* 0 EXISTS", tag + " OK [READ-ONLY] done");
                case "LOGOUT" -> {
                    peer.say("* BYE", tag + " OK done");
                    return;
                }
                default -> peer.say(tag + " OK done");
            }
        }
    }

    private void authenticate(Peer peer, String[] words) throws IOException {
        if (words.length == 3) {
            peer.say("+ ");
            peer.hear();
        }
        peer.say(verdict(words[0]));
    }

    private String verdict(String tag) {
        return refuses ? tag + " NO [AUTHENTICATIONFAILED] Authentication failed." : tag + " OK in";
    }

    @Override
    public void close() {
        server.close();
    }
}
