package dev.mailmoor.server.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mailmoor.protocol.TlsMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProvidersTest {
    private final Providers providers = Providers.bundled();

    @ParameterizedTest
    @CsvSource({
        "anna@gmail.com,gmail",
        "Anna@GoogleMail.com,gmail",
        "anna@contoso.onmicrosoft.com,microsoft",
        "anna@hotmail.co.uk,outlook.com",
        "anna@163.com,netease-163",
        "anna@example.com,custom",
        "anna@notgmail.com,custom",
        "no address at all,custom",
        "'',custom"
    })
    void anAddressIsKnownByItsDomain(String address, String id) {
        assertThat(providers.byAddress(address).id()).isEqualTo(id);
    }

    @ParameterizedTest
    @CsvSource({
        "imap.gmail.com,gmail",
        "IMAP.GMAIL.COM.,gmail",
        "smtp-relay.gmail.com,gmail",
        "outlook.office365.com,microsoft",
        "smtp-mail.outlook.com,outlook.com",
        "ssl0.ovh.net,ovh",
        "imap.exmail.qq.com,qq-exmail",
        "evil-gmail.com,custom",
        "gmail.com.example.org,custom",
        "127.0.0.1,custom"
    })
    void aServerIsKnownByTheEndOfItsName(String host, String id) {
        assertThat(providers.byHost(host).id()).isEqualTo(id);
    }

    @ParameterizedTest
    @CsvSource({
        "aspmx.l.google.com,google-workspace",
        "smtp.google.com,google-workspace",
        "contoso-com.mail.protection.outlook.com,microsoft",
        "outlook-com.olc.protection.outlook.com,outlook.com",
        "mta7.am0.yahoodns.net,yahoo",
        "mx-biz.mail.am0.yahoodns.net,turbify",
        "mx01.mail.icloud.com,icloud",
        "in1-smtp.messagingengine.com,fastmail",
        "mx1.privateemail.com,namecheap",
        "mxbiz1.qq.com,qq-exmail",
        "inbound-smtp.eu-west-1.amazonaws.com,workmail",
        "mx.example.com,custom"
    })
    void aCompanysDomainIsKnownByWhoTakesItsMailIn(String exchanger, String id) {
        assertThat(providers.byExchanger(exchanger).id()).isEqualTo(id);
    }

    @ParameterizedTest
    @CsvSource({
        "'* OK Gimap ready for requests from 192.0.2.1 ab12',gmail",
        "'* OK The Microsoft Exchange IMAP4 service is ready. [TABPADIAUAAyADYANQAuAG4A]',microsoft",
        "'* OK The Microsoft Exchange IMAP4 service is ready.',custom",
        "'* OK Coremail System IMap Server Ready(163com[10774b260])',netease-163",
        "'* OK [CAPABILITY IMAP4rev1] Proton Mail Bridge 03.08.01 - gluon session ID 3',proton-bridge",
        "'* OK Yandex IMAP4rev1 at imap.example',yandex",
        "'* OK Dovecot ready.',custom"
    })
    void aServerIsKnownByWhatItSaysOfItself(String greeting, String id) {
        assertThat(providers.byGreeting(greeting).id()).isEqualTo(id);
    }

    @ParameterizedTest
    @CsvSource({
        "anna@zoho.eu,zoho,imap.zoho.eu",
        "anna@zohomail.in,zoho,imap.zoho.in",
        "anna@zoho.com,zoho,imap.zoho.com",
        "anna@126.com,netease-163,imap.126.com",
        "anna@yeah.net,netease-163,imap.yeah.net",
        "anna@gmx.com,gmx,imap.gmx.com",
        "anna@gmx.de,gmx,imap.gmx.net"
    })
    void aRegionHasItsOwnServers(String address, String id, String host) {
        Provider provider = providers.byAddress(address);
        assertThat(provider.id()).isEqualTo(id);
        assertThat(provider.imap().orElseThrow().host()).isEqualTo(host);
        assertThat(providers.byHost(host).imap()).isEqualTo(provider.imap());
        assertThat(providers.byId(id).domains()).contains(address.substring(address.indexOf('@') + 1));
    }

    @Test
    void aRegionIsKnownByItsExchangersToo() {
        assertThat(providers.byExchanger("mx2.zoho.com.au").imap().orElseThrow().host())
                .isEqualTo("imap.zoho.com.au");
    }

    @Test
    void everyEntryNamesItsSources() {
        assertThat(providers.all())
                .filteredOn(provider -> !provider.isCustom())
                .allSatisfy(provider ->
                        assertThat(provider.sources()).as(provider.id()).isNotEmpty());
    }

    @Test
    void otherNamesMeanTheSame() {
        assertThat(providers.byId("google").id()).isEqualTo("gmail");
        assertThat(providers.byId("office365").id()).isEqualTo("microsoft");
    }

    @Test
    void anUnknownIdIsCustom() {
        assertThat(providers.byId("nobody").id()).isEqualTo("custom");
        assertThat(providers.byId("yahoo").name()).isEqualTo("Yahoo Mail");
    }

    @Test
    void everyServerOfTheTableIsSecuredAndBelongsToAKnownHost() {
        assertThat(providers.all())
                .flatExtracting(
                        p -> p.imap().stream().toList(), p -> p.smtp().stream().toList())
                .hasSizeGreaterThan(40);
        for (Provider provider : providers.all()) {
            if (provider.has(Quirk.LOCAL_BRIDGE)) {
                continue;
            }
            java.util.stream.Stream.of(provider.imap(), provider.pop3(), provider.smtp())
                    .flatMap(java.util.Optional::stream)
                    .forEach(server -> {
                        assertThat(server.security()).isNotEqualTo(TlsMode.NONE);
                        assertThat(providers.byHost(server.host()).id())
                                .as(server.host())
                                .isNotEqualTo("custom");
                    });
        }
    }

    @Test
    void allFaultsOfATableAreNamedAtOnce() {
        String table = """
                - id: one
                  name: One
                  domains: [one.example, 'not a name']
                  imap: imap.one.example
                  colour: red
                - id: two
                  domains: [one.example]
                  loginsPerSecond: 0
                  appPassword: {url: 'http://two.example'}
                """;
        assertThatThrownBy(() -> ProviderFile.read(table))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("one: domains holds not a name")
                .hasMessageContaining("one: imap must be like")
                .hasMessageContaining("one: unknown key colour")
                .hasMessageContaining("two: name is missing")
                .hasMessageContaining("two: domains one.example is taken by one")
                .hasMessageContaining("two: loginsPerSecond")
                .hasMessageContaining("two: appPassword needs url and steps")
                .hasMessageContaining("two: appPassword: the url must begin")
                .hasMessageContaining("the last entry must be custom");
    }

    @Test
    void aTableThatIsNoYamlSaysSo() {
        assertThatThrownBy(() -> ProviderFile.read("- [")).hasMessageContaining("not YAML");
    }
}
