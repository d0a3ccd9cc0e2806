package dev.mailmoor.e2e.s07_notices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.mailmoor.e2e.Browser;
import dev.mailmoor.e2e.Look;
import dev.mailmoor.e2e.RunningMailmoor;
import dev.mailmoor.e2e.Story;
import dev.mailmoor.e2e.s01_keep.Mailboxes;
import dev.mailmoor.protocol.Protocol;
import dev.mailmoor.protocol.TlsMode;
import dev.mailmoor.testkit.hosts.MailHost;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A login is lost on a real host; three people are told over its Postfix, one renews by the link, and all are told so. */
@Story
class NoticesStoryTest {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final String ANNA = "anna@" + MailHost.DOMAIN;
    private static final String LEAD = "lead@" + MailHost.DOMAIN;
    private static final String SENDER = "notices@" + MailHost.DOMAIN;

    private static MailHost host;
    private static RunningMailmoor moor;
    private static Mailboxes mailboxes;

    @BeforeAll
    static void start() {
        host = MailHost.start();
        List.of(LEAD, SENDER, RunningMailmoor.OWNER)
                .forEach(user -> host.users().add(user, "p/w of + " + user));
        moor = RunningMailmoor.prepare()
                .trusting(host)
                .with("MAILMOOR_CHECK_INTERVAL", "3s")
                .with("MAILMOOR_SENDING_INTERVAL", "3s")
                .with("MAILMOOR_CONFIRM_DELAY", "1s")
                .with("MAILMOOR_SUPPORT_URL", "https://help.moor.test/mail")
                .with("MAILMOOR_NOTICE_SMTP_URL", relay())
                .with("MAILMOOR_NOTICE_FROM", SENDER)
                .start();
        mailboxes = new Mailboxes(moor.api(), host);
    }

    private static String relay() {
        int port = host.endpoint(Protocol.SMTP, TlsMode.STARTTLS).port();
        return "smtp+starttls://notices%40moor.test:p%2Fw%20of%20+%20notices%40moor.test@127.0.0.1:" + port;
    }

    @AfterAll
    static void stop() {
        moor.close();
        host.close();
    }

    @Test
    void threePeopleAreToldOneRenewsAndAllAreToldSo() throws Exception {
        moor.api()
                .patch("/notice-settings", "{\"phrase\":\"seven blue herons\"}")
                .expect(200);
        String id = lostMailbox();

        Arrived member = only(RunningMailmoor.OWNER, "Login lost: Story");
        Arrived owner = only(LEAD, "Login lost: Story");
        Arrived own = only(ANNA, "Login lost: Story");

        for (Arrived mail : List.of(member, owner, own)) {
            assertThat(mail.header("Auto-Submitted")).isEqualTo("auto-generated");
            assertThat(mail.header("From")).contains("<" + SENDER + ">");
            assertThat(mail.text()).contains(ANNA, "seven blue herons", "https://help.moor.test/mail", "Who must act:");
            assertThat(mail.text()).doesNotContain("first secret", "second secret", "p/w of");
        }
        assertThat(member.text()).contains(moor.url() + "/mailboxes/" + id).doesNotContain("/r/");
        assertThat(own.address(moor.url() + "/r/")).isNotEmpty().isNotEqualTo(owner.address(moor.url() + "/r/"));
        assertThat(toTheRelay(id))
                .as("2 s where nothing else runs; the figure is printed")
                .isLessThan(Duration.ofSeconds(Boolean.getBoolean("mailmoor.full") ? 2 : 20));

        renewBy(owner.address(moor.url() + "/r/"));
        mailboxes.awaitState(id, "connected", PATIENCE);
        for (String address : List.of(RunningMailmoor.OWNER, LEAD, ANNA)) {
            only(address, "Connected again: Story");
        }
        seeThemInTheConsole();
        unsubscribe(member);
        for (String address : List.of(RunningMailmoor.OWNER, LEAD, ANNA)) {
            assertThat(with(address, "Login lost: Story")).as(address).hasSize(1);
            assertThat(with(address, "Connected again: Story")).as(address).hasSize(1);
        }
    }

    private static String lostMailbox() {
        host.users().add(ANNA, "first secret");
        String id = mailboxes.add(ANNA, "first secret");
        moor.api().patch("/mailboxes/" + id, "{\"owner\":\"" + LEAD + "\"}").expect(200);
        host.users().changePassword(ANNA, "second secret");
        mailboxes.awaitState(id, "auth-lost", PATIENCE);
        return id;
    }

    /** From the confirmed loss to the last of the three handed over, by the service's own clock. */
    private static Duration toTheRelay(String id) {
        await().atMost(PATIENCE).until(() -> times(id, "notice-sent").size() == 3);
        Instant lost = times(id, "auth-lost").getFirst();
        Instant last = times(id, "notice-sent").stream().max(Instant::compareTo).orElseThrow();
        Duration took = Duration.between(lost, last);
        System.out.println("From the confirmed loss to three notices handed to the relay: " + took.toMillis() + " ms");
        return took;
    }

    private static List<Instant> times(String id, String kind) {
        var items = moor.api()
                .get("/mailboxes/" + id + "/timeline")
                .expect(200)
                .json()
                .path("items");
        return StreamSupport.stream(items.spliterator(), false)
                .filter(entry -> entry.path("kind").asString("").equals(kind))
                .map(entry -> Instant.parse(entry.path("at").asString("")))
                .toList();
    }

    private static Arrived only(String address, String subject) {
        await(subject + " at " + address)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> !with(address, subject).isEmpty());
        assertThat(with(address, subject)).hasSize(1);
        return with(address, subject).getFirst();
    }

    private static List<Arrived> with(String address, String subject) {
        return Arrived.in(host, address).stream()
                .filter(mail -> mail.header("Subject").equals(subject))
                .toList();
    }

    private static void renewBy(String link) {
        try (Browser visitor = Browser.open(moor.url(), Look.PHONE)) {
            visitor.page().navigate(URI.create(link).getPath());
            visitor.page().locator("input[name=password]").fill("second secret");
            visitor.page()
                    .locator("form:has(input[name=password]) button")
                    .first()
                    .click();
            visitor.page().waitForLoadState();
            assertThat(visitor.complaints()).isEmpty();
        }
    }

    private static void seeThemInTheConsole() {
        try (Browser browser =
                Browser.open(moor.url(), Look.DESKTOP).signIn(RunningMailmoor.OWNER, moor.ownerPassword())) {
            Page page = browser.page();
            page.navigate("/settings/notices");
            PlaywrightAssertions.assertThat(page.getByText("Connected again: Story"))
                    .hasCount(3);
            browser.screenshot("notices");
            page.getByRole(
                            AriaRole.LINK,
                            new Page.GetByRoleOptions().setName("Login lost").setExact(true))
                    .click();
            page.getByLabel("Subject").fill("{mailbox} is {broken}");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Save"))
                    .click();
            PlaywrightAssertions.assertThat(page.getByText("There is no placeholder {broken} here"))
                    .isVisible();
            page.getByLabel("Subject").fill("Sign in again: {mailbox}");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Preview"))
                    .click();
            PlaywrightAssertions.assertThat(page.locator("pre")).containsText("seven blue herons");
            browser.screenshot("notices-template");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Send a test to me"))
                    .click();
            PlaywrightAssertions.assertThat(page.getByText("A test is on its way"))
                    .isVisible();
            PlaywrightAssertions.assertThat(page.getByLabel("Subject")).hasValue("Sign in again: {mailbox}");
            assertThat(browser.complaints()).noneMatch(complaint -> !complaint.contains("422"));
        }
        only(RunningMailmoor.OWNER, "Test: Sign in again: Sales EU");
        try (Browser browser =
                Browser.open(moor.url(), Look.PHONE_DARK).signIn(RunningMailmoor.OWNER, moor.ownerPassword())) {
            browser.page().navigate("/settings/notices");
            browser.screenshot("notices-phone");
        }
    }

    /** As a mail program does it for its user (RFC 8058 §3.2). */
    private static void unsubscribe(Arrived member) {
        URI link = URI.create(member.address(moor.url() + "/notices/unsubscribe/"));
        assertThat(member.header("List-Unsubscribe")).isEqualTo("<" + link + ">");
        assertThat(member.header("List-Unsubscribe-Post")).isEqualTo("List-Unsubscribe=One-Click");
        var one = moor.api()
                .request(link.getPath())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("List-Unsubscribe=One-Click"))
                .build();
        assertThat(moor.api().send(one).expect(200).text()).contains("You get no more notices");
    }
}
