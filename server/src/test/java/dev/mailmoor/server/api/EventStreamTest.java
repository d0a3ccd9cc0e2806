package dev.mailmoor.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.journal.Journal;
import dev.mailmoor.server.journal.NewEvent;
import dev.mailmoor.server.testing.ServerTest;
import dev.mailmoor.server.workspace.Access;
import dev.mailmoor.server.workspace.Actor;
import dev.mailmoor.server.workspace.ApiKeys;
import dev.mailmoor.server.workspace.Invitations;
import dev.mailmoor.server.workspace.Members;
import dev.mailmoor.server.workspace.Role;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
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
    private Members members;

    @Autowired
    private Invitations invitations;

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
            assertThat(event.at("/data/diagnosis/cause").asString()).isEqualTo("other");
            assertThat(event.at("/data/diagnosis/transcript"))
                    .as("for a viewer")
                    .isEmpty();
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

    @Test
    void aRevokedKeysStreamEndsHoweverMuchHappens() throws IOException {
        try (Stream stream = new Stream("");
                Busy _ = new Busy()) {
            assertThat(stream.next().path("type").asString()).isEqualTo("mailbox.suspect");
            Access owner = new Access(workspace, new Actor.Mailmoor(), Role.OWNER);
            keys.list(workspace).forEach(key -> keys.revoke(owner, key.id()));

            assertThat(stream.endsWithin(Duration.ofSeconds(8))).isTrue();
        }
    }

    @Test
    void whoSignedOutHearsNoMore() throws IOException {
        String email = "ann-" + UUID.randomUUID() + "@example.com";
        Access owner = new Access(workspace, new Actor.Mailmoor(), Role.OWNER);
        var invited = (Members.Change.Invited) members.invite(owner, email, Role.VIEWER);
        invitations.accept(
                invited.link().getQuery().substring("token=".length()), "", Secret.of("a long enough password"), "::1");
        Browser browser = new Browser(port);
        browser.signIn(email, "a long enough password");
        String cookie = "mailmoor-session="
                + browser.cookie("mailmoor-session").orElseThrow().getValue();

        try (Stream stream = new Stream("/live", "Cookie", cookie);
                Busy _ = new Busy()) {
            assertThat(stream.next().path("type").asString()).isEqualTo("mailbox.suspect");
            var another = (Members.Change.Invited) members.invite(owner, "x@example.com", Role.VIEWER);
            browser.post("/sign-out", "/welcome?" + another.link().getQuery(), Map.of());

            assertThat(stream.endsWithin(Duration.ofSeconds(8))).isTrue();
        }
    }

    /** Something happens ten times a second, so that no stream has a pause. */
    private final class Busy implements AutoCloseable {
        private final ScheduledExecutorService events = Executors.newSingleThreadScheduledExecutor();

        Busy() {
            var _ = events.scheduleAtFixedRate(
                    () -> publish(workspace, "mailbox.suspect"), 0, 100, TimeUnit.MILLISECONDS);
        }

        @Override
        public void close() {
            events.shutdownNow();
        }
    }

    private void publish(WorkspaceId where, String type) {
        journal.publish(new NewEvent(
                where,
                type,
                Instant.parse("2026-03-02T09:00:00Z"),
                Map.of(
                        "mailbox", Map.of("id", "1", "address", "a@example.com", "state", "auth-lost"),
                        "diagnosis", Map.of("cause", "other", "transcript", List.of("S: NO")))));
    }

    /** One open stream; it is open once the first comment has come. */
    private final class Stream implements AutoCloseable {
        private final HttpURLConnection connection;
        private final BufferedReader lines;

        Stream(String lastEventId) throws IOException {
            this("/api/v1/events", "Authorization", "Bearer " + viewer.key(), "Last-Event-ID", lastEventId);
        }

        Stream(String path, String... headers) throws IOException {
            connection = (HttpURLConnection)
                    URI.create("http://127.0.0.1:" + port + path).toURL().openConnection();
            connection.setReadTimeout(20_000);
            connection.setRequestProperty("Accept", "text/event-stream");
            for (int i = 0; i + 1 < headers.length; i += 2) {
                connection.setRequestProperty(headers[i], headers[i + 1]);
            }
            assertThat(connection.getContentType()).startsWith("text/event-stream");
            lines = new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
            assertThat(lines.readLine()).startsWith(":");
        }

        JsonNode next() throws IOException {
            String id = "";
            while (true) {
                String line = lines.readLine();
                if (line.startsWith("id: ")) {
                    id = line.substring(4);
                }
                if (line.startsWith("data: ")) {
                    JsonNode event = JsonMapper.shared().readTree(line.substring(6));
                    assertThat(event.path("id").asString()).isEqualTo(id);
                    return event;
                }
            }
        }

        /** Reads on until nothing more comes. */
        boolean endsWithin(Duration patience) throws IOException {
            long end = System.nanoTime() + patience.toNanos();
            String line = "";
            while (line != null && System.nanoTime() < end) {
                line = lines.readLine();
            }
            return line == null;
        }

        @Override
        public void close() {
            connection.disconnect();
        }
    }
}
