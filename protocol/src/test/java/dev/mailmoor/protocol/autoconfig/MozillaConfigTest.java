package dev.mailmoor.protocol.autoconfig;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailmoor.protocol.Endpoint;
import dev.mailmoor.protocol.Protocol;
import dev.mailmoor.protocol.TlsMode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MozillaConfigTest {
    private static final MailAddress ANNA = new MailAddress("anna", "example.com");

    private static List<FoundServer> read(String document) {
        return MozillaConfig.read(document.getBytes(StandardCharsets.UTF_8), ANNA, "here");
    }

    private static String config(String servers) {
        return "<?xml version=\"1.0\"?><clientConfig version=\"1.1\"><emailProvider id=\"example.com\">"
                + "<domain>example.com</domain>" + servers + "</emailProvider></clientConfig>";
    }

    private static String incoming(String type, String host, String port, String socketType) {
        return "<incomingServer type=\"%s\"><hostname>%s</hostname><port>%s</port><socketType>%s</socketType></incomingServer>"
                .formatted(type, host, port, socketType);
    }

    @Test
    void serversAreReadInTheOrderOfTheFile() {
        List<FoundServer> found = read(config("""
                <incomingServer type="imap">
                  <hostname>imap.%EMAILDOMAIN%</hostname><port>993</port><socketType>SSL</socketType>
                  <username>%EMAILLOCALPART%</username><authentication>password-cleartext</authentication>
                </incomingServer>
                <incomingServer type="pop3">
                  <hostname>pop.example.net</hostname><port>110</port><socketType>STARTTLS</socketType>
                </incomingServer>
                <outgoingServer type="smtp">
                  <hostname>SMTP.Example.net.</hostname><port> 587 </port><socketType>STARTTLS</socketType>
                  <username>%EMAILADDRESS%</username>
                </outgoingServer>"""));

        assertThat(found)
                .containsExactly(
                        new FoundServer(
                                Protocol.IMAP,
                                new Endpoint("imap.example.com", 993, TlsMode.TLS),
                                "anna",
                                Source.AUTOCONFIG,
                                "here"),
                        new FoundServer(
                                Protocol.POP3,
                                new Endpoint("pop.example.net", 110, TlsMode.STARTTLS),
                                "anna@example.com",
                                Source.AUTOCONFIG,
                                "here"),
                        new FoundServer(
                                Protocol.SMTP,
                                new Endpoint("smtp.example.net", 587, TlsMode.STARTTLS),
                                "anna@example.com",
                                Source.AUTOCONFIG,
                                "here"));
    }

    @Test
    void aServerWithoutTlsIsLeftOut() {
        assertThat(read(config(incoming("imap", "imap.example.com", "143", "plain"))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "0x7f.1",
                "2130706433",
                "[::1]",
                "localhost",
                "imap.example.com/x",
                "imap example.com",
                "-a.example.com",
                "",
                "a..b.com",
                "%EMAILADDRESS%"
            })
    void whatIsNoHostNameIsLeftOut(String host) {
        assertThat(read(config(incoming("imap", host, "993", "SSL")))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65536", "-1", "99999999999", "9a", ""})
    void whatIsNoPortIsLeftOut(String port) {
        assertThat(read(config(incoming("imap", "imap.example.com", port, "SSL"))))
                .isEmpty();
    }

    @Test
    void aUserNameWithUnknownPlaceholdersOrControlCharactersIsNotBelieved() {
        String server = "<incomingServer type=\"imap\"><hostname>imap.example.com</hostname><port>993</port>"
                + "<socketType>SSL</socketType><username>%s</username></incomingServer>";
        assertThat(read(config(server.formatted("%REALNAME%"))).getFirst().username())
                .isEqualTo("anna@example.com");
        assertThat(read(config(server.formatted("a&#10;b"))).getFirst().username())
                .isEqualTo("anna@example.com");
    }

    @Test
    void noMoreThanADozenServersAreTaken() {
        assertThat(read(config(
                        incoming("imap", "imap.example.com", "993", "SSL").repeat(500))))
                .hasSize(12);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE clientConfig [<!ENTITY h SYSTEM \"file:///etc/hostname\">]>",
                "<!DOCTYPE clientConfig SYSTEM \"http://127.0.0.1/x.dtd\">",
                "<!DOCTYPE clientConfig [<!ENTITY a \"x\"><!ENTITY b \"&a;&a;\">]>"
            })
    void aFileWithADocumentTypeIsNotRead(String doctype) {
        String rest = config(incoming("imap", "imap.example.com", "993", "SSL")).substring(21);
        assertThat(read("<?xml version=\"1.0\"?>" + rest)).hasSize(1);
        assertThat(read("<?xml version=\"1.0\"?>" + doctype + rest)).isEmpty();
    }

    @Test
    void tooLargeTooDeepOrTooManyIsNotRead() {
        String good = incoming("imap", "imap.example.com", "993", "SSL");
        assertThat(read(config(good + "<!--" + "x".repeat(SafeXml.MOST_BYTES) + "-->")))
                .isEmpty();
        assertThat(read(config(good + "<a>".repeat(1_000) + "</a>".repeat(1_000))))
                .isEmpty();
        assertThat(read(config(good + "<a/>".repeat(10_000)))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html><body>Not found</body></html>", "{}", "<clientConfig>", "<clientConfig/>"})
    void anythingElseIsNothing(String document) {
        assertThat(read(document)).isEmpty();
    }

    @Test
    void theAddressTravelsByHttpsOnly() {
        List<URI> places = MozillaConfig.places(new MailAddress("a+b&c", "example.com"));

        assertThat(places)
                .extracting(URI::toString)
                .containsExactly(
                        "https://autoconfig.example.com/mail/config-v1.1.xml?emailaddress=a%2Bb%26c%40example.com",
                        "https://example.com/.well-known/autoconfig/mail/config-v1.1.xml?emailaddress=a%2Bb%26c%40example.com");
    }
}
