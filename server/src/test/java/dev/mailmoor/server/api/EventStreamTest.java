package dev.mailmoor.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailmoor.server.journal.Journal;
import dev.mailmoor.server.journal.NewEvent;
import dev.mailmoor.server.testing.ServerTest;
import dev.mailmoor.server.workspace.ApiKeys;
import dev.mailmoor.server.workspace.Role;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Server-Sent Events, read line by line. */
@ServerTest
@Import(FakeRooms.class)
class EventStreamTest {
    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private ApiKeys keys;

    @Autowired
    private Journal journal;

    @LocalServerPort
    private int port;

    private WorkspaceId workspace = new WorkspaceId(new java.util.UUID(0, 0));
    private Caller viewer = new Caller(0, "");

    @BeforeEach
    void aViewer() {
        Tenants tenants = new Tenants(jdbc, keys, port);
        workspace = tenants.workspace();
        viewer = tenants.caller(workspace, Role.VIEWER);
    }

    @Test
    void eventsArriveAsTheyArePublishedAndOnlyThoseOfTheWorkspace() throws IOException {
        try (Stream stream = new Stream("")) {
            publish(new WorkspaceId(java.util.UUID.randomUUID()), "mailbox.removed");
            publish(workspace, "mailbox.auth-lost");

            JsonNode event = stream.next();
            assertThat(event.path("type").asString()).isEqualTo("mailbox.auth-lost");
            assertThat(event.path("timestamp").asString()).isEqualTo("2026-03-02T09:00:00Z");
            assertThat(event.at("/data/workspace").asString()).isEqualTo(workspace.toString());
            assertThat(event.at("/data/mailbox/state").asString()).isEqualTo("auth-lost");
        }
    }

    @Test
    void whoComesBackGoesOnBehindTheLastEventHeard() throws IOException {
        String last;
        try (Stream stream = new Stream("")) {
            publish(workspace, "mailbox.suspect");
            last = stream.next().path("id").asString();
        }
        publish(workspace, "mailbox.auth-lost");
        publish(workspace, "mailbox.restored");
        try (Stream stream = new Stream(last)) {
            publish(workspace, "mailbox.removed");

            assertThat(stream.next().path("type").asString()).isEqualTo("mailbox.auth-lost");
            assertThat(stream.next().path("type").asString()).isEqualTo("mailbox.restored");
            assertThat(stream.next().path("type").asString()).isEqualTo("mailbox.removed");
        }
    }

    @Test
    void anIdThatIsNotKeptBringsAllThatIs() throws IOException {
        publish(workspace, "mailbox.suspect");
        try (Stream stream = new Stream("never-heard-of")) {
            assertThat(stream.next().path("type").asString()).isEqualTo("mailbox.suspect");
        }
    }

    private void publish(WorkspaceId where, String type) {
        journal.publish(new NewEvent(
                where,
                type,
                Instant.parse("2026-03-02T09:00:00Z"),
                Map.of("mailbox", Map.of("id", "1", "address", "a@example.com", "state", "auth-lost"))));
    }

    /** One open stream; it is open once the first comment has come. */
    private final class Stream implements AutoCloseable {
        private final HttpURLConnection connection;
        private final BufferedReader lines;

        Stream(String lastEventId) throws IOException {
            connection = (HttpURLConnection) URI.create("http://127.0.0.1:" + port + "/api/v1/events")
                    .toURL()
                    .openConnection();
            connection.setReadTimeout(20_000);
            connection.setRequestProperty("Authorization", "Bearer " + viewer.key());
            connection.setRequestProperty("Accept", "text/event-stream");
            if (!lastEventId.isEmpty()) {
                connection.setRequestProperty("Last-Event-ID", lastEventId);
            }
            assertThat(connection.getContentType()).startsWith("text/event-stream");
            lines = new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
            assertThat(lines.readLine()).startsWith(":");
        }

        JsonNode next() throws IOException {
            String id = "";
            while (true) {
                String line = lines.readLine();
                if (line.startsWith("id:")) {
                    id = line.substring(3).strip();
                }
                if (line.startsWith("data:")) {
                    JsonNode event = JsonMapper.shared().readTree(line.substring(5));
                    assertThat(event.path("id").asString()).isEqualTo(id);
                    return event;
                }
            }
        }

        @Override
        public void close() {
            connection.disconnect();
        }
    }
}
