package dev.mailmoor.protocol.pop3;

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
import dev.mailmoor.protocol.wire.Command;
import dev.mailmoor.protocol.wire.Conversation;
import dev.mailmoor.protocol.wire.Dialogue;
import java.util.Optional;

/** Signs in to a POP3 server and asks how much mail there is. */
public final class Pop3Dialogue implements Dialogue {
    /** RFC 5034 §4. */
    private static final int LONGEST_AUTH_LINE = 253;

    private final Conversation wire;
    private final LoginRequest request;
    private final Credentials credentials;
    private boolean quitSent;

    public Pop3Dialogue(Conversation wire, LoginRequest request) {
        this.wire = wire;
        this.request = request;
        this.credentials = request.credentials();
    }

    @Override
    public void signIn() throws AttemptEnded {
        expectOk(wire.readGreeting());
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
        wire.send("CAPA");
        if (!isOk(wire.readLine())) {
            return Pop3Capabilities.unknown();
        }
        Pop3Capabilities capabilities = new Pop3Capabilities();
        for (String line = wire.readLine(); !line.equals("."); line = wire.readLine()) {
            capabilities.add(line);
        }
        return capabilities;
    }

    private void secure(Pop3Capabilities offered) throws AttemptEnded {
        if (!offered.has("STLS")) {
            throw AttemptEnded.notOffered(Missing.STARTTLS, "the server does not offer STLS");
        }
        wire.enter(Stage.TLS);
        wire.send("STLS");
        String answer = wire.readLine();
        if (!isOk(answer)) {
            throw AttemptEnded.tlsFailed(TlsFailure.STARTTLS_REFUSED, answer);
        }
        wire.secure();
    }

    private void authenticate(Pop3Capabilities offered) throws AttemptEnded {
        Optional<Mechanism> strongest = Mechanisms.strongest(offered.mechanisms());
        wire.enter(Stage.AUTH);
        if (strongest.isPresent() && !(offered.hasUser() && isObsolete(strongest.get()))) {
            exchange(strongest.get());
        } else if (offered.hasUser()) {
            userAndPass();
        } else if (!wire.secured() && offered.has("STLS")) {
            throw AttemptEnded.notOffered(
                    Missing.LOGIN_WITHOUT_TLS, "the server lets nobody sign in until the connection is secured");
        } else {
            throw AttemptEnded.notOffered(Missing.MECHANISM, "the server offers no way to sign in that we know");
        }
    }

    /** USER and PASS do the same in fewer turns. */
    private static boolean isObsolete(Mechanism mechanism) {
        return mechanism.strength() == Mechanism.Strength.REVEALING_OBSOLETE;
    }

    private void exchange(Mechanism mechanism) throws AttemptEnded {
        wire.mechanism(mechanism.name());
        SaslTurns turns = new SaslTurns(mechanism.begin(credentials));
        wire.send(turns.opening("AUTH " + mechanism.name(), LONGEST_AUTH_LINE));
        String answer = wire.readLine();
        while (answer.equals("+") || answer.startsWith("+ ")) {
            wire.send(turns.answer(answer.substring(1)));
            answer = wire.readLine();
        }
        expectOk(answer);
        if (!turns.serverProved()) {
            throw AttemptEnded.broken(Breakage.GARBLED, "the server did not prove itself");
        }
    }

    private void userAndPass() throws AttemptEnded {
        wire.mechanism("USER");
        wire.send("USER " + request.username());
        expectOk(wire.readLine());
        Command pass = request.secret().open(secret -> Command.of("PASS ").secret(secret));
        wire.send(pass);
        expectOk(wire.readLine());
    }

    private void prove(Pop3Capabilities offered) throws AttemptEnded {
        wire.enter(Stage.SELECT);
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
