package dev.mailmoor.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailmoor.server.testing.ServerTest;
import dev.mailmoor.server.workspace.ApiKeys;
import dev.mailmoor.server.workspace.Role;
import dev.mailmoor.server.workspace.WorkspaceId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What holds for every call: keys, problems, paging. */
@ServerTest
@org.springframework.context.annotation.Import(FakeRooms.class)
class ApiFrameTest {
    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private ApiKeys keys;

    @LocalServerPort
    private int port;

    private Caller admin = new Caller(0, "");
    private WorkspaceId workspace = new WorkspaceId(new java.util.UUID(0, 0));

    @BeforeEach
    void anAdmin() {
        Tenants tenants = new Tenants(jdbc, keys, port);
        workspace = tenants.workspace();
        admin = tenants.caller(workspace, Role.ADMIN);
    }

    @Test
    void withoutAKeyEverythingIsAProblem401() {
        var answer = new Caller(port, "").get("/api/v1/members");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
        assertThat(answer.text("/type")).isEqualTo("urn:mailmoor:problem:unauthorized");
        assertThat(answer.json().path("status").asInt()).isEqualTo(401);
        assertThat(answer.text("/title")).isNotEmpty();
        assertThat(answer.text("/detail")).isNotEmpty();
    }

    @Test
    void anUnknownKeyAndAMistypedOneAreToldApart() {
        assertThat(new Caller(port, "x".repeat(40)).get("/api/v1/members").text("/detail"))
                .contains("not known");
        assertThat(new Caller(port, admin.key().substring(1, 30))
                        .get("/api/v1/members")
                        .status())
                .isEqualTo(401);
        assertThat(new Caller(port, admin.key().substring(0, 30))
                        .get("/api/v1/members")
                        .text("/detail"))
                .contains("mistyped");
    }

    @Test
    void unknownPathsMethodsAndKindsOfBodyAreProblems() {
        assertThat(admin.get("/api/v1/no-such-thing").status()).isEqualTo(404);
        assertThat(admin.get("/api/v1/no-such-thing").text("/type")).endsWith("not-found");
        var wrongMethod = admin.send("PUT", "/api/v1/members", "{}");
        assertThat(wrongMethod.status()).isEqualTo(405);
        assertThat(wrongMethod.raw().headers().allValues("Allow")).contains("GET", "POST");
        assertThat(admin.post("/api/v1/members", "email=x", "Content-Type", "text/plain")
                        .status())
                .isEqualTo(415);
        assertThat(admin.get("/api/v1/%2e%2e/members").status()).isEqualTo(404);
    }

    @Test
    void whatIsNotJsonIs400AndAWrongFieldIs422WithItsName() {
        assertThat(admin.post("/api/v1/members", "{\"email\":").status()).isEqualTo(400);
        assertThat(admin.send("POST", "/api/v1/members", "", "Content-Type", "application/json")
                        .status())
                .isEqualTo(400);
        assertThat(admin.post("/api/v1/members", "{} trailing").status()).isEqualTo(400);

        var unknown = admin.post("/api/v1/members", "{\"email\":\"a@example.com\",\"rolle\":\"viewer\"}");
        assertThat(unknown.status()).isEqualTo(422);
        assertThat(Caller.fields(unknown)).containsExactly("rolle");

        var wrongWord = admin.post("/api/v1/members", "{\"email\":\"a@example.com\",\"role\":\"king\"}");
        assertThat(wrongWord.status()).isEqualTo(422);
        assertThat(Caller.fields(wrongWord)).containsExactly("role");

        var wrongType = admin.post("/api/v1/members", "{\"email\":[1]}");
        assertThat(wrongType.status()).isEqualTo(422);
        assertThat(Caller.fields(wrongType)).containsExactly("email");
    }

    @Test
    void aBodyThatIsNoObjectIsSaidToBeThat() {
        var answer = admin.post("/api/v1/api-keys", "[]");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().at("/errors/0/message").asString()).isEqualTo("The body must be a JSON object.");
    }

    @Test
    void aParameterThatIsNotUtf8Is400() {
        assertThat(admin.get("/api/v1/mailboxes?q=%ff").status()).isEqualTo(400);
    }

    @Test
    void aSecretIsNeverEchoedNotEvenByAProblem() {
        var answer = admin.post("/api/v1/probe", "{\"secret\":[\"hunter2hunter2\"]}");
        var nested = admin.post("/api/v1/probe", "{\"receiving\":{\"secret\":{\"a\":\"hunter2hunter2\"}}}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(Caller.fields(answer)).containsExactly("secret");
        assertThat(Caller.fields(nested)).containsExactly("receiving.secret");
        assertThat(answer.body() + nested.body()).doesNotContain("hunter2");
    }

    @Test
    void aBodyOverOneMebibyteIsTooLargeWithAndWithoutALength() {
        String large = "{\"email\":\"" + "x".repeat(1024 * 1024) + "\"}";

        assertThat(admin.post("/api/v1/members", large).status()).isEqualTo(413);
        assertThat(admin.post("/api/v1/members", large, "Transfer-Encoding-Test", "1")
                        .text("/type"))
                .endsWith("too-large");
    }

    @Test
    void limitsOutOfRangeAndStrangeCursorsName() {
        for (String limit : new String[] {"0", "501", "x", "-1", "99999999999"}) {
            var answer = admin.get("/api/v1/audit?limit=" + limit);
            assertThat(answer.status()).isEqualTo(422);
            assertThat(Caller.fields(answer)).containsExactly("limit");
        }
        for (String list : new String[] {"audit", "members", "api-keys"}) {
            assertThat(Caller.fields(admin.get("/api/v1/" + list + "?cursor=nonsense")))
                    .containsExactly("cursor");
        }
    }

    @Test
    void theAuditTrailComesInPartsNewestFirst() {
        for (int i = 0; i < 3; i++) {
            admin.post("/api/v1/api-keys", "{\"name\":\"key %d\",\"role\":\"viewer\"}".formatted(i));
        }
        var first = admin.get("/api/v1/audit?limit=2");
        var second = admin.get("/api/v1/audit?limit=2&cursor=" + first.text("/nextCursor"));

        assertThat(first.text("/items/0/action")).isEqualTo("api-key.made");
        assertThat(first.text("/items/0/subject")).isEqualTo("key 2");
        assertThat(first.text("/items/0/actor")).isEqualTo("API key test admin");
        assertThat(first.text("/items/0/address")).isEqualTo("127.0.0.1");
        assertThat(second.text("/items/0/subject")).isEqualTo("key 0");
        assertThat(second.json().path("nextCursor").isNull()).isTrue();
    }

    @Test
    void aNewKeyIsShownOnceAndWorksUntilItIsRevoked() {
        var made = admin.post("/api/v1/api-keys", "{\"name\":\"robot\",\"role\":\"viewer\"}");
        assertThat(made.status()).isEqualTo(201);
        Caller robot = new Caller(port, made.text("/key"));
        assertThat(robot.get("/api/v1/audit").status()).isEqualTo(403);
        assertThat(admin.get("/api/v1/api-keys").body()).doesNotContain(made.text("/key"));

        assertThat(admin.send("DELETE", "/api/v1/api-keys/" + made.text("/id"), "")
                        .status())
                .isEqualTo(204);
        assertThat(robot.get("/api/v1/audit").status()).isEqualTo(401);
        assertThat(admin.send("DELETE", "/api/v1/api-keys/" + made.text("/id"), "")
                        .status())
                .isEqualTo(404);
        assertThat(admin.send("DELETE", "/api/v1/api-keys/not-an-id", "").status())
                .isEqualTo(404);
    }

    @Test
    void healthNeedsNoKeyAndFiguresNoneOnThisMachineUnlessForwarded() {
        Caller nobody = new Caller(port, "");

        assertThat(nobody.get("/health/live").status()).isEqualTo(200);
        assertThat(nobody.get("/health/ready").status()).isEqualTo(200);
        assertThat(nobody.get("/metrics").body()).contains("jvm_memory_used_bytes");
        assertThat(nobody.get("/metrics", "X-Forwarded-For", "192.0.2.1").status())
                .isEqualTo(401);
        assertThat(nobody.get("/metrics", "Forwarded", "for=192.0.2.1").status())
                .isEqualTo(401);
        assertThat(admin.get("/metrics", "X-Forwarded-For", "192.0.2.1").status())
                .isEqualTo(200);
    }

    @Test
    void nobodyMayHandOutMoreThanTheirOwnRole() {
        assertThat(admin.post("/api/v1/api-keys", "{\"name\":\"robot\",\"role\":\"owner\"}")
                        .status())
                .isEqualTo(403);
        assertThat(admin.post("/api/v1/members", "{\"email\":\"a@example.com\",\"role\":\"owner\"}")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void aMemberIsInvitedByALinkThatIsShownOnce() {
        var invited = admin.post("/api/v1/members", "{\"email\":\"Ann@Example.com\",\"role\":\"operator\"}");

        assertThat(invited.status()).isEqualTo(201);
        assertThat(invited.text("/email")).isEqualTo("ann@example.com");
        assertThat(invited.text("/invitation/url")).contains("/welcome?token=");
        assertThat(admin.get("/api/v1/members").text("/items/0/standing")).isEqualTo("invited");
        String member = "/api/v1/members/" + invited.text("/id");
        assertThat(admin.send("PATCH", member, "{\"role\":\"viewer\"}").text("/role"))
                .isEqualTo("viewer");
        assertThat(admin.send("DELETE", member, "").status()).isEqualTo(204);
    }
}
