package dev.mailmoor.server.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mailmoor.protocol.Endpoint;
import dev.mailmoor.protocol.Protocol;
import dev.mailmoor.protocol.TlsMode;
import dev.mailmoor.protocol.autoconfig.FoundServer;
import dev.mailmoor.protocol.autoconfig.Source;
import dev.mailmoor.server.provider.Providers;
import dev.mailmoor.testkit.scripted.ScriptedServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Domains that mean no good. */
class DiscoveryFaults {
    private static final String FILE = "autoconfig.moor.test/mail/config-v1.1.xml";
    private final PretendedWeb web = new PretendedWeb();

    /** The first look of a process loads much, and has the same seconds as any other. */
    @BeforeAll
    static void warmUp() {
        try (PretendedWeb web = new PretendedWeb()) {
            Discovery.over(Providers.bundled(), web.network()).discover("anna@moor.test");
        }
    }

    @AfterEach
    void close() {
        web.close();
    }

    private Discovered discover(Network network) {
        return Discovery.over(Providers.bundled(), network).discover("anna@moor.test");
    }

    private static String answer(Discovered found, Source source) {
        return found.asked().stream()
                .filter(asked -> asked.source() == source)
                .map(Asked::answer)
                .findFirst()
                .orElse("");
    }

    @Test
    void aWebServerInsideIsNotAsked() {
        web.page(FILE, DiscoveryDialogue.CONFIG);

        Discovered found = discover(web.network("10.0.0.0/8"));

        assertThat(found.servers()).isEmpty();
        assertThat(web.requests).isEmpty();
        assertThat(answer(found, Source.AUTOCONFIG)).isEqualTo("its address is not allowed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://elsewhere.test/x.xml",
                "https://user@elsewhere.test/x.xml",
                "file:///etc/hostname",
                "https://192.168.7.7/x.xml",
                "https://nowhere.example/x.xml",
                "::"
            })
    void aRedirectToWhereWeDoNotGoEndsThere(String place) {
        web.redirect(FILE, place);
        web.page("elsewhere.test/x.xml", DiscoveryDialogue.CONFIG);

        assertThat(discover(web.network()).of(Protocol.IMAP)).isEmpty();
    }

    @Test
    void aRedirectByHttpsIsFollowedAFewTimes() {
        web.redirect(FILE, "https://elsewhere.test/x.xml");
        web.page("elsewhere.test/x.xml", DiscoveryDialogue.CONFIG);
        assertThat(discover(web.network()).best(Protocol.IMAP)).isPresent();

        web.redirect("elsewhere.test/x.xml", "https://elsewhere.test/x.xml");
        assertThat(answer(discover(web.network()), Source.AUTOCONFIG)).isEqualTo("too many redirects");
    }

    @Test
    void aCertificateForAnotherNameIsNotBelieved() {
        try (PretendedWeb other = new PretendedWeb("other.test")) {
            other.page(FILE, DiscoveryDialogue.CONFIG);

            Discovered found = discover(other.network());

            assertThat(found.servers()).isEmpty();
            assertThat(other.requests).isEmpty();
            assertThat(answer(found, Source.AUTOCONFIG)).isEqualTo("no trustworthy TLS there");
        }
    }

    @Test
    void anEndlessAnswerIsCutOff() {
        web.page(FILE, exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] more = "<a>x</a>".repeat(1_000).getBytes(StandardCharsets.UTF_8);
            try {
                for (int i = 0; i < 10_000; i++) {
                    exchange.getResponseBody().write(more);
                }
            } catch (IOException leftUs) {
                exchange.close();
            }
        });

        assertThat(answer(discover(web.network()), Source.AUTOCONFIG)).isEqualTo("it answers too much");
    }

    @Test
    void aSilentServerDoesNotHoldUpTheOthers() {
        CountDownLatch end = new CountDownLatch(1);
        web.page(FILE, exchange -> {
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        });
        web.page("moor.test/.well-known/autoconfig/mail/config-v1.1.xml", DiscoveryDialogue.CONFIG);
        long before = System.nanoTime();

        Discovered found = discover(web.network());

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(7));
        assertThat(found.best(Protocol.IMAP)).isPresent();
        end.countDown();
    }

    @Test
    void aDomainThatPublishesNothingAndHasNoServersGivesNothing() {
        Discovered found = Discovery.over(Providers.bundled(), web.network()).discover("anna@nowhere.example");

        assertThat(found.servers()).isEmpty();
        assertThat(found.provider().isCustom()).isTrue();
        assertThat(found.asked()).extracting(Asked::source).contains(Source.AUTOCONFIG, Source.SRV, Source.MX);
    }

    @Test
    void aGuessIsAFindingOnlyWhereSomethingListens() throws Exception {
        try (ScriptedServer server = ScriptedServer.plain(client -> client.fallSilent())) {
            Listeners listeners = new Listeners(web.network().guard());
            Deadline deadline = Deadline.in(Duration.ofSeconds(5));
            Endpoint place = new Endpoint("mail.moor.test", server.port(), TlsMode.TLS);
            FoundServer open = new FoundServer(Protocol.IMAP, place, "anna", Source.GUESS, "");

            assertThat(listeners.at(open, deadline)).isTrue();
            assertThat(new Listeners(web.network("10.0.0.0/8").guard()).at(open, deadline))
                    .as("the guard stands before guesses too")
                    .isFalse();
            server.close();
            await().until(() -> !listeners.at(open, deadline));
        }
    }

    @Test
    void garbageFromEverywhereIsNothing() {
        Stream.of(FILE, "moor.test/.well-known/autoconfig/mail/config-v1.1.xml")
                .forEach(place -> web.page(place, "<clientConfig><emailProvider><incomingServer type='imap'>\0"));
        web.page("autodiscover.moor.test/autodiscover/autodiscover.xml", "]]>");
        web.record("SRV", "_imaps._tcp.moor.test", "x", "0 0 993 127.0.0.1", "0 0 0 .");
        web.record("MX", "moor.test", "0 .", "mx");

        assertThat(discover(web.network()).servers()).isEqualTo(List.of());
    }
}
