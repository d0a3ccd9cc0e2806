package dev.mailmoor.e2e.s11_oauth;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.mailmoor.e2e.Browser;
import dev.mailmoor.e2e.Look;
import dev.mailmoor.e2e.RunningMailmoor;
import dev.mailmoor.e2e.Story;
import dev.mailmoor.e2e.s01_keep.Mailboxes;
import dev.mailmoor.protocol.Endpoint;
import dev.mailmoor.protocol.Protocol;
import dev.mailmoor.protocol.TlsMode;
import dev.mailmoor.testkit.hosts.MailHost;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A mailbox changes from its password to a grant, which is renewed, withdrawn, and granted again. */
@Story
class GrantStoryTest {
    private static final String ADDRESS = "anna@" + MailHost.DOMAIN;
    private static final String OTHER = "ben@" + MailHost.DOMAIN;
    private static final Duration A_CHECK = Duration.ofSeconds(30);

    private static OAuthServer oauth;
    private static MailHost host;
    private static RunningMailmoor moor;
    private static Mailboxes mailboxes;
    private static String client;

    @BeforeAll
    static void start() {
        oauth = new OAuthServer();
        host = MailHost.startWithTokensOf(oauth.forMailHost());
        moor = RunningMailmoor.prepare()
                .trusting(host)
                .with("MAILMOOR_CHECK_INTERVAL", "3s")
                .with("MAILMOOR_SENDING_INTERVAL", "3s")
                .with("MAILMOOR_CONFIRM_DELAY", "1s")
                .with("MAILMOOR_TEST_CLOCK", "true")
                .start();
        mailboxes = new Mailboxes(moor.api(), host);
        client = moor.api()
                .post("/oauth-clients", """
                        {"provider":"oidc","name":"Moor","issuer":"%s","clientId":"%s","clientSecret":"of ours",
                         "scopes":"openid email offline_access"}
                        """.formatted(oauth.issuer(), OAuthServer.CLIENT))
                .expect(201)
                .at("/id");
    }

    @AfterAll
    static void stop() {
        moor.close();
        host.close();
        oauth.close();
    }

    @Test
    void aMailboxIsGrantedRenewedWithdrawnAndGrantedAgain() {
        host.users().add(ADDRESS, "first secret");
        String id = mailboxes.add(ADDRESS, "first secret");
        try (Browser browser =
                Browser.open(moor.url(), Look.DESKTOP).signIn(RunningMailmoor.OWNER, moor.ownerPassword())) {
            Page page = browser.page();
            page.navigate("/mailboxes/" + id);
            browser.screenshot("grant-offered");
            grant(page, "Continue with Moor", OTHER);
            assertThat(page.locator("h1")).hasText("Another account was granted");
            assertThat(page.getByText("You signed in as " + OTHER)).isVisible();
            browser.screenshot("grant-wrong-account");
            assertThat(mailboxes.get(id).at("/credential/kind")).isEqualTo("password");

            grant(page, "Try again", ADDRESS);
            assertThat(page.getByText("Connected Successfully")).isVisible();
            browser.screenshot("grant-connected");
            assertThat(mailboxes.get(id).at("/credential/kind")).isEqualTo("oauth");
            assertThat(mailboxes.get(id).at("/credential/oauthClient")).isEqualTo(client);

            theTokenIsRenewedAheadOfItsEnd(id);
            noTroubleOfTheOAuthServerIsALoss(id);
            theGrantIsWithdrawn(id);

            page.navigate("/mailboxes/" + id);
            assertThat(page.locator("#state")).hasText("Login lost");
            browser.screenshot("grant-lost");
            anImportOffersToAskItsOwner(browser);
            page.navigate("/mailboxes/" + id);
            oauth.worksAgain();
            somebodyWithNoAccountGrantsItByALink(id);
            assertThat(page.locator("#state")).hasText("Connected");
            // The OAuth server's own page asks for a stylesheet elsewhere.
            assertThat(browser.complaints()).allMatch(one -> one.contains("ERR_NAME_NOT_RESOLVED"));
        }
    }

    @Test
    void onlyTheBrowserThatWentBringsTheAnswerBack() {
        String address = "dora@" + MailHost.DOMAIN;
        host.users().add(address, "first secret");
        String id = mailboxes.add(address, "first secret");
        String url = moor.api()
                .post("/mailboxes/" + id + "/oauth/start", "{\"client\":\"" + client + "\"}")
                .expect(200)
                .at("/url");
        try (Browser own = Browser.open(moor.url(), Look.DESKTOP);
                Browser other = Browser.open(moor.url(), Look.DESKTOP_DARK)) {
            own.page().navigate(url);
            assertThat(own.page().locator("h1")).containsText("wants to connect the mailbox " + address);
            own.screenshot("grant-asked");
            own.page()
                    .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Continue"))
                    .click();
            own.page().waitForURL(Pattern.compile(".*code_challenge_method=S256.*"));
            String there = own.page().url();
            assertThat(there).contains("code_challenge_method=S256", "nonce=", "state=", "login_hint=");
            other.page().navigate(there);
            signIn(other.page(), address);
            assertThat(other.page().locator("h1")).hasText("This sign-in is over");
            other.screenshot("grant-over");
            String state = there.replaceFirst(".*[?&]state=([^&]+).*", "$1");
            own.page().navigate("/oauth/callback?error=access_denied&state=" + state);
            assertThat(own.page().locator("h1")).hasText("Moor gave no access");
            own.screenshot("grant-denied");
            own.page().navigate("/oauth/callback?code=stolen&state=" + state);
            assertThat(own.page().locator("h1")).hasText("This sign-in is over");
        }
        assertThat(mailboxes.get(id).at("/credential/kind")).isEqualTo("password");
        moor.api().delete("/mailboxes/" + id).expect(204);
    }

    @Test
    void aMailboxIsAddedWithoutAPassword() {
        String address = "emil@" + MailHost.DOMAIN;
        Endpoint imap = host.endpoint(Protocol.IMAP, TlsMode.TLS);
        try (Browser browser =
                Browser.open(moor.url(), Look.DESKTOP_DARK).signIn(RunningMailmoor.OWNER, moor.ownerPassword())) {
            Page page = browser.page();
            page.navigate("/settings/oauth-clients");
            browser.screenshot("oauth-clients");
            page.getByRole(
                            AriaRole.LINK,
                            new Page.GetByRoleOptions().setName("Moor").setExact(true))
                    .click();
            browser.screenshot("oauth-client");
            page.navigate("/mailboxes/new");
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Continue with Moor"))
                    .click();
            page.getByText("Servers, where they are not found").click();
            page.locator("#receiving-host").fill(imap.host());
            page.locator("#receiving-port").fill(String.valueOf(imap.port()));
            browser.screenshot("grant-add");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Continue with Moor"))
                    .click();
            grant(page, "Continue", address);
            assertThat(page.getByText("Connected Successfully")).isVisible();
            assertThat(page.locator("h1")).containsText(address);
            String id = page.url().replaceFirst(".*/mailboxes/([0-9a-f-]{36}).*", "$1");
            moor.api().delete("/mailboxes/" + id).expect(204);
        }
    }

    @Test
    void whatOneSideAcceptsIsSavedOnlyWhenThePersonSaysSo() {
        String address = "fay@" + MailHost.DOMAIN;
        host.users().add(address, "first secret");
        String id = mailboxes.add(withAnotherNameForSending(address, "first secret"));
        try (Browser browser =
                Browser.open(moor.url(), Look.PHONE).signIn(RunningMailmoor.OWNER, moor.ownerPassword())) {
            Page page = browser.page();
            page.navigate("/mailboxes/" + id);
            grant(page, "Continue with Moor", address);
            assertThat(page.locator("h1")).hasText("The account is right, but only one side signs in");
            browser.screenshot("grant-half-refused");
            assertThat(mailboxes.get(id).at("/credential/kind")).isEqualTo("password");

            grant(page, "Save although only one side works", address);
            assertThat(page.getByText("Connected on one side. Receiving works; sending does not"))
                    .isVisible();
            browser.screenshot("grant-half-saved");
        }
        assertThat(mailboxes.get(id)).satisfies(saved -> {
            assertThat(saved.at("/credential/kind")).isEqualTo("oauth");
            assertThat(saved.at("/receiving/state")).isEqualTo("connected");
            assertThat(saved.at("/sending/state")).isNotEqualTo("connected");
        });
        moor.api().delete("/mailboxes/" + id).expect(204);
    }

    private static String withAnotherNameForSending(String address, String secret) {
        String sending = mailboxes.channel(Protocol.SMTP, TlsMode.TLS).replaceFirst("}$", ",\"username\":\"relay\"}");
        return """
                {"address":"%s","configurationName":"Story","secret":"%s","acceptPartial":true,"receiving":%s,"sending":%s}
                """.formatted(address, secret, mailboxes.channel(Protocol.IMAP, TlsMode.TLS), sending);
    }

    /** A row without a password, for a mailbox that only its owner can bring back. */
    private static void anImportOffersToAskItsOwner(Browser browser) {
        Page page = browser.page();
        page.navigate("/imports/new");
        page.getByLabel("Rows, with a header above them").fill("email\n" + ADDRESS + "\n");
        press(page, "Upload");
        page.getByLabel("Update mailbox if it exists").check();
        press(page, "Preview");
        press(page, "Start import");
        assertThat(page.locator("#import-says")).hasText("1 of 1 row. Done.");
        // It goes with the end of the import, without a reload.
        assertThat(page.getByLabel("Logins a second")).isHidden();
        browser.screenshot("import-ask");
        press(page, "Send them a link to re-authorize");
        assertThat(page.getByText("1 person is asked for 1 mailbox.")).isVisible();
    }

    private static void press(Page page, String button) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(button).setExact(true))
                .click();
    }

    private static void somebodyWithNoAccountGrantsItByALink(String id) {
        String link = moor.api()
                .post("/mailboxes/" + id + "/reauth-links", "{}")
                .expect(201)
                .at("/url");
        try (Browser phone = Browser.open(moor.url(), Look.PHONE)) {
            phone.page().navigate(link);
            assertThat(phone.page().locator("input[name=password]")).hasCount(0);
            phone.screenshot("grant-by-link");
            grant(phone.page(), "Continue with Moor", ADDRESS);
            assertThat(phone.page().getByText("Connected Successfully")).isVisible();
            phone.page().navigate(link);
            assertThat(phone.page().locator("h1")).hasText("This link was used");
        }
        mailboxes.awaitState(id, "connected", A_CHECK);
    }

    /** Presses the button and signs in at the OAuth server's own page. */
    private static void grant(Page page, String button, String account) {
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(button))
                .click();
        signIn(page, account);
    }

    private static void signIn(Page page, String account) {
        page.locator("input[name=username]").fill(account);
        page.locator("textarea[name=claims]")
                .fill("{\"email\":\"" + account + "\",\"azp\":\"" + OAuthServer.CLIENT + "\"}");
        page.locator("input[type=submit]").click();
        page.waitForURL(Pattern.compile(Pattern.quote(moor.url().toString()) + ".*"));
    }

    private static void theTokenIsRenewedAheadOfItsEnd(String id) {
        int before = oauth.asked().size();
        moor.api().put("/test-clock", "{\"offset\":\"56m\"}").expect(200);
        mailboxes.awaitState(id, "connected", A_CHECK);
        org.awaitility.Awaitility.await("renewed")
                .atMost(A_CHECK)
                .until(() -> oauth.asked().size() > before);
        assertThat(moor.api()
                        .post("/mailboxes/" + id + "/test", "{\"direction\":\"both\"}")
                        .expect(200))
                .satisfies(tested -> {
                    assertThat(tested.at("/receiving/outcome")).isEqualTo("connected");
                    assertThat(tested.at("/sending/outcome")).isEqualTo("connected");
                });
        assertThat(oauth.asked().size()).as("one request for both channels").isEqualTo(before + 1);
    }

    private static void noTroubleOfTheOAuthServerIsALoss(String id) {
        oauth.says(200, "text/html", "<html>Sign in to the network</html>");
        moor.api().put("/test-clock", "{\"offset\":\"3h\"}").expect(200);
        mailboxes.awaitState(id, "unreachable", A_CHECK);
        oauth.says(503, "text/plain", "over");
        assertThat(cause(id)).isEqualTo("provider-outage-or-temporary");
        oauth.says(429, "text/plain", "slowly");
        assertThat(cause(id)).isEqualTo("rate-limited");
        oauth.worksAgain();
        moor.api()
                .post("/mailboxes/" + id + "/test", "{\"direction\":\"both\"}")
                .expect(200);
        mailboxes.awaitState(id, "connected", A_CHECK);
    }

    private static String cause(String id) {
        return moor.api()
                .post("/mailboxes/" + id + "/test", "{\"direction\":\"receiving\"}")
                .expect(200)
                .at("/receiving/cause");
    }

    private static void theGrantIsWithdrawn(String id) {
        oauth.says(400, "application/json", "{\"error\":\"invalid_grant\"}");
        moor.api().put("/test-clock", "{\"offset\":\"5h\"}").expect(200);
        mailboxes.awaitState(id, "auth-lost", A_CHECK);
        assertThat(mailboxes.get(id).at("/receiving/diagnosis/cause")).isEqualTo("oauth-grant-revoked-or-expired");
    }
}
