package dev.mailmoor.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mailmoor.protocol.MailLogin;
import dev.mailmoor.server.bulk.Imports;
import dev.mailmoor.server.testing.ServerTest;
import dev.mailmoor.server.workspace.ApiKeys;
import dev.mailmoor.server.workspace.Role;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A workspace and servers of its own for each test of imports over HTTP. */
@ServerTest
@Import(ImportServers.class)
abstract class ImportStage {
    static final String IMPORTS = "/api/v1/imports";
    static final String FAST = "\"loginsPerSecond\":10000";

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ApiKeys keys;

    @Autowired
    MailLogin login;

    @Autowired
    Hitches hitches;

    @Autowired
    Imports imports;

    @Autowired
    Clock clock;

    @LocalServerPort
    int port;

    WorkspaceId workspace = new WorkspaceId(new UUID(0, 0));
    Caller caller = new Caller(0, "");
    Upload upload = new Upload(0, "");
    String host = "";

    @BeforeEach
    void ownWorkspace() {
        Tenants tenants = new Tenants(jdbc, keys, port);
        workspace = tenants.workspace();
        caller = tenants.caller(workspace, Role.OPERATOR);
        upload = new Upload(port, caller.key());
        host = "mail-" + workspace.toString().substring(24) + ".example.com";
    }

    TableServers servers() {
        return (TableServers) login;
    }

    String address(int number) {
        return "user" + number + "@" + host;
    }

    /** Each with its right password at this test's own host. */
    String rows(int from, int to) {
        return IntStream.range(from, to)
                .peek(i -> servers().passwords.put(address(i), "pass" + i))
                .mapToObj(i -> "%s,pass%d,%s,%s\n".formatted(address(i), i, host, host))
                .collect(Collectors.joining());
    }

    static final String HEADER = "email,password,imap host,SMTP Server\n";

    Caller.Answer start(String options, String csv, String... headers) {
        return upload.send(IMPORTS, options, csv.getBytes(StandardCharsets.UTF_8), headers);
    }

    String done(Caller.Answer started) {
        assertThat(started.status()).as(started.body()).isEqualTo(202);
        String id = started.text("/id");
        reaches(id, "done");
        return id;
    }

    void reaches(String id, String state) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(caller.get(IMPORTS + "/" + id).text("/state"))
                        .isEqualTo(state));
    }

    List<String> report(String id) {
        return caller.get(IMPORTS + "/" + id + "/report.csv").body().lines().toList();
    }

    long count(String rows) {
        return jdbc.sql("select count(*) from " + rows)
                .param(workspace.value())
                .query(Long.class)
                .single();
    }

    String state(int number) {
        return jdbc.sql("select state from mailbox where workspace_id = ? and address = ?")
                .param(workspace.value())
                .param(address(number))
                .query(String.class)
                .single();
    }

    long credentialVersion(int number) {
        return jdbc.sql("select credential_version from mailbox where workspace_id = ? and address = ?")
                .param(workspace.value())
                .param(address(number))
                .query(Long.class)
                .single();
    }
}
