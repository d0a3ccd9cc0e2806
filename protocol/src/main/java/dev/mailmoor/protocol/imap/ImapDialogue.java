package dev.mailmoor.protocol.imap;

import dev.mailmoor.protocol.Credentials;
import dev.mailmoor.protocol.LoginRequest;
import dev.mailmoor.protocol.Outcome.Breakage;
import dev.mailmoor.protocol.Outcome.Missing;
import dev.mailmoor.protocol.Outcome.TlsFailure;
import dev.mailmoor.protocol.Stage;
import dev.mailmoor.protocol.TlsMode;
import dev.mailmoor.protocol.sasl.Mechanism;
import dev.mailmoor.protocol.sasl.Mechanisms;
import dev.mailmoor.protocol.sasl.SaslTurns;
import dev.mailmoor.protocol.wire.AttemptEnded;
import dev.mailmoor.protocol.wire.Conversation;
import dev.mailmoor.protocol.wire.Dialogue;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Signs in to an IMAP server and opens its INBOX without changing anything. */
public final class ImapDialogue implements Dialogue {
    private static final int LONGEST_LINE = 8_000;

    private final Conversation wire;
    private final LoginRequest request;
    private final Credentials credentials;
    private final ImapSession session;
    private boolean logoutSent;

    public ImapDialogue(Conversation wire, LoginRequest request) {
        this.wire = wire;
        this.request = request;
        this.credentials = request.credentials();
        this.session = new ImapSession(wire);
    }

    @Override
    public void signIn() throws AttemptEnded {
        boolean knownAlready = greeted();
        if (request.endpoint().security() == TlsMode.STARTTLS) {
            if (knownAlready) {
                // RFC 9051 §11.2: a greeting in the clear that says so keeps us from securing the connection.
                throw AttemptEnded.notOffered(
                        Missing.STARTTLS, "the server greeted with PREAUTH, after which STARTTLS is not possible");
            }
            secure();
        }
        if (knownAlready) {
            wire.mechanism("PREAUTH");
        } else {
            authenticate();
        }
        examine();
    }

    /** Returns whether the server takes us for signed in already. */
    private boolean greeted() throws AttemptEnded {
        String line = wire.readGreeting();
        String text = line.startsWith("* ") ? line.substring(2) : "";
        if (ImapParser.is(text, "BYE")) {
            throw AttemptEnded.refused(line);
        }
        boolean known = ImapParser.is(text, "PREAUTH");
        if (!known && !ImapParser.is(text, "OK")) {
            throw AttemptEnded.broken(Breakage.GARBLED, "the greeting is not that of an IMAP server");
        }
        session.note(text);
        return known;
    }

    private Set<String> capabilities() throws AttemptEnded {
        if (session.capabilities().isEmpty()) {
            wire.enter(Stage.CAPABILITY);
            expectOk(session.run("CAPABILITY"));
        }
        return session.capabilities();
    }

    private void secure() throws AttemptEnded {
        if (!capabilities().contains("STARTTLS")) {
            throw AttemptEnded.notOffered(Missing.STARTTLS, "the server does not offer STARTTLS");
        }
        wire.enter(Stage.TLS);
        ImapResponse.Tagged answer = session.run("STARTTLS");
        if (!answer.isOk()) {
            throw AttemptEnded.tlsFailed(TlsFailure.STARTTLS_REFUSED, answer.text());
        }
        wire.secure();
        session.forgetCapabilities();
    }

    private void authenticate() throws AttemptEnded {
        Set<String> offered = capabilities();
        Optional<Mechanism> strongest = Mechanisms.strongest(mechanisms(offered));
        boolean command = !offered.contains("LOGINDISABLED");
        wire.enter(Stage.AUTH);
        if (strongest.isPresent() && !(command && isObsolete(strongest.get()))) {
            expectOk(exchange(strongest.get(), offered.contains("SASL-IR")));
        } else if (command) {
            wire.mechanism("LOGIN");
            expectOk(new LoginCommand(wire, session).run(credentials));
        } else if (wire.secured()) {
            throw AttemptEnded.notOffered(Missing.MECHANISM, "the server offers no way to sign in that we know");
        } else {
            throw AttemptEnded.notOffered(
                    Missing.LOGIN_WITHOUT_TLS, "the server lets nobody sign in until the connection is secured");
        }
        session.forgetCapabilities();
    }

    /** The LOGIN command does the same in one turn. */
    private static boolean isObsolete(Mechanism mechanism) {
        return mechanism.strength() == Mechanism.Strength.REVEALING_OBSOLETE;
    }

    private static Set<String> mechanisms(Set<String> capabilities) {
        Set<String> mechanisms = new HashSet<>();
        for (String capability : capabilities) {
            if (capability.startsWith("AUTH=")) {
                mechanisms.add(capability.substring("AUTH=".length()));
            }
        }
        return mechanisms;
    }

    private ImapResponse.Tagged exchange(Mechanism mechanism, boolean initialResponse) throws AttemptEnded {
        wire.mechanism(mechanism.name());
        SaslTurns turns = new SaslTurns(mechanism.begin(credentials));
        String tag = session.newTag();
        wire.send(turns.opening(tag + " AUTHENTICATE " + mechanism.name(), initialResponse ? LONGEST_LINE : 0));
        while (true) {
            switch (session.next(tag)) {
                case ImapResponse.Continuation challenge -> wire.send(turns.answer(challenge.text()));
                case ImapResponse.Tagged end -> {
                    if (end.isOk() && !turns.serverProved()) {
                        throw AttemptEnded.broken(Breakage.GARBLED, "the server did not prove itself");
                    }
                    return end;
                }
                case ImapResponse.Untagged _ -> {}
            }
        }
    }

    private void examine() throws AttemptEnded {
        wire.enter(Stage.SELECT);
        String tag = session.newTag();
        wire.send(tag + " EXAMINE INBOX");
        // RFC 9051 §5.5: nothing that EXAMINE answers could change what LOGOUT means, so it may travel along.
        wire.send(session.newTag() + " LOGOUT");
        logoutSent = true;
        expectOk(session.end(tag));
    }

    private static void expectOk(ImapResponse.Tagged end) throws AttemptEnded {
        if (!end.isOk()) {
            throw AttemptEnded.refused(end.text());
        }
    }

    @Override
    public void sayGoodbye() {
        wire.bye(logoutSent ? Optional.empty() : Optional.of(session.newTag() + " LOGOUT"), 1);
    }
}
