package dev.mailmoor.protocol.smtp;

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
        greeted();
        SmtpExtensions offered = hello();
        if (request.endpoint().security() == TlsMode.STARTTLS) {
            secure(offered);
            offered = hello();
        }
        authenticate(offered);
        proveSender(offered);
    }

    private void greeted() throws AttemptEnded {
        SmtpReply greeting = SmtpReply.continued(wire.readGreeting(), wire);
        if (greeting.code() != 220) {
            throw greeting.refusal();
        }
    }

    private SmtpExtensions hello() throws AttemptEnded {
        wire.enter(Stage.CAPABILITY);
        wire.send("EHLO " + ourName());
        return SmtpExtensions.of(expect(SmtpReply.read(wire)).lines());
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
        wire.send("STARTTLS");
        SmtpReply answer = SmtpReply.read(wire);
        if (answer.code() != 220) {
            throw AttemptEnded.tlsFailed(TlsFailure.STARTTLS_REFUSED, answer.text());
        }
        wire.secure();
    }

    private void authenticate(SmtpExtensions offered) throws AttemptEnded {
        wire.enter(Stage.AUTH);
        if (!offered.has("AUTH")) {
            throw !wire.secured() && offered.has("STARTTLS")
                    ? AttemptEnded.notOffered(
                            Missing.LOGIN_WITHOUT_TLS, "the server lets nobody sign in until the connection is secured")
                    : AttemptEnded.notOffered(Missing.AUTHENTICATION, "the server offers no sign-in on this port");
        }
        Mechanism mechanism = Mechanisms.strongest(offered.mechanisms())
                .orElseThrow(() ->
                        AttemptEnded.notOffered(Missing.MECHANISM, "the server offers no way to sign in that we know"));
        wire.mechanism(mechanism.name());
        SaslTurns turns = new SaslTurns(mechanism.begin(request.credentials()));
        wire.send(turns.opening("AUTH " + mechanism.name(), LONGEST_AUTH_LINE));
        SmtpReply reply = SmtpReply.read(wire);
        while (reply.code() == 334) {
            wire.send(turns.answer(reply.words()));
            reply = SmtpReply.read(wire);
        }
        expect(reply);
        if (!turns.serverProved()) {
            throw AttemptEnded.broken(Breakage.GARBLED, "the server did not prove itself");
        }
    }

    private void proveSender(SmtpExtensions offered) throws AttemptEnded {
        Optional<String> command = request.sender().flatMap(sender -> mailFrom(sender, offered));
        if (command.isEmpty()) {
            return;
        }
        wire.enter(Stage.SEND);
        wire.send(command.get());
        if (offered.has("PIPELINING")) {
            wire.send("RSET");
            wire.send("QUIT");
            quitSent = true;
            farewellReplies = 2;
        }
        expect(SmtpReply.read(wire));
        if (!quitSent) {
            wire.send("RSET");
            expect(SmtpReply.read(wire));
        }
    }

    /** Empty when the sender cannot be expressed to this server (RFC 6531), so that nothing is proved either way. */
    private static Optional<String> mailFrom(String sender, SmtpExtensions offered) {
        if (StandardCharsets.US_ASCII.newEncoder().canEncode(sender)) {
            return Optional.of("MAIL FROM:<" + sender + ">");
        }
        return offered.has("SMTPUTF8") ? Optional.of("MAIL FROM:<" + sender + "> SMTPUTF8") : Optional.empty();
    }

    private static SmtpReply expect(SmtpReply reply) throws AttemptEnded {
        if (!reply.isPositive()) {
            throw reply.refusal();
        }
        return reply;
    }

    @Override
    public void sayGoodbye() {
        wire.bye(quitSent ? Optional.empty() : Optional.of("QUIT"), farewellReplies);
    }
}
