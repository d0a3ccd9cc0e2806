package dev.mailmoor.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mailmoor.server.database.DatabaseAddress;
import dev.mailmoor.server.settings.Settings;
import dev.mailmoor.server.testing.ServerTest;
import dev.mailmoor.server.testing.TestSettings;
import dev.mailmoor.server.workspace.ApiKeys;
import dev.mailmoor.server.workspace.Role;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Where the operator allowed no network, nobody reaches into the inner one through the API. */
@ServerTest
@Import(InnerNetworkTest.NothingAllowed.class)
class InnerNetworkTest {
    @TestConfiguration(proxyBeanMethods = false)
    static class NothingAllowed {
        @Bean
        @Primary
        Settings settingsWithoutNetworks(DatabaseAddress address) {
            Settings usual = TestSettings.on(address);
            Settings.MailServers servers = usual.mailServers();
            return new Settings(
                    usual.data(),
                    usual.web(),
                    usual.database(),
                    usual.bootstrap(),
                    new Settings.MailServers(
                            List.of(),
                            Optional.empty(),
                            servers.connectTimeout(),
                            servers.readTimeout(),
                            Optional.empty(),
                            false),
                    usual.checks(),
                    usual.notices(),
                    usual.kek(),
                    usual.testClock());
        }
    }

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private ApiKeys keys;

    @LocalServerPort
    private int port;

    private final AtomicInteger connections = new AtomicInteger();
    private ServerSocket inside = closed();
    private Caller operator = new Caller(0, "");

    private static ServerSocket closed() {
        try {
            return new ServerSocket();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @BeforeEach
    void somethingListensInside() throws IOException {
        Tenants tenants = new Tenants(jdbc, keys, port);
        operator = tenants.caller(tenants.workspace(), Role.OPERATOR);
        inside = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
        Thread.ofVirtual().start(this::count);
    }

    @AfterEach
    void close() throws IOException {
        inside.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "::ffff:127.0.0.1"})
    void aProbeSaysSoAndConnectsToNothing(String host) {
        var answer = operator.post("/api/v1/probe", draft(host));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("/receiving/cause")).isEqualTo("address-not-allowed");
        assertThat(answer.text("/sending/cause")).isEqualTo("address-not-allowed");
        assertThat(connections).hasValue(0);
    }

    @Test
    void aMailboxThereIsNotAdded() {
        var answer = operator.post("/api/v1/mailboxes", draft("127.0.0.1"));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text("/diagnosis/cause")).isEqualTo("address-not-allowed");
        assertThat(operator.get("/api/v1/mailboxes").json().path("items")).isEmpty();
        assertThat(connections).hasValue(0);
    }

    @Test
    void aConnectionWouldHaveBeenCounted() throws IOException {
        new Socket(inside.getInetAddress(), inside.getLocalPort()).close();
        await().untilAsserted(() -> assertThat(connections).hasValue(1));
    }

    private String draft(String host) {
        String channel = "\"host\":\"%s\",\"port\":%d,\"security\":\"tls\"".formatted(host, inside.getLocalPort());
        return """
                {"address":"anna@example.com","secret":"hunter2hunter2",
                 "receiving":{"protocol":"imap",%s},"sending":{"protocol":"smtp",%s}}
                """.formatted(channel, channel);
    }

    private void count() {
        try {
            while (true) {
                inside.accept().close();
                connections.incrementAndGet();
            }
        } catch (IOException e) {
            // Closed: the test is over.
        }
    }
}
