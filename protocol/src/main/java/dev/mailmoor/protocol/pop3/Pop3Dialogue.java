package dev.mailmoor.protocol.pop3;

import dev.mailmoor.protocol.Credentials;
import dev.mailmoor.protocol.LoginRequest;
import dev.mailmoor.protocol.Outcome.Breakage;
import dev.mailmoor.protocol.Outcome.Missing;
import dev.mailmoor.protocol.Outcome.TlsFailure;
import dev.mailmoor.protocol.ServerFacts;
import dev.mailmoor.protocol.Stage;
import dev.mailmoor.protocol.TlsMode;
import dev.mailmoor.protocol.sasl.SaslSignIn;
import dev.mailmoor.protocol.sasl.SaslSignIn.Step;
import dev.mailmoor.protocol.sasl.SaslTurns;
import dev.mailmoor.protocol.wire.AttemptEnded;
import dev.mailmoor.protocol.wire.Command;
import dev.mailmoor.protocol.wire.Conversation;
import dev.mailmoor.protocol.wire.Dialogue;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Signs in to a POP3 server and asks how much mail there is. */
public final class Pop3Dialogue implements Dialogue {
    /** RFC 5034 §4. */
    private static final int LONGEST_AUTH_LINE = 253;

    private final Conversation wire;
    private final LoginRequest request;
    private Optional<Apop> apop = Optional.empty();
    private boolean quitSent;

    public Pop3Dialogue(Conversation wire, LoginRequest request) {
        this.wire = wire;
        this.request = request;
    }

    @Override
    public void signIn() throws AttemptEnded {
        String greeting = wire.readGreeting();
        expectOk(greeting);
        apop = Apop.in(greeting);
        Pop3Capabilities offered = capabilities();
        if (request.endpoint().security() == TlsMode.STARTTLS) {
            secure(offered);
            offered = capabilities();
        }
        authenticate(offered);
        prove(offered);
    }

    private Pop3Capabilities capabilities() throws AttemptEnded {
        wire.enter(Stage.CAPABILITY);
        if (!isOk(ask("CAPA"))) {
            return Pop3Capabilities.unknown();
        }
        Pop3Capabilities capabilities = new Pop3Capabilities();
        for (String line = wire.readLine(); !line.equals("."); line = wire.readLine()) {
            capabilities.add(line);
        }
        capabilities
                .software()
                .ifPresent(name -> wire.note(new ServerFacts(
                        Optional.of(name), wire.facts().alerts(), wire.facts().referral())));
        return capabilities;
    }

    private void secure(Pop3Capabilities offered) throws AttemptEnded {
        if (!offered.has("STLS")) {
            throw AttemptEnded.notOffered(Missing.STARTTLS, "the server does not offer STLS");
        }
        wire.enter(Stage.TLS);
        String answer = ask("STLS");
        if (!isOk(answer)) {
            throw AttemptEnded.tlsFailed(TlsFailure.STARTTLS_REFUSED, answer);
        }
        wire.secure();
    }

    private void authenticate(Pop3Capabilities offered) throws AttemptEnded {
        SaslSignIn sasl = new SaslSignIn(wire, offered.mechanisms());
        wire.enter(Stage.AUTH);
        if (apop.isPresent() && !sasl.keepsThePassword() && isApopBest(offered)) {
            apop(apop.get());
            return;
        }
        switch (sasl.choice(offered.mayTakeUser())) {
            case MECHANISM -> sasl.run(new Framing());
            case COMMAND -> userAndPass();
            case NOTHING -> {
                if (!wire.secured() && offered.has("STLS") && !offered.hasUser()) {
                    throw AttemptEnded.notOffered(
                            Missing.LOGIN_WITHOUT_TLS,
                            "the server lets nobody sign in until the connection is secured");
                }
                throw sasl.nothingInCommon(offered.hasUser());
            }
        }
    }

    /**
     * Inside TLS it hides nothing, and servers that keep passwords hashed often greet with a timestamp all the same: then the
     * ways that CAPA names are surer.
     */
    private boolean isApopBest(Pop3Capabilities offered) {
        Credentials credentials = request.credentials();
        boolean possible = credentials.kind() == Credentials.Kind.PASSWORD
                && credentials.secret().reveal(text -> text.chars().allMatch(c -> c < 128));
        return possible && !(wire.secured() && offered.namesAWayIn());
    }

    private void apop(Apop timestamp) throws AttemptEnded {
        wire.mechanism("APOP");
        byte[] digest = timestamp.digest(request.secret()).getBytes(StandardCharsets.US_ASCII);
        expectOk(ask(Command.of("APOP " + request.username() + " ").secret(digest)));
    }

    /** AUTH (RFC 5034 §4). */
    private final class Framing implements SaslSignIn.Framing {
        @Override
        public Step open(String mechanism, SaslTurns turns) throws AttemptEnded {
            // Microsoft takes XOAUTH2 in two lines only ("Authenticate an IMAP, POP or SMTP connection using OAuth").
            int longest = mechanism.equals("XOAUTH2") ? 0 : LONGEST_AUTH_LINE;
            return answer(turns.opening("AUTH " + mechanism, longest));
        }

        @Override
        public Step answer(Command line) throws AttemptEnded {
            String answer = ask(line);
            if (answer.equals("+") || answer.startsWith("+ ")) {
                return new Step.Challenge(answer.substring(1));
            }
            return isOk(answer) ? new Step.Accepted() : new Step.Refused(AttemptEnded.reply(answer));
        }
    }

    private String ask(String command) throws AttemptEnded {
        return ask(Command.of(command));
    }

    /** Each answer belongs to one question: what came before it was asked would shift them all. */
    private String ask(Command command) throws AttemptEnded {
        wire.expectUnanswered("");
        wire.send(command);
        return wire.readLine();
    }

    private void userAndPass() throws AttemptEnded {
        wire.mechanism("USER");
        expectOk(ask("USER " + request.username()));
        Command pass = request.secret().open(secret -> Command.of("PASS ").secret(secret));
        expectOk(ask(pass));
    }

    private void prove(Pop3Capabilities offered) throws AttemptEnded {
        wire.enter(Stage.SELECT);
        wire.expectUnanswered("");
        wire.send("STAT");
        if (offered.has("PIPELINING")) {
            wire.send("QUIT");
            quitSent = true;
        }
        expectOk(wire.readLine());
    }

    private static boolean isOk(String line) throws AttemptEnded {
        if (startsWithWord(line, "+OK")) {
            return true;
        }
        if (startsWithWord(line, "-ERR")) {
            return false;
        }
        throw AttemptEnded.broken(Breakage.GARBLED, "what the server sent is not POP3");
    }

    private static boolean startsWithWord(String line, String word) {
        return line.regionMatches(true, 0, word, 0, word.length())
                && (line.length() == word.length() || line.charAt(word.length()) <= ' ');
    }

    private static void expectOk(String line) throws AttemptEnded {
        if (!isOk(line)) {
            throw AttemptEnded.refused(line);
        }
    }

    @Override
    public void sayGoodbye() {
        wire.bye(quitSent ? Optional.empty() : Optional.of("QUIT"), 1);
    }
}
