package dev.mailmoor.protocol.autoconfig;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailmoor.protocol.Endpoint;
import dev.mailmoor.protocol.Protocol;
import dev.mailmoor.protocol.TlsMode;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordsTest {
    private static final MailAddress ANNA = new MailAddress("anna", "example.com");

    @Test
    void theLowestPriorityComesFirstAndWithinItTheHeaviest() {
        List<FoundServer> found = SrvService.IMAPS.found(
                List.of("20 0 993 c.example.com.", "10 5 993 b.example.com.", "10 50 1993 a.example.com."), ANNA);

        assertThat(found)
                .extracting(FoundServer::endpoint)
                .containsExactly(
                        new Endpoint("a.example.com", 1993, TlsMode.TLS),
                        new Endpoint("b.example.com", 993, TlsMode.TLS),
                        new Endpoint("c.example.com", 993, TlsMode.TLS));
        assertThat(found).extracting(FoundServer::place).containsOnly("_imaps._tcp.example.com");
    }

    @Test
    void servicesThatBeginInPlainTextAreUsedWithStarttls() {
        assertThat(SrvService.SUBMISSION.found(List.of("0 1 587 smtp.example.com."), ANNA))
                .extracting(FoundServer::protocol, FoundServer::endpoint)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                        Protocol.SMTP, new Endpoint("smtp.example.com", 587, TlsMode.STARTTLS)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0 0 0 .",
                "0 0 993 .",
                "0 1 993",
                "0 1 993 127.0.0.1",
                "0 1 99999 imap.example.com.",
                "-1 1 993 imap.example.com.",
                "70000 1 993 imap.example.com.",
                "0 1 993 imap.example.com. more",
                ""
            })
    void aServiceThatIsNotOfferedOrNotWellFormedIsLeftOut(String record) {
        assertThat(SrvService.IMAPS.found(List.of(record), ANNA)).isEmpty();
    }

    @Test
    void aFloodOfRecordsIsCutShort() {
        assertThat(SrvService.IMAPS.found(Collections.nCopies(10_000, "0 1 993 imap.example.com."), ANNA))
                .hasSize(4);
        assertThat(MxRecords.hosts(Collections.nCopies(10_000, "0 mx.example.com.")))
                .hasSize(1);
    }

    @Test
    void exchangersComeInTheOrderOfPreference() {
        assertThat(MxRecords.hosts(List.of("20 MX2.example.com.", "5 mx1.example.com.", "0 .", "x y", "1 2 3")))
                .containsExactly("mx1.example.com", "mx2.example.com");
    }

    @Test
    void guessesStayWithinTheDomainAndAreSecured() {
        assertThat(Guesses.of(ANNA, Protocol.POP3))
                .extracting(guess ->
                        guess.endpoint().host() + " " + guess.endpoint().security())
                .containsExactly(
                        "pop.example.com TLS",
                        "mail.example.com TLS",
                        "example.com TLS",
                        "pop.example.com STARTTLS",
                        "mail.example.com STARTTLS",
                        "example.com STARTTLS");
    }

    @Test
    void theBetterSourceGoesFirstAndEachWayInStandsOnce() {
        FoundServer srv = SrvService.IMAPS
                .found(List.of("0 1 993 imap.example.com."), ANNA)
                .getFirst();
        FoundServer guess = Guesses.of(ANNA, Protocol.IMAP).getFirst();
        FoundServer pop = Guesses.of(ANNA, Protocol.POP3).getFirst();

        assertThat(guess.endpoint()).isEqualTo(srv.endpoint());
        assertThat(Ranking.bestFirst(List.of(pop, guess, srv))).containsExactly(srv, pop);
    }
}
