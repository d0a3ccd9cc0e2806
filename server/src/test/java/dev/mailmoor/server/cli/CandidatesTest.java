package dev.mailmoor.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailmoor.protocol.Endpoint;
import dev.mailmoor.protocol.Outcome;
import dev.mailmoor.protocol.Outcome.ConnectFailure;
import dev.mailmoor.protocol.Outcome.TlsFailure;
import dev.mailmoor.protocol.Protocol;
import dev.mailmoor.protocol.Reply;
import dev.mailmoor.protocol.Stage;
import dev.mailmoor.protocol.Trace;
import dev.mailmoor.server.mailbox.EmailAddress;
import dev.mailmoor.server.provider.Providers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CandidatesTest {
    private final Providers providers = Providers.bundled();

    @Test
    void aKnownProvidersServerIsTheOnlyCandidate() {
        assertThat(of("anna@gmail.com", Protocol.SMTP)).containsExactly("smtp.gmail.com:465");
    }

    @Test
    void otherwiseTheUsualNamesAreTriedEncryptedOnesFirst() {
        assertThat(of("anna@example.com", Protocol.IMAP))
                .containsExactly(
                        "imap.example.com:993",
                        "mail.example.com:993",
                        "example.com:993",
                        "imap.example.com:143",
                        "mail.example.com:143",
                        "example.com:143");
    }

    @Test
    void theFirstServerThatAnswersIsTheLastOneTried() {
        List<Endpoint> candidates = Candidates.of(address("anna@example.com"), Protocol.IMAP, providers);
        List<Endpoint> tried = new ArrayList<>();
        Outcome outcome = Candidates.firstThatAnswers(candidates, server -> {
            tried.add(server);
            return tried.size() < 3
                    ? new Outcome.NotConnected(trace(server), ConnectFailure.HOST_NOT_FOUND, "")
                    : new Outcome.Refused(trace(server), new Reply("NO"));
        });
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        assertThat(tried).hasSize(3);
    }

    @Test
    void whenNoneAnswersTheMostTellingFailureIsTold() {
        List<Endpoint> candidates = Candidates.of(address("anna@example.com"), Protocol.IMAP, providers);
        Outcome outcome = Candidates.firstThatAnswers(
                candidates,
                server -> server.equals(candidates.get(1))
                        ? new Outcome.TlsFailed(trace(server), TlsFailure.NAME_MISMATCH, "")
                        : new Outcome.NotConnected(trace(server), ConnectFailure.REFUSED, ""));
        assertThat(outcome).isInstanceOf(Outcome.TlsFailed.class);
    }

    private List<String> of(String address, Protocol protocol) {
        return Candidates.of(address(address), protocol, providers).stream()
                .map(Endpoint::toString)
                .toList();
    }

    private static EmailAddress address(String text) {
        return EmailAddress.parse(text).orElseThrow();
    }

    private static Trace trace(Endpoint server) {
        return new Trace(
                Protocol.IMAP, server, Stage.CONNECT, Optional.empty(), Optional.empty(), List.of(), Duration.ZERO);
    }
}
