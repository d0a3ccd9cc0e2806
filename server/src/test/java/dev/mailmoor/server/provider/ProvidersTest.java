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
