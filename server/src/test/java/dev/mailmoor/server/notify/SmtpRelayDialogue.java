package dev.mailmoor.server.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailmoor.protocol.Secret;
import dev.mailmoor.protocol.TlsMode;
import dev.mailmoor.protocol.smtp.Handover;
import dev.mailmoor.protocol.tls.CertificateTrust;
import dev.mailmoor.server.settings.Settings;
import dev.mailmoor.testkit.scripted.Peer;
import dev.mailmoor.testkit.scripted.ScriptedServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SmtpRelayDialogue {
    private static final Envelope NOTE = envelope("Subject: x\r\n\r\n.a line that begins with a dot\r\n..two\r\nend");

    @Test
    void severalMessagesGoOverOneConnectionWithTheirDotsDoubled() {
        try (ScriptedServer server = ScriptedServer.plain(client -> {
                    greet(client);
                    taken(client);
                    taken(client);
                });
                Relay.Visit visit = visit(server, Optional.empty())) {
            assertThat(visit.hand(NOTE)).isInstanceOf(Handover.Accepted.class);
            assertThat(visit.hand(NOTE)).isInstanceOf(Handover.Accepted.class);

            assertThat(server.faults()).isEmpty();
            assertThat(server.connections()).isEqualTo(1);
            assertThat(server.heard()).contains("..a line that begins with a dot", "...two", "end", ".");
        }
    }

    @Test
    void theLoginIsUsedWhereOneIsGiven() {
        try (ScriptedServer server = ScriptedServer.plain(client -> {
                    client.say("220 hello");
                    client.hear();
                    client.say("250-hello", "250 AUTH PLAIN");
                    client.hear();
                    client.say("235 welcome");
                    taken(client);
                });
                Relay.Visit visit =
                        visit(server, Optional.of(new Settings.Relay.Login("bot", Secret.of("relay secret"))))) {
            assertThat(visit.hand(NOTE)).isInstanceOf(Handover.Accepted.class);
            assertThat(server.heard().get(1)).startsWith("AUTH PLAIN ");
        }
    }

    @Test
    void aRefusedRecipientLeavesTheConnectionGoodForTheNext() {
        try (ScriptedServer server = ScriptedServer.plain(client -> {
                    greet(client);
                    client.answer("MAIL FROM:<from@moor.test>", "250 ok");
                    client.answer("RCPT TO:<to@moor.test>", "550 5.1.1 nobody here");
                    client.answer("RSET", "250 ok");
                    taken(client);
                });
                Relay.Visit visit = visit(server, Optional.empty())) {
            Handover refused = visit.hand(NOTE);
            assertThat(refused).isInstanceOfSatisfying(Handover.Refused.class, no -> {
                assertThat(no.part()).isEqualTo(Handover.Part.RECIPIENT);
                assertThat(no.forGood()).isTrue();
            });
            assertThat(visit.hand(NOTE)).isInstanceOf(Handover.Accepted.class);
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void aRelayThatBreaksOffAfterTheLastDotMayHaveTakenIt() {
        try (ScriptedServer server = ScriptedServer.plain(client -> {
                    greet(client);
                    untilTheLastDot(client);
                });
                Relay.Visit visit = visit(server, Optional.empty())) {
            assertThat(visit.hand(NOTE)).isInstanceOf(Handover.Unknown.class);
        }
    }

    @Test
    void aRelayThatTakesOnlySoManyIsVisitedAgain() {
        AtomicInteger visits = new AtomicInteger();
        try (ScriptedServer server = ScriptedServer.plain(client -> {
                    visits.incrementAndGet();
                    greet(client);
                    taken(client);
                });
                Relay.Visit visit = visit(server, Optional.empty())) {
            assertThat(List.of(visit.hand(NOTE), visit.hand(NOTE), visit.hand(NOTE)))
                    .allMatch(outcome -> outcome instanceof Handover.Accepted);
            assertThat(visits).hasValue(3);
        }
    }

    @Test
    void nothingIsSentToARelayThatLetsNobodyIn() {
        try (ScriptedServer server = ScriptedServer.plain(client -> client.say("554 no"));
                Relay.Visit visit = visit(server, Optional.empty())) {
            assertThat(visit.hand(NOTE)).isInstanceOf(Handover.Failed.class);
        }
    }

    private static void greet(Peer client) throws IOException {
        client.say("220 hello");
        client.hear();
        client.say("250 hello");
    }

    private static void taken(Peer client) throws IOException {
        untilTheLastDot(client);
        client.say("250 2.0.0 taken");
    }

    private static void untilTheLastDot(Peer client) throws IOException {
        client.answer("MAIL FROM:<from@moor.test>", "250 ok");
        client.answer("RCPT TO:<to@moor.test>", "250 ok");
        client.answer("DATA", "354 go on");
        String line = client.hear();
        while (!line.equals(".")) {
            line = client.hear();
        }
    }

    private static Envelope envelope(String content) {
        return new Envelope("from@moor.test", "to@moor.test", content.getBytes(StandardCharsets.US_ASCII));
    }

    private static Relay.Visit visit(ScriptedServer server, Optional<Settings.Relay.Login> login) {
        return new SmtpRelay(
                        new Settings.Relay(TlsMode.NONE, "127.0.0.1", server.port(), login),
                        new CertificateTrust(List.of()))
                .visit();
    }
}
