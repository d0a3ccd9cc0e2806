package dev.mailmoor.protocol.smtp;

import dev.mailmoor.protocol.LoginRequest;
import dev.mailmoor.protocol.Outcome.Missing;
import dev.mailmoor.protocol.Outcome.TlsFailure;
import dev.mailmoor.protocol.Stage;
import dev.mailmoor.protocol.TlsMode;
import dev.mailmoor.protocol.sasl.SaslSignIn;
import dev.mailmoor.protocol.sasl.SaslSignIn.Step;
import dev.mailmoor.protocol.sasl.SaslTurns;
import dev.mailmoor.protocol.wire.AttemptEnded;
import dev.mailmoor.protocol.wire.Command;
import dev.mailmoor.protocol.wire.Conversation;
import dev.mailmoor.protocol.wire.Dialogue;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Signs in to a submission server and has it accept a sender, without sending anything. */
public final class SmtpDialogue implements Dialogue {
    /** RFC 4954 §4: a longer first message must wait until it is asked for. */
    private static final int LONGEST_AUTH_LINE = 510;

    private final Conversation wire;
    private final LoginRequest request;
    private int farewellReplies = 1;
    private boolean quitSent;

    public SmtpDialogue(Conversation wire, LoginRequest request) {
        this.wire = wire;
        this.request = request;
    }

    @Override
    public void signIn() throws AttemptEnded {
        SmtpExtensions offered = begin();
        authenticate(offered);
        proveSender(offered);
    }

    /** Up to where a sign-in is possible; returns what is offered from there on. */
    SmtpExtensions begin() throws AttemptEnded {
        greeted();
        SmtpExtensions offered = hello();
        if (request.endpoint().security() == TlsMode.STARTTLS) {
            secure(offered);
            offered = hello();
        }
        return offered;
    }

    private void greeted() throws AttemptEnded {
        SmtpReply greeting = SmtpReply.continued(wire.readGreeting(), wire);
        if (greeting.code() != 220) {
            throw AttemptEnded.refused(greeting.asRefusal());
        }
    }

    private SmtpExtensions hello() throws AttemptEnded {
        wire.enter(Stage.CAPABILITY);
        SmtpReply answer = ask("EHLO " + ourName());
        if (answer.code() == 500 || answer.code() == 502 || answer.code() == 504) {
            // RFC 5321 §4.1.4: the command is not known here.
            return SmtpExtensions.of(expect(ask("HELO " + ourName())).lines().subList(0, 1));
        }
        return SmtpExtensions.of(expect(answer).lines());
    }

    /** Our address as a literal (RFC 5321 §4.1.3): the one thing about us that is surely true and says little. */
    private String ourName() {
        InetAddress ours =
                wire.localAddress().map(InetSocketAddress::getAddress).orElseGet(InetAddress::getLoopbackAddress);
        String text = ours.getHostAddress();
        int zone = text.indexOf('%');
        String literal = zone < 0 ? text : text.substring(0, zone);
        return ours instanceof Inet6Address ? "[IPv6:" + literal + "]" : "[" + literal + "]";
    }

    private void secure(SmtpExtensions offered) throws AttemptEnded {
        if (!offered.has("STARTTLS")) {
            throw AttemptEnded.notOffered(Missing.STARTTLS, "the server does not offer STARTTLS");
        }
        wire.enter(Stage.TLS);
        SmtpReply answer = ask("STARTTLS");
        if (answer.code() != 220) {
            throw AttemptEnded.tlsFailed(TlsFailure.STARTTLS_REFUSED, answer.text());
        }
        wire.secure();
    }

    void authenticate(SmtpExtensions offered) throws AttemptEnded {
        wire.enter(Stage.AUTH);
        if (!offered.has("AUTH")) {
            throw !wire.secured() && offered.has("STARTTLS")
                    ? AttemptEnded.notOffered(
                            Missing.LOGIN_WITHOUT_TLS, "the server lets nobody sign in until the connection is secured")
                    : AttemptEnded.notOffered(Missing.AUTHENTICATION, "the server offers no sign-in on this port");
        }
        new SaslSignIn(wire, offered.mechanisms()).run(new Framing());
    }

    /** AUTH (RFC 4954 §4). */
    private final class Framing implements SaslSignIn.Framing {
        @Override
        public Step open(String mechanism, SaslTurns turns) throws AttemptEnded {
            return answer(turns.opening("AUTH " + mechanism, LONGEST_AUTH_LINE));
        }

        @Override
        public Step answer(Command line) throws AttemptEnded {
            SmtpReply reply = ask(line);
            if (reply.code() == 334) {
                return new Step.Challenge(reply.words());
            }
            return reply.isPositive() ? new Step.Accepted() : new Step.Refused(reply.asRefusal());
        }
    }

    SmtpReply ask(String command) throws AttemptEnded {
        return ask(Command.of(command));
    }

    /** Each answer belongs to one question: what came before it was asked would shift them all. */
    private SmtpReply ask(Command command) throws AttemptEnded {
        wire.expectUnanswered("");
        wire.send(command);
        return SmtpReply.read(wire);
    }

    private void proveSender(SmtpExtensions offered) throws AttemptEnded {
        Optional<String> command = request.sender().flatMap(sender -> mailFrom(sender, offered));
        if (command.isEmpty()) {
            return;
        }
        wire.enter(Stage.SEND);
        boolean together = offered.has("PIPELINING");
        SmtpReply answer = together ? askAndLeave(command.get()) : ask(command.get());
        if (!answer.isPositive()) {
            throw AttemptEnded.senderRefused(answer.asRefusal());
        }
        if (!together) {
            expect(ask("RSET"));
        }
    }

    private SmtpReply askAndLeave(String command) throws AttemptEnded {
        wire.expectUnanswered("");
        wire.send(command);
        wire.send("RSET");
        wire.send("QUIT");
        quitSent = true;
        farewellReplies = 2;
        return SmtpReply.read(wire);
    }

    /** Empty when the sender cannot be expressed to this server (RFC 6531), so that nothing is proved either way. */
    static Optional<String> mailFrom(String sender, SmtpExtensions offered) {
        if (StandardCharsets.US_ASCII.newEncoder().canEncode(sender)) {
            return Optional.of("MAIL FROM:<" + sender + ">");
        }
        return offered.has("SMTPUTF8") ? Optional.of("MAIL FROM:<" + sender + "> SMTPUTF8") : Optional.empty();
    }

    private static SmtpReply expect(SmtpReply reply) throws AttemptEnded {
        if (!reply.isPositive()) {
            throw AttemptEnded.refused(reply.asRefusal());
        }
        return reply;
    }

    @Override
    public void sayGoodbye() {
        wire.bye(quitSent ? Optional.empty() : Optional.of("QUIT"), farewellReplies);
    }
}
