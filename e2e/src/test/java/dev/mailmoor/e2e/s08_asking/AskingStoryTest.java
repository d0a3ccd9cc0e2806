package dev.mailmoor.e2e.s08_asking;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.mailmoor.e2e.Answer;
import dev.mailmoor.e2e.Browser;
import dev.mailmoor.e2e.Look;
import dev.mailmoor.e2e.RunningMailmoor;
import dev.mailmoor.e2e.Story;
import dev.mailmoor.e2e.s01_keep.Mailboxes;
import dev.mailmoor.e2e.s07_notices.Arrived;
import dev.mailmoor.protocol.Protocol;
import dev.mailmoor.protocol.TlsMode;
import dev.mailmoor.testkit.hosts.MailHost;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two logins are lost on a real host: a program is told of each, their owner is asked for both by one mail, and acts. */
@Story
class AskingStoryTest {
    /** Dovecot answers an address slowly that failed often. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final String LEAD = "lead@" + MailHost.DOMAIN;
    private static final String DORA = "dora@" + MailHost.DOMAIN;
    private static final String EMIL = "emil@" + MailHost.DOMAIN;

    private static MailHost host;
    private static RunningMailmoor moor;

    @BeforeAll
    static void start() {
        host = MailHost.start();
        host.users().add(LEAD, "relayed");
        int port = host.endpoint(Protocol.SMTP, TlsMode.STARTTLS).port();
        moor = RunningMailmoor.prepare()
                .trusting(host)
                .with("MAILMOOR_CHECK_INTERVAL", "3s")
                .with("MAILMOOR_CONFIRM_DELAY", "1s")
                .with("MAILMOOR_NOTICE_SMTP_URL", "smtp+starttls://lead%40moor.test:relayed@127.0.0.1:" + port)
                .with("MAILMOOR_NOTICE_FROM", LEAD)
                .start();
    }

    @AfterAll
    static void stop() {
        moor.close();
        host.close();
    }

    @Test
    void aProgramIsToldAndTheOwnerOfBothRenewsOne() {
        try (SignedReceiver receiver = new SignedReceiver();
                Browser operator =
                        Browser.open(moor.url(), Look.DESKTOP).signIn(RunningMailmoor.OWNER, moor.ownerPassword());
                Browser phone = Browser.open(moor.url(), Look.PHONE_DARK)) {
            String secret = webhook(operator, receiver);
            changePasswords();
            eventually(() -> receiver.got("mailbox.auth-lost", DORA, secret));
            eventually(() -> receiver.got("mailbox.auth-lost", EMIL, secret));
            deliveriesAreSeen(operator, secret);

            campaign(operator);
            phone.page().navigate(linkInTheMail());
            phone.screenshot("campaign-link-phone");
            renewDora(phone.page());
            eventually(() -> receiver.got("mailbox.restored", DORA, secret));

            assertThat(operator.page().locator("#campaign-progress")).containsText("1 of 2", patiently());
            assertThat(operator.page().locator("#campaign-people")).containsText("Begun");
            operator.screenshot("campaign-progress");
            assertThat(fromTheRightPasswordToItsEvent(() -> receiver.got("mailbox.restored", EMIL, secret)))
                    .isLessThan(Boolean.getBoolean("mailmoor.full") ? Duration.ofSeconds(2) : PATIENCE);
            assertThat(operator.complaints()).isEmpty();
            assertThat(phone.complaints()).isEmpty();
        }
    }

    /** Its secret. */
    private static String webhook(Browser operator, SignedReceiver receiver) {
        Page page = operator.page();
        page.navigate("/settings/webhooks");
        page.getByLabel("URL").fill(receiver.url());
        press(page, "Add");
        String secret = page.locator("#shown-once").inputValue();
        operator.screenshot("webhook-made");
        press(page, "Send a test");
        assertThat(page.getByText("The receiver took the test.")).isVisible();
        assertThat(receiver.got("webhook.test", "", secret)).isTrue();
        return secret;
    }

    private static void changePasswords() {
        for (String address : new String[] {DORA, EMIL}) {
            host.users().add(address, "first secret");
            String id = new Mailboxes(moor.api(), host).add(address, "first secret");
            moor.api().patch("/mailboxes/" + id, "{\"owner\":\"" + LEAD + "\"}").expect(200);
            host.users().changePassword(address, "second secret");
        }
    }

    private static void deliveriesAreSeen(Browser operator, String secret) {
        operator.page().reload();
        assertThat(operator.page().getByText("mailbox.auth-lost").first()).isVisible();
        assertThat(operator.page().content()).doesNotContain(secret);
        operator.screenshot("webhook-deliveries");
    }

    private static void campaign(Browser operator) {
        Page page = operator.page();
        page.navigate("/mailboxes?state=auth-lost&owner=" + LEAD);
        page.locator("input[name=mailbox]").first().check();
        operator.screenshot("campaign-choice");
        press(page, "… to all that match");
        page.getByLabel("Note").fill("We moved to another provider.");
        operator.screenshot("campaign-new");
        press(page, "Send");
        assertThat(page.getByText("1 person is asked for 2 mailboxes.")).isVisible();
    }

    private static String linkInTheMail() {
        eventually(() -> !link().isEmpty());
        return link();
    }

    private static String link() {
        return Arrived.in(host, LEAD).stream()
                .filter(mail -> mail.header("Subject").equals("Please reconnect 2 mailboxes"))
                .map(mail -> mail.address(moor.url() + "/c/"))
                .findFirst()
                .orElse("");
    }

    /** By the clock of the one who waits for it; proving it is in it. */
    private static Duration fromTheRightPasswordToItsEvent(Callable<Boolean> arrived) {
        String id = moor.api().get("/mailboxes?q=" + EMIL).expect(200).at("/items/0/id");
        Instant offered = Instant.now();
        Answer renewed = moor.api().put("/mailboxes/" + id + "/credential", "{\"secret\":\"second secret\"}");
        Duration connected = Duration.between(offered, Instant.now());
        assertThat(renewed.expect(200).at("/state")).isEqualTo("connected");
        eventually(arrived);
        Duration event = Duration.between(offered, Instant.now());
        System.out.println("From offering the right password to connected: " + connected.toMillis()
                + " ms; to the event at a webhook's receiver: " + event.toMillis() + " ms");
        return event;
    }

    /** Its own page opens beside the list. */
    private static void renewDora(Page list) {
        Page own = list.waitForPopup(() -> press(list, "Reconnect " + DORA));
        own.getByLabel("Password").fill("second secret");
        press(own, "Reconnect");
        assertThat(own.getByText("Connected Successfully")).isVisible();
        eventually(() -> {
            list.getByText("Refresh the list").click();
            return list.locator(".badge.green").count() == 1;
        });
    }

    private static void eventually(Callable<Boolean> holds) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(200)).until(holds);
    }

    private static void press(Page page, String name) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(name).setExact(true))
                .click();
    }

    private static LocatorAssertions.ContainsTextOptions patiently() {
        return new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE.toMillis());
    }
}
