package dev.mailmoor.server.diagnosis;

import dev.mailmoor.protocol.Endpoint;
import dev.mailmoor.protocol.Outcome;
import dev.mailmoor.protocol.Protocol;
import dev.mailmoor.protocol.Reply;
import dev.mailmoor.protocol.Stage;
import dev.mailmoor.protocol.TlsMode;
import dev.mailmoor.protocol.Trace;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Outcomes as the protocol code makes them. */
final class Outcomes {
    static final Endpoint IMAPS = new Endpoint("mail.example.com", 993, TlsMode.TLS);

    private Outcomes() {}

    static Trace trace(Protocol protocol, Stage stage, Endpoint endpoint) {
        return new Trace(
                protocol,
                endpoint,
                stage,
                Optional.of(protocol == Protocol.IMAP ? "LOGIN" : protocol == Protocol.POP3 ? "PASS" : "PLAIN"),
                Optional.of("* OK ready"),
                List.of("S: * OK ready", "C: a LOGIN anna ‹secret›"),
                Duration.ofMillis(143));
    }

    static Outcome refused(Protocol protocol, Stage stage, String words) {
        return new Outcome.Refused(trace(protocol, stage, IMAPS), new Reply(words));
    }

    /** As it comes when somebody pasted the words: no dialogue was seen. */
    static Outcome pasted(Protocol protocol, Stage stage, String mechanism, String words) {
        Trace trace =
                new Trace(protocol, IMAPS, stage, Optional.of(mechanism), Optional.empty(), List.of(), Duration.ZERO);
        return new Outcome.Refused(trace, new Reply(words));
    }
}
