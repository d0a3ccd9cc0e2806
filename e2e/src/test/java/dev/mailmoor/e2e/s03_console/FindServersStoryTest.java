package dev.mailmoor.e2e.s03_console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import dev.mailmoor.e2e.Browser;
import dev.mailmoor.e2e.Look;
import dev.mailmoor.e2e.Preparation;
import dev.mailmoor.e2e.RunningMailmoor;
import dev.mailmoor.e2e.Story;
import dev.mailmoor.protocol.Endpoint;
import dev.mailmoor.protocol.Protocol;
import dev.mailmoor.protocol.TlsMode;
import dev.mailmoor.testkit.hosts.MailHost;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Somebody types an address and a password, and nothing else that a person must look up. */
@Story
class FindServersStoryTest {
    private static final String ADDRESS = "anna@" + MailHost.DOMAIN;

    private static MailHost host;
    private static RunningMailmoor moor;

    @BeforeAll
    static void start() throws Exception {
        host = MailHost.start();
        host.users().add(ADDRESS, "right");
        Preparation preparation = RunningMailmoor.prepare().trusting(host);
        Files.createDirectories(preparation.folder());
        Files.writeString(preparation.folder().resolve("providers.yaml"), providers());
        moor = preparation.start();
    }

    private static String providers() {
        Endpoint imap = host.endpoint(Protocol.IMAP, TlsMode.TLS);
        Endpoint smtp = host.endpoint(Protocol.SMTP, TlsMode.TLS);
        return """
                - id: moor
                  name: Moor Mail
                  domains: [%s]
                  imap: tls %s %d
                  smtp: tls %s %d
                  ordinaryPassword: without-two-step
                  appPassword:
                    url: https://my.moor.example/security
                    steps:
                      - Sign in at my.moor.example and open Security.
                      - Make an app password and copy it.
                  switchOn:
                    steps:
                      - Open the web mail's settings and allow IMAP.
                """.formatted(MailHost.DOMAIN, imap.host(), imap.port(), smtp.host(), smtp.port());
    }

    @AfterAll
    static void stop() {
        moor.close();
        host.close();
    }

    @Test
    void theServersOfAnAddressAreFilledInAndWork() {
        try (Browser browser = signedIn(Look.DESKTOP)) {
            Page page = browser.page();
            typeAddress(page);
            label(page, "Configuration Name").fill("Found");
            label(page, "Description").fill("Outreach");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Save"))
                    .click();
            assertThat(page.locator("#state")).hasText("Connected");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Look.class)
    void thePageFitsWithWhatWasFound(Look look) {
        try (Browser browser = signedIn(look)) {
            Page page = browser.page();
            typeAddress(page);
            browser.screenshot("find-servers-" + look);
            Object overhang =
                    page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
            assertThat(((Number) overhang).intValue()).isZero();
        }
    }

    @Test
    void whatIsTypedWhileServersAreLookedForStays() {
        try (Browser browser = signedIn(Look.DESKTOP)) {
            Page page = browser.page();
            page.navigate("/mailboxes/new/custom");
            List<Route> held = new ArrayList<>();
            page.route("**/mailboxes/new/settings", held::add);
            label(page, "Mailbox").fill(ADDRESS);
            label(page, "Password").fill("right");
            page.waitForCondition(() -> !held.isEmpty());
            label(page, "Host").fill("typed.example.com");
            held.getFirst().resume();
            assertThat(page.locator("#found-said")).containsText("Moor Mail");
            assertThat(label(page, "Host")).hasValue("typed.example.com");
            assertThat(label(page, "Sending host")).hasValue("127.0.0.1");
        }
    }

    private static void typeAddress(Page page) {
        page.navigate("/mailboxes/new/custom");
        label(page, "Mailbox").fill(ADDRESS);
        label(page, "Password").fill("right");
        assertThat(page.locator("#found-said")).hasText("Servers found: known servers of Moor Mail.");
        assertThat(label(page, "Host")).hasValue("127.0.0.1");
        assertThat(page.getByText("An app password at Moor Mail")).isVisible();
        assertThat(page.getByText("Before it works at Moor Mail")).isVisible();
    }

    private static Browser signedIn(Look look) {
        return Browser.open(moor.url(), look).signIn(RunningMailmoor.OWNER, moor.ownerPassword());
    }

    private static Locator label(Page page, String name) {
        return page.getByLabel(name, new Page.GetByLabelOptions().setExact(true));
    }
}
