package dev.mailmoor.protocol.autoconfig;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailmoor.protocol.Endpoint;
import dev.mailmoor.protocol.Protocol;
import dev.mailmoor.protocol.TlsMode;
import dev.mailmoor.protocol.autoconfig.Autodiscover.Answer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AutodiscoverTest {
    private static final MailAddress ANNA = new MailAddress("anna", "example.com");

    private static Answer read(String account) {
        String document = """
                <?xml version="1.0" encoding="utf-8"?>
                <Autodiscover xmlns="http://schemas.microsoft.com/exchange/autodiscover/responseschema/2006">
                  <Response xmlns="http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a">
                    <Account>%s</Account>
                  </Response>
                </Autodiscover>""".formatted(account);
        return Autodiscover.read(document.getBytes(StandardCharsets.UTF_8), ANNA, "here");
    }

    private static FoundServer found(Protocol protocol, Endpoint endpoint, String username) {
        return new FoundServer(protocol, endpoint, username, Source.AUTODISCOVER, "here");
    }

    @Test
    void mailProtocolsAreReadAndExchangesOwnAreNot() {
        Answer answer = read("""
                <AccountType>email</AccountType><Action>settings</Action>
                <Protocol><Type>EXCH</Type><Server>abc@example.com</Server></Protocol>
                <Protocol><Type>IMAP</Type><Server>imap.example.com</Server><Port>993</Port><SSL>on</SSL></Protocol>
                <Protocol><Type>POP3</Type><Server>pop.example.com</Server><SSL>on</SSL><LoginName>anna9</LoginName></Protocol>
                <Protocol><Type>SMTP</Type><Server>smtp.example.com</Server><Port>587</Port><Encryption>TLS</Encryption></Protocol>
                """);

        assertThat(answer)
                .isEqualTo(new Answer.Servers(java.util.List.of(
                        found(Protocol.IMAP, new Endpoint("imap.example.com", 993, TlsMode.TLS), "anna@example.com"),
                        found(Protocol.POP3, new Endpoint("pop.example.com", 995, TlsMode.TLS), "anna9"),
                        found(
                                Protocol.SMTP,
                                new Endpoint("smtp.example.com", 587, TlsMode.STARTTLS),
                                "anna@example.com"))));
    }

    @Test
    void sslOnThePlainPortMeansStarttls() {
        Answer answer = read("<Action>settings</Action><Protocol><Type>IMAP</Type><Server>imap.example.com</Server>"
                + "<Port>143</Port><SSL>on</SSL></Protocol>");

        assertThat(((Answer.Servers) answer).servers())
                .extracting(FoundServer::endpoint)
                .containsExactly(new Endpoint("imap.example.com", 143, TlsMode.STARTTLS));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"<SSL>off</SSL>", "<Encryption>None</Encryption>", "<SSL>on</SSL><Encryption>none</Encryption>"})
    void aServerWithoutTlsIsLeftOut(String unprotected) {
        Answer answer = read("<Action>settings</Action><Protocol><Type>IMAP</Type><Server>imap.example.com</Server>"
                + "<Port>143</Port>" + unprotected + "</Protocol>");

        assertThat(answer).isEqualTo(new Answer.Servers(java.util.List.of()));
    }

    @Test
    void redirectsAreTold() {
        assertThat(read("<Action>redirectAddr</Action><RedirectAddr>anna@mail.example.net</RedirectAddr>"))
                .isEqualTo(new Answer.AskAs(new MailAddress("anna", "mail.example.net")));
        assertThat(read("<Action>redirectUrl</Action><RedirectUrl>https://auto.example.net/x.xml</RedirectUrl>"))
                .isEqualTo(new Answer.AskAt(URI.create("https://auto.example.net/x.xml")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://auto.example.net/x.xml",
                "https://anna:secret@auto.example.net/",
                "https://127.0.0.1/x.xml",
                "https://localhost/",
                "file:///etc/hostname",
                "https://",
                "::"
            })
    void aRedirectToAnywhereElseThanANameByHttpsIsNotFollowed(String url) {
        assertThat(read("<Action>redirectUrl</Action><RedirectUrl>" + url + "</RedirectUrl>"))
                .isEqualTo(new Answer.Nothing());
    }

    @Test
    void anErrorIsNothing() {
        assertThat(Autodiscover.read(
                        "<Autodiscover><Response><Error><ErrorCode>600</ErrorCode></Error></Response></Autodiscover>"
                                .getBytes(StandardCharsets.UTF_8),
                        ANNA,
                        "here"))
                .isEqualTo(new Answer.Nothing());
        assertThat(Autodiscover.read(new byte[0], ANNA, "here")).isEqualTo(new Answer.Nothing());
    }

    @Test
    void theRequestQuotesTheAddress() {
        assertThat(Autodiscover.request(new MailAddress("a&b", "example.com")))
                .contains("<EMailAddress>a&amp;b@example.com</EMailAddress>");
    }
}
