package dev.mailmoor.e2e.s03_console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A mailbox is added, loses its login while somebody watches, and is mended; seconds stand for minutes. */
@Story
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ConsoleStoryTest {
    private static final String ADDRESS = "anna@" + MailHost.DOMAIN;
    private static final double A_CHECK = 30_000;

    private static MailHost host;
    private static RunningMailmoor moor;

    @BeforeAll
    static void start() {
        host = MailHost.start();
        moor = RunningMailmoor.prepare()
                .trusting(host)
                .with("MAILMOOR_CHECK_INTERVAL", "3s")
                .with("MAILMOOR_SENDING_INTERVAL", "3s")
                .with("MAILMOOR_CONFIRM_DELAY", "1s")
                .start();
    }

    @AfterAll
    static void stop() {
        moor.close();
        host.close();
    }

    /** The first: it begins with an empty fleet. */
    @Test
    @Order(1)
    void aMailboxIsAddedLostAndMendedBeforeOnesEyes() {
        host.users().add(ADDRESS, "first secret");
        try (Browser browser = signedIn(Look.DESKTOP)) {
            Page page = browser.page();
            assertThat(page.getByText("Connect the first mailbox")).isVisible();
            add(page, "first secret");
            browser.screenshot("console-connected");

            host.users().changePassword(ADDRESS, "second secret");
            assertThat(page.locator("#state")).hasText("Login lost", within(A_CHECK));
            assertThat(page.locator("#lost-mark .mark")).hasAttribute("data-lost", "1");
            assertThat(page.locator("#timeline")).containsText("Login lost");
            browser.screenshot("console-lost");

            assertThat(page.locator("#lost-mark .mark")).isVisible();
            changePassword(page, "not this one", "not this one");
            assertThat(page.getByText("Invalid Password")).isVisible();
            browser.screenshot("console-refused");
            changePassword(page, "second secret", "second secret");
            assertThat(page.getByText("Connected Successfully")).isVisible();
            assertThat(page.locator("#state")).hasText("Connected");
            assertThat(page.locator("#lost-mark .mark")).hasCount(0);
            browser.screenshot("console-mended");
            assertThat(page.content()).doesNotContain("first secret", "second secret", "not this one");
            // A refused form is answered with 422, which the browser's console mentions.
            assertThat(browser.complaints()).allMatch(complaint -> complaint.contains("422"));
        }
    }

    private static void add(Page page, String secret) {
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("+ Email"))
                .click();
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Other"))
                .click();
        Locator test = page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Test Connection"));
        assertThat(label(page, "Port")).hasValue("993");
        assertThat(label(page, "Use Secure Connection")).isChecked();
        label(page, "Mailbox").fill(ADDRESS);
        label(page, "Password").fill(secret);
        label(page, "Configuration Name").fill("Sales EU");
        Endpoint imap = host.endpoint(Protocol.IMAP, TlsMode.TLS);
        label(page, "Host").fill(imap.host());
        label(page, "Port").fill(String.valueOf(imap.port()));
        Endpoint smtp = host.endpoint(Protocol.SMTP, TlsMode.TLS);
        label(page, "Sending host").fill(smtp.host());
        label(page, "Sending port").fill(String.valueOf(smtp.port()));
        assertThat(test).isDisabled();
        assertThat(page.locator("#test-waits")).hasText("Test Connection waits for Description.");
        label(page, "Description").fill("Outreach");
        assertThat(test).isEnabled();
        assertThat(page.locator("#test-waits")).isHidden();

        test.click();
        assertThat(page.getByText("We were able to connect to your mailbox.")).hasCount(2);
        assertThat(label(page, "Password")).hasValue(secret);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Save"))
                .click();
        assertThat(page.locator("#state")).hasText("Connected");
    }

    private static void changePassword(Page page, String secret, String again) {
        if (!page.url().endsWith("/password")) {
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Change Password"))
                    .click();
        }
        label(page, "New Password").fill(secret);
        label(page, "Confirm Password").fill(again);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Ok"))
                .click();
    }

    /** The operator's page stays open: it mends itself when somebody without an account gives the new password. */
    @Test
    void somebodyWithNoAccountReconnectsItByALinkOnAPhone() {
        String address = "bert@" + MailHost.DOMAIN;
        host.users().add(address, "first secret");
        String id = new Mailboxes(moor.api(), host).add(address, "first secret");
        host.users().changePassword(address, "second secret");
        try (Browser operator = signedIn(Look.DESKTOP);
                Browser phone = Browser.open(moor.url(), Look.PHONE)) {
            Page page = operator.page();
            page.navigate("/mailboxes/" + id);
            assertThat(page.locator("#state")).hasText("Login lost", within(A_CHECK));
            assertThat(page.locator("#lost-mark .mark")).isVisible();
            press(page, "Copy shareable link");
            String link = page.locator("#shown-once").inputValue();
            operator.screenshot("link-made");
            page.navigate("/mailboxes/" + id);

            reconnect(phone, link, "not this one");
            assertThat(phone.page().getByText("Invalid Password")).isVisible();
            phone.screenshot("link-refused-phone");
            reconnect(phone, link, "second secret");
            assertThat(phone.page().getByText("Connected Successfully")).isVisible();
            phone.screenshot("link-used-phone");
            assertThat(page.locator("#state")).hasText("Connected", within(A_CHECK));
            assertThat(page.locator("#timeline")).containsText("Link used");
            assertThat(page.locator("#lost-mark .mark")).hasCount(0);
            phone.page().navigate(link);
            assertThat(phone.page().locator("h1")).hasText("This link was used");
        }
    }

    private static void reconnect(Browser phone, String link, String secret) {
        Page page = phone.page();
        page.navigate(link);
        phone.screenshot("link-phone");
        page.getByLabel("Password").fill(secret);
        press(page, "Reconnect");
    }

    private static void press(Page page, String name) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name))
                .click();
    }

    @ParameterizedTest
    @EnumSource(Look.class)
    void noPageIsWiderThanTheWindow(Look look) {
        try (Browser browser = signedIn(look)) {
            Page page = browser.page();
            for (String path : new String[] {
                "/",
                "/mailboxes",
                "/mailboxes/new",
                "/mailboxes/new/custom",
                "/campaigns",
                "/settings/members",
                "/settings/api-keys",
                "/settings/webhooks",
                "/settings/audit",
                "/settings"
            }) {
                page.navigate(path);
                browser.screenshot("console" + path.replace('/', '-') + "-" + look);
                Object overhang =
                        page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
                assertThat(((Number) overhang).intValue()).as(path).isZero();
            }
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void onAPhoneTheMenuOpensAndLeadsOn() {
        try (Browser browser = signedIn(Look.PHONE)) {
            Page page = browser.page();
            assertThat(page.locator("#nav")).isHidden();
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Menu"))
                    .click();
            page.locator("#nav").getByText("Members").click();
            assertThat(page.locator("h1")).hasText("Members");
        }
    }

    @Test
    void onAPhoneWhatMakesTheFormPointlessIsReadFirst() {
        try (Browser browser = signedIn(Look.PHONE)) {
            Page page = browser.page();
            page.navigate("/mailboxes/new/outlook.com");
            browser.screenshot("console-add-outlook-phone");
            double form = label(page, "Mailbox").boundingBox().y;
            assertThat(page.getByText("Outlook.com takes no passwords").boundingBox().y)
                    .isLessThan(form);
            assertThat(page.locator("#test-waits"))
                    .hasText("Test Connection waits for Mailbox, Password, Configuration Name, Description.");
        }
    }

    private static Browser signedIn(Look look) {
        return Browser.open(moor.url(), look).signIn(RunningMailmoor.OWNER, moor.ownerPassword());
    }

    private static Locator label(Page page, String text) {
        return page.getByLabel(text, new Page.GetByLabelOptions().setExact(true));
    }

    private static LocatorAssertions.HasTextOptions within(double millis) {
        return new LocatorAssertions.HasTextOptions().setTimeout(millis);
    }
}
