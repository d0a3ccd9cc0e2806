package dev.mailmoor.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.testing.ServerTest;
import dev.mailmoor.server.workspace.Access;
import dev.mailmoor.server.workspace.Actor;
import dev.mailmoor.server.workspace.ApiKeys;
import dev.mailmoor.server.workspace.Invitations;
import dev.mailmoor.server.workspace.Members;
import dev.mailmoor.server.workspace.Role;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The console's door, from outside. */
@ServerTest
@Import(FakeRooms.class)
class SignInByPasswordTest {
    private static final String PASSWORD = " a password with spaces around ";

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private ApiKeys keys;

    @Autowired
    private Members members;

    @Autowired
    private Invitations invitations;

    @LocalServerPort
    private int port;

    private String email = "";

    @BeforeEach
    void aMember() {
        email = "ann-" + UUID.randomUUID() + "@example.com";
        Access owner = new Access(new Tenants(jdbc, keys, port).workspace(), new Actor.Mailmoor(), Role.OWNER);
        var invited = (Members.Change.Invited) members.invite(owner, email, Role.VIEWER);
        invitations.accept(invited.link().getQuery().substring("token=".length()), "", Secret.of(PASSWORD), "::1");
    }

    @Test
    void theRightPasswordOpensTheConsoleAndASessionIsKeptInTheDatabase() {
        Browser browser = new Browser(port);

        var answer = browser.signIn(email.toUpperCase(java.util.Locale.ROOT), PASSWORD);

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(Browser.location(answer)).isEqualTo("/");
        String cookie = answer.headers().allValues("Set-Cookie").stream()
                .filter(one -> one.startsWith("mailmoor-session="))
                .findFirst()
                .orElseThrow();
        assertThat(cookie).contains("HttpOnly", "SameSite=Lax", "Path=/").doesNotContain("Secure");
        assertThat(sessions()).isEqualTo(1);
        assertThat(Browser.location(browser.get("/sign-in"))).isEqualTo("/");
    }

    @Test
    void aWrongPasswordAndAnUnknownAddressAreAnsweredAlike() {
        assertThat(Browser.location(new Browser(port).signIn(email, PASSWORD.strip())))
                .isEqualTo("/sign-in?error=refused");
        assertThat(Browser.location(new Browser(port).signIn("nobody-" + email, PASSWORD)))
                .isEqualTo("/sign-in?error=refused");
        assertThat(sessions()).isZero();
    }

    @Test
    void afterTenWrongTriesEvenTheRightPasswordMustWait() {
        for (int i = 0; i < 10; i++) {
            assertThat(Browser.location(new Browser(port).signIn(email, "wrong password " + i)))
                    .isEqualTo("/sign-in?error=refused");
        }

        assertThat(Browser.location(new Browser(port).signIn(email, PASSWORD))).isEqualTo("/sign-in?error=too-many");
    }

    @Test
    void withoutACsrfTokenNothingIsTaken() {
        var answer = new Browser(port).postBare("/sign-in", Map.of("email", email, "password", PASSWORD));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(sessions()).isZero();
    }

    @Test
    void signingOutEndsTheSession() {
        Browser browser = new Browser(port);
        browser.signIn(email, PASSWORD);
        assertThat(sessions()).isEqualTo(1);

        var answer = browser.post("/sign-out", "/welcome?token=" + anotherInvitation(), Map.of());

        assertThat(Browser.location(answer)).isEqualTo("/sign-in?signed-out");
        assertThat(sessions()).isZero();
    }

    @Test
    void strangersGetTheSignInPageWithStrictHeadersAndNoSession() {
        Browser browser = new Browser(port);
        var answer = browser.get("/sign-in");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("script-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(answer.headers().firstValue("X-Frame-Options")).contains("DENY");
        assertThat(answer.headers().firstValue("Referrer-Policy")).contains("no-referrer");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(browser.cookie("mailmoor-session")).isEmpty();
    }

    @Test
    void aSessionIsNoKeyToTheApi() {
        Browser browser = new Browser(port);
        browser.signIn(email, PASSWORD);

        assertThat(browser.get("/api/v1/fleet").statusCode()).isEqualTo(401);
    }

    private String anotherInvitation() {
        Access owner = new Access(new Tenants(jdbc, keys, port).workspace(), new Actor.Mailmoor(), Role.OWNER);
        var invited = (Members.Change.Invited) members.invite(owner, "x@example.com", Role.VIEWER);
        return invited.link().getQuery().substring("token=".length());
    }

    private long sessions() {
        return jdbc.sql("""
                select count(*) from spring_session s join person p on p.person_id::text = s.principal_name where email = ?
                """).param(email).query(Long.class).single();
    }
}
