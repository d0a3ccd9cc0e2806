package dev.mailmoor.protocol;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What stands behind an outcome.
 *
 * @param stage the last stage that was entered
 * @param mechanism the SASL mechanism or login command that was used, as the protocol names it ({@code PLAIN}, {@code
 *     LOGIN}, {@code USER}, {@code SCRAM-SHA-256-PLUS}); empty before sign-in began
 * @param greeting the server's first line, empty when none came
 * @param transcript the dialogue, one line each, {@code "S: "} or {@code "C: "} in front; secrets are replaced by {@code
 *     ‹secret›}; at most 100 lines of at most 500 characters
 * @param facts what the server told beside the dialogue proper
 */
public record Trace(
        Protocol protocol,
        Endpoint endpoint,
        Stage stage,
        Optional<String> mechanism,
        Optional<String> greeting,
        List<String> transcript,
        ServerFacts facts,
        Duration elapsed) {
    public Trace {
        transcript = List.copyOf(transcript);
    }

    /** Of a server that told nothing beside. */
    public Trace(
            Protocol protocol,
            Endpoint endpoint,
            Stage stage,
            Optional<String> mechanism,
            Optional<String> greeting,
            List<String> transcript,
            Duration elapsed) {
        this(protocol, endpoint, stage, mechanism, greeting, transcript, ServerFacts.NONE, elapsed);
    }
}
