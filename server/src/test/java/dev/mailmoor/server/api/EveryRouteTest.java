package dev.mailmoor.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.bulk.Imports;
import dev.mailmoor.server.mailbox.PersonName;
import dev.mailmoor.server.reauth.ChannelDraft;
import dev.mailmoor.server.reauth.Connections;
import dev.mailmoor.server.reauth.MailboxDraft;
import dev.mailmoor.server.reauth.Proving;
import dev.mailmoor.server.reauth.Renewal;
import dev.mailmoor.server.signin.OAuthClientDraft;
import dev.mailmoor.server.signin.OAuthClients;
import dev.mailmoor.server.testing.ServerTest;
import dev.mailmoor.server.webhook.Webhooks;
import dev.mailmoor.server.workspace.Access;
import dev.mailmoor.server.workspace.Actor;
import dev.mailmoor.server.workspace.ApiKeys;
import dev.mailmoor.server.workspace.Invitations;
import dev.mailmoor.server.workspace.Members;
import dev.mailmoor.server.workspace.Needs;
import dev.mailmoor.server.workspace.Open;
import dev.mailmoor.server.workspace.Role;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Walks every route there is: without a key or session, in each role, and with another workspace's ids. */
@ServerTest
class EveryRouteTest {
    /** What anybody may call. A new one must be written down here, and thought about. */
    private static final Set<String> OPEN = Set.of(
            "GET /c/{token}",
            "GET /guide",
            "GET /guide/{page}",
            "GET /health/live",
            "GET /health/ready",
            "GET /metrics",
            "GET /notices/unsubscribe/{token}",
            "GET /oauth/again",
            "GET /oauth/again/one-side",
            "GET /oauth/callback",
            "GET /oauth/continue",
            "GET /r/{token}",
            "GET /r/{token}/oauth",
            "GET /sign-in",
            "GET /welcome",
            "POST /notices/unsubscribe/{token}",
            "POST /c/{token}/{mailbox}",
            "POST /r/{token}",
            "POST /welcome");

    /** Bodies that are good enough to get as far as the look-up of the id. */
    private static final Map<String, String> BODIES = Map.of(
            "PATCH /api/v1/mailboxes/{id}", "{\"description\":\"x\"}",
            "PUT /api/v1/mailboxes/{id}/credential", "{\"secret\":\"x\"}",
            "PATCH /api/v1/members/{id}", "{\"role\":\"viewer\"}",
            "POST /api/v1/webhooks/{id}/deliveries/replay", "{\"since\":\"2026-03-02T09:00:00Z\"}");

    /** A variable of a pattern, with or without an expression behind its name. */
    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)(?::(?:[^{}]|\\{[^}]*})*)?}");

    /** Variables that are no ids. */
    private static final Map<String, String> WORDS = Map.of("way", "receiving", "provider", "custom");

    private static final String PASSWORD = "a long enough password";

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mapping;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private ApiKeys keys;

    @Autowired
    private Members members;

    @Autowired
    private Invitations invitations;

    @Autowired
    private Imports imports;

    @Autowired
    private Connections connections;

    @Autowired
    private Webhooks webhooks;

    @Autowired
    private OAuthClients oauthClients;

    @LocalServerPort
    private int port;

    private WorkspaceId mine = new WorkspaceId(new UUID(0, 0));
    /** A page that shows its form to anybody, and so a CSRF token. */
    private String pageWithToken = "";

    private Access stranger = new Access(mine, new Actor.Mailmoor(), Role.OWNER);

    record Route(String method, String pattern, HandlerMethod handler) {
        String name() {
            return method + " " + pattern;
        }

        boolean isApi() {
            return pattern.startsWith("/api/");
        }

        boolean isOpen() {
            return handler.hasMethodAnnotation(Open.class);
        }

        boolean hasId() {
            return pattern.contains("{");
        }

        Optional<Role> needs() {
            return Optional.ofNullable(handler.getMethodAnnotation(Needs.class)).map(Needs::value);
        }

        String path(String id) {
            return VARIABLE.matcher(pattern).replaceAll(variable -> WORDS.getOrDefault(variable.group(1), id));
        }

        String body() {
            return BODIES.getOrDefault(name(), method.equals("GET") || method.equals("DELETE") ? "" : "{}");
        }
    }

    @BeforeEach
    void twoWorkspaces() {
        mine = tenants().workspace();
        stranger = new Access(tenants().workspace(), new Actor.Mailmoor(), Role.OWNER);
        var invited = (Members.Change.Invited) members.invite(stranger, "guest@example.com", Role.VIEWER);
        pageWithToken = "/welcome?" + invited.link().getQuery();
    }

    @Test
    void everyRouteSaysWhoMayCallIt() {
        assertThat(routes()).isNotEmpty();
        assertThat(routes())
                .filteredOn(route -> !route.isOpen() && route.needs().isEmpty())
                .extracting(Route::name)
                .isEmpty();
        assertThat(routes())
                .filteredOn(Route::isOpen)
                .extracting(Route::name)
                .containsExactlyInAnyOrderElementsOf(OPEN);
    }

    @Test
    void withoutAKeyTheApiAnswersNobody() {
        Caller nobody = new Caller(port, "");
        for (Route route : guarded(true)) {
            assertThat(nobody.status(
                            route.method(), route.path(UUID.randomUUID().toString()), route.body()))
                    .as(route.name())
                    .isEqualTo(401);
        }
    }

    @Test
    void theApiHoldsEachKeyToItsRole() {
        for (Role role : Role.values()) {
            Caller caller = tenants().caller(mine, role);
            for (Route route : guarded(true)) {
                int status = caller.status(
                        route.method(), route.path(UUID.randomUUID().toString()), route.body());
                if (role.mayActAs(route.needs().orElseThrow())) {
                    assertThat(status).as(role + " " + route.name()).isNotIn(401, 403, 500);
                } else {
                    assertThat(status).as(role + " " + route.name()).isEqualTo(403);
                }
            }
        }
    }

    @Test
    void anotherWorkspacesIdsDoNotExist() {
        Map<String, String> foreign = foreignIds();
        Caller owner = tenants().caller(mine, Role.OWNER);
        for (Route route : guarded(true)) {
            if (!route.hasId()) {
                continue;
            }
            String kind = route.pattern().split("/", -1)[3];
            assertThat(foreign).as("an id for " + route.name()).containsKey(kind);
            assertThat(owner.status(route.method(), route.path(foreign.getOrDefault(kind, "")), route.body()))
                    .as(route.name())
                    .isEqualTo(404);
        }
    }

    @Test
    void strangersAreSentFromThePagesToTheSignIn() {
        for (Route route : guarded(false)) {
            if (!route.method().equals("GET")) {
                continue;
            }
            // A stream is read by a script, which could not follow to a page.
            boolean stream = route.path("").equals("/live");
            String accept = stream ? "text/event-stream" : "text/html";
            var answer =
                    new Browser(port).status("GET", route.path(UUID.randomUUID().toString()), accept);
            assertThat(stream ? "" + answer.statusCode() : Browser.location(answer))
                    .as(route.name())
                    .isEqualTo(stream ? "401" : "/sign-in");
        }
    }

    @Test
    void thePagesHoldEachPersonToTheirRole() {
        for (Role role : Role.values()) {
            Browser browser = signedIn(role);
            for (Route route : guarded(false)) {
                boolean may = role.mayActAs(route.needs().orElseThrow());
                var answer = visit(browser, route, UUID.randomUUID().toString());
                if (may) {
                    assertThat(answer).as(role + " " + route.name()).isNotIn(401, 403, 500);
                } else {
                    assertThat(answer).as(role + " " + route.name()).isEqualTo(403);
                }
            }
        }
    }

    @Test
    void pagesOfAnotherWorkspaceDoNotExist() {
        Map<String, String> foreign = foreignIds();
        Browser browser = signedIn(Role.OWNER);
        for (Route route : guarded(false)) {
            if (route.pattern().contains("/{id")) {
                String kind = route.pattern().replaceFirst(".*?([a-z-]+)/\\{id.*", "$1");
                assertThat(foreign).as("an id for " + route.name()).containsKey(kind);
                assertThat(visit(browser, route, foreign.getOrDefault(kind, "")))
                        .as(route.name())
                        .isEqualTo(404);
            }
        }
        assertThat(keys.list(stranger.workspace())).as("not revoked").hasSize(1);
    }

    @Test
    void aWorkspaceThatOneIsNoMemberOfCannotBeChosen() {
        Browser browser = signedIn(Role.OWNER);
        Map<String, String> theirs = Map.of("workspace", stranger.workspace().toString());
        Map<String, String> own = Map.of("workspace", mine.toString());

        assertThat(browser.post("/settings/switch", pageWithToken, theirs).statusCode())
                .isEqualTo(404);
        assertThat(browser.post("/settings/switch", pageWithToken, own).statusCode())
                .isEqualTo(303);
    }

    private Tenants tenants() {
        return new Tenants(jdbc, keys, port);
    }

    private int visit(Browser browser, Route route, String id) {
        return route.method().equals("GET")
                ? browser.status("GET", route.path(id), "*/*").statusCode()
                : browser.post(route.path(id), pageWithToken, Map.of()).statusCode();
    }

    private List<Route> guarded(boolean api) {
        return routes().stream()
                .filter(route -> !route.isOpen() && route.isApi() == api)
                .toList();
    }

    private List<Route> routes() {
        List<Route> routes = new ArrayList<>();
        mapping.getHandlerMethods().forEach((info, handler) -> {
            if (!handler.getBeanType().getName().startsWith("dev.mailmoor.")) {
                return;
            }
            for (String pattern : info.getPatternValues()) {
                info.getMethodsCondition()
                        .getMethods()
                        .forEach(method -> routes.add(new Route(method.name(), pattern, handler)));
            }
        });
        routes.sort(Comparator.comparing(Route::name));
        return routes;
    }

    private Map<String, String> foreignIds() {
        var key = (ApiKeys.Making.Made) keys.make(stranger, "theirs", Role.VIEWER);
        var member = (Members.Change.Invited) members.invite(stranger, "x@example.com", Role.VIEWER);
        return Map.of(
                "mailboxes", mailbox(stranger),
                "oauth-clients", oauthClient(stranger),
                "api-keys", key.apiKey().id().toString(),
                "webhooks", webhook(stranger),
                "campaigns", campaign(stranger),
                "members", member.member().id().toString(),
                "imports", imported(stranger),
                "notice-settings", "no-such-template");
    }

    private String campaign(Access access) {
        UUID id = UUID.randomUUID();
        jdbc.sql("""
                insert into campaign (workspace_id, campaign_id, note, reminders, made_at, made_by, expires_at)
                values (?, ?, '', true, now(), 'x', now() + interval '1 day')
                """).params(access.workspace().value(), id).update();
        return id.toString();
    }

    private String imported(Access access) {
        try {
            byte[] file = "email,password\nanna@example.com,x\n".getBytes(StandardCharsets.UTF_8);
            var taken = (Imports.Taking.Taken) imports.take(access, "", new ByteArrayInputStream(file));
            return taken.draft().toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String webhook(Access access) {
        var draft = new Webhooks.Draft("http://127.0.0.1:1/", List.of(), Optional.empty());
        return ((Webhooks.Saving.Saved) webhooks.add(access, draft))
                .webhook()
                .id()
                .toString();
    }

    private String oauthClient(Access access) {
        OAuthClientDraft draft = new OAuthClientDraft(
                Optional.empty(),
                Optional.of("google"),
                Optional.empty(),
                Optional.empty(),
                Optional.of("theirs"),
                Optional.of(Secret.of("secret")),
                Optional.empty(),
                Optional.empty());
        return ((OAuthClients.Saving.Saved) oauthClients.add(access, draft))
                .client()
                .id()
                .toString();
    }

    private String mailbox(Access access) {
        ChannelDraft imap = new ChannelDraft("imap", "127.0.0.1", "1", "none", "anna@example.com", Optional.empty());
        Renewal added = connections.connect(
                access,
                new MailboxDraft(
                        "anna@example.com",
                        new PersonName("", ""),
                        "",
                        "",
                        "",
                        List.of(),
                        Optional.of(imap),
                        Optional.empty(),
                        Optional.of(Secret.of("secret"))),
                Proving.UNTRIED);
        return ((Renewal.Saved) added).mailbox().id().toString();
    }

    private Browser signedIn(Role role) {
        String email = role.word() + "-" + UUID.randomUUID() + "@example.com";
        Access owner = new Access(mine, new Actor.Mailmoor(), Role.OWNER);
        var invited = (Members.Change.Invited) members.invite(owner, email, role);
        invitations.accept(invited.link().getQuery().substring("token=".length()), "", Secret.of(PASSWORD), "::1");
        Browser browser = new Browser(port);
        assertThat(Browser.location(browser.signIn(email, PASSWORD))).isEqualTo("/");
        return browser;
    }
}
