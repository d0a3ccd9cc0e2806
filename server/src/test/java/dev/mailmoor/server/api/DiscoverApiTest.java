package dev.mailmoor.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailmoor.server.testing.ServerTest;
import dev.mailmoor.server.workspace.ApiKeys;
import dev.mailmoor.server.workspace.Role;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

@ServerTest
@Import(FakeRooms.class)
class DiscoverApiTest {
    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private ApiKeys keys;

    @LocalServerPort
    private int port;

    private Caller operator = new Caller(0, "");

    @BeforeEach
    void aWorkspace() {
        Tenants tenants = new Tenants(jdbc, keys, port);
        operator = tenants.caller(tenants.workspace(), Role.OPERATOR);
    }

    @Test
    void aKnownProvidersServersComeWithGuidance() {
        Caller.Answer answer = operator.get("/api/v1/discover?address=Anna%40gmail.com");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("/provider")).isEqualTo("gmail");
        assertThat(answer.text("/receiving/0/protocol")).isEqualTo("imap");
        assertThat(answer.text("/receiving/0/host")).isEqualTo("imap.gmail.com");
        assertThat(answer.json().at("/receiving/0/port").asInt()).isEqualTo(993);
        assertThat(answer.text("/receiving/0/security")).isEqualTo("tls");
        assertThat(answer.text("/receiving/0/username")).isEqualTo("anna@gmail.com");
        assertThat(answer.text("/receiving/0/source")).isEqualTo("provider-table");
        assertThat(answer.text("/sending/0/host")).isEqualTo("smtp.gmail.com");
        assertThat(answer.json().at("/guidance/appPassword").size()).isPositive();
        assertThat(answer.text("/guidance/url")).isEqualTo("https://myaccount.google.com/apppasswords");
        assertThat(answer.text("/guidance/ordinaryPassword")).isEqualTo("never");
    }

    @Test
    void whereNothingIsFoundTheListsAreEmptyAndSayWhereWasLooked() {
        Caller.Answer answer = operator.get("/api/v1/discover?address=anna%40nowhere.example");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("/provider")).isEqualTo("custom");
        assertThat(answer.json().path("receiving").isEmpty()).isTrue();
        assertThat(answer.json().path("asked").findValuesAsString("source")).contains("autoconfig", "srv", "mx");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "?address=", "?address=anna", "?address=a%0d%0ab%40x.example", "?address=a%40b@c.example"})
    void whatIsNoAddressIsAWrongField(String query) {
        Caller.Answer answer = operator.get("/api/v1/discover" + query);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text("/errors/0/field")).isEqualTo("address");
    }

    @Test
    void aWorkspaceThatAsksTooOftenIsToldWhenToComeAgain() {
        int last = IntStream.range(0, 80)
                .map(i -> operator.get("/api/v1/discover?address=anna%40gmail.com")
                        .status())
                .filter(status -> status != 200)
                .findFirst()
                .orElse(200);
        assertThat(last).isEqualTo(429);
        assertThat(operator.get("/api/v1/discover?address=anna%40gmail.com").header("Retry-After"))
                .matches("[1-9]|");
    }
}
