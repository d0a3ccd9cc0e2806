package dev.mailmoor.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailmoor.server.testing.ServerTest;
import dev.mailmoor.server.workspace.ApiKeys;
import dev.mailmoor.server.workspace.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@ServerTest
class OAuthClientsApiTest {
    private static final String CLIENTS = "/api/v1/oauth-clients";
    private static final String SECRET = "a client secret";

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private ApiKeys keys;

    @LocalServerPort
    private int port;

    private Caller admin = new Caller(0, "");

    @BeforeEach
    void aWorkspace() {
        Tenants tenants = new Tenants(jdbc, keys, port);
        admin = tenants.caller(tenants.workspace(), Role.ADMIN);
    }

    @Test
    void whatIsUsualAtAProviderIsFilledInAndTheSecretNeverComesOut() {
        Caller.Answer made = admin.post(CLIENTS, """
                {"provider":"google","clientId":"abc.apps.example","clientSecret":"%s"}
                """.formatted(SECRET));
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.text("/name")).isEqualTo("Google");
        assertThat(made.text("/issuer")).isEqualTo("https://accounts.google.com");
        assertThat(made.text("/flow")).isEqualTo("person");
        assertThat(made.json().at("/scopes").toString()).contains("https://mail.google.com/");
        assertThat(made.text("/redirectUri")).endsWith("/oauth/callback");
        String id = made.text("/id");
        assertThat(made.header("Location")).isEqualTo(CLIENTS + "/" + id);
        assertThat(made.body()
                        + admin.get(CLIENTS).body()
                        + admin.get(CLIENTS + "/" + id).body())
                .doesNotContain(SECRET);
        assertThat(admin.send("DELETE", CLIENTS + "/" + id, "").status()).isEqualTo(204);
        assertThat(admin.get(CLIENTS + "/" + id).status()).isEqualTo(404);
    }

    @Test
    void everyFaultOfAClientIsTold() {
        Caller.Answer wrong = admin.post(CLIENTS, """
                {"provider":"oidc","issuer":"ftp://x","clientId":"","flow":"app-only","hosts":["https://imap.example.com"]}
                """);
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(Caller.fields(wrong)).contains("issuer", "clientId", "clientSecret", "hosts");
        assertThat(Caller.fields(admin.post(CLIENTS, "{\"provider\":\"yahoo\"}")))
                .contains("provider");
        assertThat(Caller.fields(admin.post(CLIENTS, """
                        {"provider":"oidc","issuer":"http://192.0.2.1/x","clientId":"a"}
                        """))).containsExactly("issuer");
        assertThat(Caller.fields(admin.post(CLIENTS, """
                        {"provider":"google","flow":"domain-wide","clientSecret":"no key"}
                        """))).contains("clientSecret");
    }

    @Test
    void aSecretDoesNotFollowItsClientToAnotherIssuer() {
        String id = admin.post(CLIENTS, """
                        {"provider":"oidc","issuer":"https://one.example","clientId":"a","clientSecret":"%s","scopes":"mail openid"}
                        """.formatted(SECRET)).text("/id");
        String path = CLIENTS + "/" + id;
        assertThat(Caller.fields(admin.send("PATCH", path, "{\"issuer\":\"https://two.example\"}")))
                .containsExactly("clientSecret");
        assertThat(Caller.fields(admin.send("PATCH", path, "{\"provider\":\"google\"}")))
                .containsExactly("provider");
        Caller.Answer moved = admin.send(
                "PATCH", path, "{\"issuer\":\"https://two.example\",\"clientSecret\":\"another\",\"name\":\"Two\"}");
        assertThat(moved.status()).isEqualTo(200);
        assertThat(moved.text("/name")).isEqualTo("Two");
        assertThat(moved.json().at("/scopes").size()).isEqualTo(2);
    }

    @Test
    void aChangeOfAnOldVersionIsRefused() {
        Caller.Answer made = admin.post(CLIENTS, """
                {"provider":"oidc","issuer":"https://one.example","clientId":"a","clientSecret":"%s","scopes":"mail"}
                """.formatted(SECRET));
        String path = CLIENTS + "/" + made.text("/id");
        assertThat(made.header("ETag")).isEqualTo("\"1\"");
        Caller.Answer changed = admin.send("PATCH", path, "{\"name\":\"Two\"}", "If-Match", "\"1\"");
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.header("ETag")).isEqualTo("\"2\"");
        assertThat(admin.send("PATCH", path, "{\"name\":\"Three\"}", "If-Match", "\"1\"")
                        .status())
                .isEqualTo(412);
        assertThat(admin.get(path).header("ETag")).isEqualTo("\"2\"");
        assertThat(admin.get(path).text("/name")).isEqualTo("Two");
    }

    @Test
    void aGrantNeedsAClientOfThisWorkspace() {
        Caller.Answer refused = admin.post("/api/v1/mailboxes", """
                {"address":"anna@example.com","receiving":{"protocol":"imap","host":"127.0.0.1","port":1},
                 "oauth":{"client":"00000000-0000-0000-0000-000000000000","refreshToken":"x"}}
                """);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(Caller.fields(refused)).containsExactly("oauth.client");
        assertThat(admin.post("/api/v1/mailboxes", """
                        {"address":"anna@example.com","receiving":{"protocol":"imap","host":"127.0.0.1","port":1},
                         "secret":"x","oauth":{"client":"00000000-0000-0000-0000-000000000000","refreshToken":"x"}}
                        """).status()).isEqualTo(422);
    }
}
