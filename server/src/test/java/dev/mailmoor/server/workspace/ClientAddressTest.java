package dev.mailmoor.server.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailmoor.protocol.Secret;
import dev.mailmoor.protocol.wire.Cidr;
import dev.mailmoor.server.database.DatabaseAddress;
import dev.mailmoor.server.settings.Settings;
import dev.mailmoor.server.testing.TestSettings;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class ClientAddressTest {
    private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/");

    @Test
    void withoutTrustedProxiesHeadersAreOnlyHeaders() throws Exception {
        request.setRemoteAddr("127.0.0.1");
        request.addHeader("X-Forwarded-For", "192.0.2.1");
        request.addHeader("X-Forwarded-Proto", "https");

        assertThat(seen().getRemoteAddr()).isEqualTo("127.0.0.1");
        assertThat(seen().isSecure()).isFalse();
    }

    @Test
    void aTrustedProxySaysWhereTheRequestCameFrom() throws Exception {
        request.setRemoteAddr("10.1.2.3");
        request.addHeader("X-Forwarded-For", "192.0.2.1");
        request.addHeader("X-Forwarded-Proto", "https");
        request.addHeader("Host", "mail.example.com");

        assertThat(seen("10.0.0.0/8").getRemoteAddr()).isEqualTo("192.0.2.1");
        assertThat(seen("10.0.0.0/8").isSecure()).isTrue();
        assertThat(seen("10.0.0.0/8").getServerPort()).isEqualTo(443);
    }

    @Test
    void whatAClientWroteFurtherLeftDoesNotCount() throws Exception {
        request.setRemoteAddr("10.1.2.3");
        request.addHeader("X-Forwarded-For", "127.0.0.1, 192.0.2.1, 10.9.9.9");

        assertThat(seen("10.0.0.0/8").getRemoteAddr()).isEqualTo("192.0.2.1");
    }

    @Test
    void anythingThatIsNoAddressEndsTheChain() throws Exception {
        request.setRemoteAddr("10.1.2.3");
        request.addHeader("X-Forwarded-For", "192.0.2.1, localhost");

        assertThat(seen("10.0.0.0/8").getRemoteAddr()).isEqualTo("10.1.2.3");
    }

    @Test
    void aStrangerIsNotBelievedEvenWhereProxiesAreTrusted() throws Exception {
        request.setRemoteAddr("192.0.2.99");
        request.addHeader("X-Forwarded-For", "10.0.0.1");

        assertThat(seen("10.0.0.0/8").getRemoteAddr()).isEqualTo("192.0.2.99");
    }

    private jakarta.servlet.ServletRequest seen(String... trusted) throws Exception {
        MockFilterChain chain = new MockFilterChain();
        new ClientAddressFilter(settings(List.of(trusted))).doFilter(request, new MockHttpServletResponse(), chain);
        request.clearAttributes();
        return java.util.Objects.requireNonNull(chain.getRequest());
    }

    private static Settings settings(List<String> trusted) {
        Settings plain = TestSettings.on(new DatabaseAddress("jdbc:none", "nobody", Secret.of("")));
        Settings.Web web = new Settings.Web(
                0,
                "127.0.0.1",
                plain.web().publicUrl(),
                trusted.stream().map(Cidr::parse).toList(),
                Optional.empty());
        return new Settings(
                plain.data(),
                web,
                plain.database(),
                plain.bootstrap(),
                plain.mailServers(),
                plain.checks(),
                plain.notices(),
                plain.kek(),
                plain.testClock());
    }
}
