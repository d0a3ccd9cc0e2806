package dev.mailmoor.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mailmoor.server.database.DatabaseAddress;
import dev.mailmoor.server.testing.ServerTest;
import dev.mailmoor.server.testing.TestPostgres;
import dev.mailmoor.server.workspace.ApiKeys;
import dev.mailmoor.server.workspace.Role;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The database turns everybody away, and lets them in again. */
@ServerTest
@Import(FakeRooms.class)
class DatabaseGoneFaults {
    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private ApiKeys keys;

    @Autowired
    private DatabaseAddress address;

    @LocalServerPort
    private int port;

    @AfterEach
    void itIsBack() {
        allow(true);
    }

    @Test
    void theApiSaysNotNowAndGoesOnByItselfWhenItIsBack() {
        Tenants tenants = new Tenants(jdbc, keys, port);
        Caller admin = tenants.caller(tenants.workspace(), Role.ADMIN);
        Caller nobody = new Caller(port, "");

        allow(false);

        var answer = admin.get("/api/v1/members");
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isNotEmpty();
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(nobody.get("/health/ready").status()).isEqualTo(503);
        assertThat(nobody.get("/health/live").status()).isEqualTo(200);
        assertThat(admin.get("/health/live").status()).isEqualTo(200);
        assertThat(new Browser(port)
                        .signIn("somebody@example.com", "whatever it may be")
                        .statusCode())
                .isEqualTo(503);

        allow(true);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> assertThat(admin.get("/api/v1/members").status()).isEqualTo(200));
    }

    private void allow(boolean connections) {
        String name = address.jdbcUrl().substring(address.jdbcUrl().lastIndexOf('/') + 1);
        String server = address.jdbcUrl().substring(0, address.jdbcUrl().lastIndexOf('/') + 1) + "postgres";
        JdbcClient outside = JdbcClient.create(
                TestPostgres.connect(new DatabaseAddress(server, address.user(), address.password())));
        outside.sql("alter database %s allow_connections %s".formatted(name, connections))
                .update();
        if (!connections) {
            outside.sql("select pg_terminate_backend(pid) from pg_stat_activity where datname = ?")
                    .param(name)
                    .query((row, _) -> row.getBoolean(1))
                    .list();
        }
    }
}
