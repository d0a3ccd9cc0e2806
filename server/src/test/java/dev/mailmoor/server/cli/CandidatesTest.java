package dev.mailmoor.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailmoor.protocol.Outcome;
import dev.mailmoor.protocol.Outcome.Breakage;
import dev.mailmoor.protocol.Outcome.ConnectFailure;
import dev.mailmoor.protocol.Outcome.TlsFailure;
import dev.mailmoor.protocol.Protocol;
import dev.mailmoor.protocol.Reply;
import dev.mailmoor.protocol.Stage;
import dev.mailmoor.protocol.Trace;
import dev.mailmoor.protocol.autoconfig.FoundServer;
import dev.mailmoor.protocol.autoconfig.Guesses;
import dev.mailmoor.protocol.autoconfig.MailAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CandidatesTest {
    private final List<FoundServer> candidates = Guesses.of(MailAddress.of("anna@example.com"), Protocol.IMAP);
    private final List<FoundServer> tried = new ArrayList<>();

    @Test
    void theFirstServerThatRefusesTheLoginIsTheLastOneTried() {
        Candidates.Tried answer = Candidates.firstThatAnswers(candidates, server -> {
            tried.add(server);
            return tried.size() < 3
                    ? new Outcome.NotConnected(trace(server, Stage.CONNECT), ConnectFailure.HOST_NOT_FOUND, "")
                    : new Outcome.Refused(trace(server, Stage.AUTH), new Reply("NO"));
        });
        assertThat(answer.outcome()).isInstanceOf(Outcome.Refused.class);
        assertThat(answer.server()).isEqualTo(candidates.get(2));
        assertThat(tried).hasSize(3);
    }

    @ParameterizedTest
    @EnumSource(
            value = Stage.class,
            names = {"AUTH", "SELECT", "SEND"})
    void onceTheSecretMayHaveBeenSentItGoesNowhereElse(Stage stage) {
        Candidates.firstThatAnswers(candidates, server -> {
            tried.add(server);
            return new Outcome.Broken(trace(server, stage), Breakage.CLOSED, "");
        });
        assertThat(tried).hasSize(1);
    }

    @Test
    void aServerThatIsNotOneBeforeSignInIsPassedBy() {
        Candidates.Tried answer = Candidates.firstThatAnswers(candidates, server -> {
            tried.add(server);
            return tried.size() == 1
                    ? new Outcome.Broken(trace(server, Stage.GREETING), Breakage.GARBLED, "")
                    : new Outcome.SignedIn(trace(server, Stage.SELECT));
        });
        assertThat(answer.outcome()).isInstanceOf(Outcome.SignedIn.class);
        assertThat(tried).hasSize(2);
    }

    @Test
    void whenNoneAnswersTheMostTellingFailureIsTold() {
        Candidates.Tried answer = Candidates.firstThatAnswers(
                candidates,
                server -> server.equals(candidates.get(1))
                        ? new Outcome.TlsFailed(trace(server, Stage.TLS), TlsFailure.NAME_MISMATCH, "")
                        : new Outcome.NotConnected(trace(server, Stage.CONNECT), ConnectFailure.REFUSED, ""));
        assertThat(answer.outcome()).isInstanceOf(Outcome.TlsFailed.class);
        assertThat(answer.server()).isEqualTo(candidates.get(1));
    }

    private static Trace trace(FoundServer server, Stage stage) {
        return new Trace(
                Protocol.IMAP, server.endpoint(), stage, Optional.empty(), Optional.empty(), List.of(), Duration.ZERO);
    }
}
