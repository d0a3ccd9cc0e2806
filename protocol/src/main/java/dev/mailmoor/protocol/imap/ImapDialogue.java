package dev.mailmoor.protocol.imap;

import dev.mailmoor.protocol.LoginRequest;
import dev.mailmoor.protocol.Outcome.Breakage;
import dev.mailmoor.protocol.Outcome.Missing;
import dev.mailmoor.protocol.Outcome.TlsFailure;
import dev.mailmoor.protocol.Stage;
import dev.mailmoor.protocol.TlsMode;
import dev.mailmoor.protocol.sasl.SaslSignIn;
import dev.mailmoor.protocol.wire.AttemptEnded;
import dev.mailmoor.protocol.wire.Conversation;
import dev.mailmoor.protocol.wire.Dialogue;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Signs in to an IMAP server and opens its INBOX without changing anything. */
public final class ImapDialogue implements Dialogue {
    private final Conversation wire;
    private final LoginRequest request;
    private final ImapSession session;
    private final Identification identification;
    private Set<String> offeredBefore = Set.of();
    private boolean logoutSent;

    public ImapDialogue(Conversation wire, LoginRequest request) {
        this.wire = wire;
        this.request = request;
        this.session = new ImapSession(wire);
        this.identification = new Identification(wire, session);
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
            authenticated();
        }
        prepareForMailboxes();
        examine();
    }

    /** Returns whether the server takes us for signed in already. */
    private boolean greeted() throws AttemptEnded {
        String line = wire.readGreeting();
        String text = line.startsWith("* ") ? line.substring(2) : "";
        session.note(text);
        if (ImapParser.is(text, "BYE")) {
            throw AttemptEnded.refused(line);
        }
        boolean known = ImapParser.is(text, "PREAUTH");
        if (!known && !ImapParser.is(text, "OK")) {
            throw AttemptEnded.broken(Breakage.GARBLED, "the greeting is not that of an IMAP server");
        }
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

    private void authenticated() throws AttemptEnded {
        offeredBefore = capabilities();
        try {
            authenticate(offeredBefore);
        } catch (AttemptEnded refused) {
            identification.askWhoRefused(offeredBefore);
            throw refused;
        }
    }

    private void authenticate(Set<String> offered) throws AttemptEnded {
        SaslSignIn sasl = new SaslSignIn(wire, mechanisms(offered));
        boolean command = !offered.contains("LOGINDISABLED");
        wire.enter(Stage.AUTH);
        // What is offered to those who are signed in may differ; the server tells it unasked, or it does not matter.
        session.forgetCapabilities();
        switch (sasl.choice(command)) {
            case MECHANISM -> sasl.run(new ImapFraming(wire, session, offered.contains("SASL-IR")));
            case COMMAND -> {
                wire.mechanism("LOGIN");
                expectOk(new LoginCommand(wire, session, offered).run(request.credentials()));
            }
            case NOTHING -> {
                if (!command && !wire.secured()) {
                    throw AttemptEnded.notOffered(
                            Missing.LOGIN_WITHOUT_TLS,
                            "the server lets nobody sign in until the connection is secured");
                }
                throw sasl.nothingInCommon(command);
            }
        }
    }

    /** What some servers want between sign-in and the first mailbox. */
    private void prepareForMailboxes() throws AttemptEnded {
        Set<String> offered = session.capabilities().isEmpty() ? offeredBefore : session.capabilities();
        boolean introduce = identification.isDemanded() && offered.contains("ID");
        boolean unicodeOnly = offered.contains("UTF8=ONLY");
        if (introduce || unicodeOnly) {
            wire.enter(Stage.SELECT);
        }
        if (introduce) {
            identification.introduceUs();
        }
        if (unicodeOnly) {
            // RFC 6855 §6: no mailbox opens before that.
            expectOk(session.run("ENABLE UTF8=ACCEPT"));
        }
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
        wire.bye(logoutSent ? Optional.empty() : Optional.of(session.lastTag() + " LOGOUT"), 1);
    }
}
