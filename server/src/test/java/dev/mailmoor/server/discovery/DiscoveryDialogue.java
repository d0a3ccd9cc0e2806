package dev.mailmoor.server.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailmoor.protocol.Endpoint;
import dev.mailmoor.protocol.Protocol;
import dev.mailmoor.protocol.TlsMode;
import dev.mailmoor.protocol.autoconfig.FoundServer;
import dev.mailmoor.protocol.autoconfig.Source;
import dev.mailmoor.server.provider.Providers;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Each source by itself, and who goes before whom. */
class DiscoveryDialogue {
    static final String CONFIG = """
            <clientConfig version="1.1"><emailProvider id="moor.test">
            <incomingServer type="imap"><hostname>imap.moor.test</hostname><port>993</port><socketType>SSL</socketType>
            <username>%EMAILLOCALPART%</username></incomingServer>
            <outgoingServer type="smtp"><hostname>smtp.moor.test</hostname><port>465</port><socketType>SSL</socketType>
            <username>%EMAILADDRESS%</username></outgoingServer></emailProvider></clientConfig>""";
    private static final String AUTODISCOVER = """
            <Autodiscover><Response><Account><Action>settings</Action>
            <Protocol><Type>IMAP</Type><Server>mail.moor.test</Server><Port>993</Port><SSL>on</SSL></Protocol>
            <Protocol><Type>SMTP</Type><Server>mail.moor.test</Server><Port>587</Port><Encryption>TLS</Encryption></Protocol>
            </Account></Response></Autodiscover>""";

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

    private Discovered discover(String address) {
        return Discovery.over(Providers.bundled(), web.network()).discover(address);
    }

    @Test
    void aKnownDomainIsAnsweredFromTheTableWithoutAskingAnybody() {
        Discovered found = discover("anna@gmail.com");

        assertThat(found.provider().id()).isEqualTo("gmail");
        assertThat(found.best(Protocol.IMAP).orElseThrow())
                .isEqualTo(new FoundServer(
                        Protocol.IMAP,
                        new Endpoint("imap.gmail.com", 993, TlsMode.TLS),
                        "anna@gmail.com",
                        Source.PROVIDER_TABLE,
                        "Gmail"));
        assertThat(web.requests).isEmpty();
    }

    @Test
    void theAutoconfigFileOfTheDomainIsRead() {
        web.page("autoconfig.moor.test/mail/config-v1.1.xml", CONFIG);

        Discovered found = discover("anna@moor.test");

        assertThat(found.receiving())
                .containsExactly(new FoundServer(
                        Protocol.IMAP,
                        new Endpoint("imap.moor.test", 993, TlsMode.TLS),
                        "anna",
                        Source.AUTOCONFIG,
                        "https://autoconfig.moor.test/mail/config-v1.1.xml"));
        assertThat(found.sending()).extracting(FoundServer::username).containsExactly("anna@moor.test");
        assertThat(found.provider().id()).isEqualTo("custom");
        assertThat(web.requests).as("Autodiscover is not asked any more").noneMatch(one -> one.startsWith("POST"));
    }

    @Test
    void theWellKnownPlaceOnTheDomainItselfServesToo() {
        web.page("moor.test/.well-known/autoconfig/mail/config-v1.1.xml", CONFIG);

        assertThat(discover("anna@moor.test").best(Protocol.SMTP).orElseThrow().place())
                .isEqualTo("https://moor.test/.well-known/autoconfig/mail/config-v1.1.xml");
    }

    @Test
    void serviceRecordsAreRead() {
        web.record("SRV", "_imaps._tcp.moor.test", "10 0 993 b.moor.test.", "0 0 993 a.moor.test.");
        web.record("SRV", "_imap._tcp.moor.test", "0 0 0 .");
        web.record("SRV", "_submission._tcp.moor.test", "0 0 587 s.moor.test.");

        Discovered found = discover("anna@moor.test");

        assertThat(found.receiving())
                .extracting(server -> server.endpoint().host())
                .containsExactly("a.moor.test", "b.moor.test");
        assertThat(found.sending())
                .extracting(FoundServer::endpoint)
                .containsExactly(new Endpoint("s.moor.test", 587, TlsMode.STARTTLS));
        assertThat(found.asked()).contains(new Asked(Source.SRV, "_imap._tcp.moor.test", "not offered"));
    }

    @Test
    void aCompanyDomainIsKnownByItsMailExchangerWhateverItsWebHostPublishes() {
        web.record("MX", "moor.test", "10 aspmx2.googlemail.com.", "1 aspmx.l.google.com.");
        web.page("autoconfig.moor.test/mail/config-v1.1.xml", CONFIG);

        Discovered found = discover("anna@moor.test");

        assertThat(found.best(Protocol.IMAP).orElseThrow().endpoint().host()).isEqualTo("imap.gmail.com");
        assertThat(found.best(Protocol.IMAP).orElseThrow().source()).isEqualTo(Source.MX);
        assertThat(found.provider().passwords().appPassword()).isPresent();
        assertThat(found.of(Protocol.IMAP)).extracting(FoundServer::source).contains(Source.AUTOCONFIG);
    }

    @Test
    void autodiscoverIsAskedWhenNothingElseIsPublished() {
        web.page("autodiscover.moor.test/autodiscover/autodiscover.xml", AUTODISCOVER);

        Discovered found = discover("anna@moor.test");

        assertThat(found.servers())
                .filteredOn(server -> server.source() == Source.AUTODISCOVER)
                .extracting(FoundServer::endpoint)
                .containsExactly(
                        new Endpoint("mail.moor.test", 993, TlsMode.TLS),
                        new Endpoint("mail.moor.test", 587, TlsMode.STARTTLS));
    }

    @Test
    void autodiscoverMayPointElsewhereByHttps() {
        web.page(
                "moor.test/autodiscover/autodiscover.xml",
                "<Autodiscover><Response><Account><Action>redirectUrl</Action>"
                        + "<RedirectUrl>https://elsewhere.test/x.xml</RedirectUrl></Account></Response></Autodiscover>");
        web.page("elsewhere.test/x.xml", AUTODISCOVER);

        assertThat(discover("anna@moor.test").servers())
                .extracting(FoundServer::source)
                .contains(Source.AUTODISCOVER);
    }

    @Test
    void oneSideThatIsPublishedLeavesOnlyTheOtherToBeGuessed() {
        web.record("SRV", "_imaps._tcp.moor.test", "0 0 993 a.moor.test.");

        Discovered found = discover("anna@moor.test");

        assertThat(found.receiving()).extracting(FoundServer::source).containsOnly(Source.SRV);
        assertThat(List.copyOf(web.requests)).anyMatch(one -> one.startsWith("POST autodiscover.moor.test"));
    }
}
