package dev.mailmoor.e2e.s04_operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Response;
import dev.mailmoor.e2e.Answer;
import dev.mailmoor.e2e.Browser;
import dev.mailmoor.e2e.Look;
import dev.mailmoor.e2e.RunningMailmoor;
import dev.mailmoor.e2e.Story;
import dev.mailmoor.e2e.s01_keep.Mailboxes;
import dev.mailmoor.testkit.hosts.MailHost;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The database dies, or hangs: the doors say so, and all goes on by itself. */
@Story
class DatabaseAwayTest {
    private static final String ANNA = "anna@" + MailHost.DOMAIN;
    private static MailHost host;
    private static RunningMailmoor moor;
    private static Mailboxes mailboxes;
    private static String id;

    @BeforeAll
    static void start() {
        host = MailHost.start();
        host.users().add(ANNA, "secret");
        moor = RunningMailmoor.prepare()
                .trusting(host)
                .with("MAILMOOR_CHECK_INTERVAL", "1s")
                .start();
        mailboxes = new Mailboxes(moor.api(), host);
        id = mailboxes.add(ANNA, "secret");
    }

    @AfterAll
    static void stop() {
        moor.close();
        host.close();
    }

    @Test
    void aDatabaseThatHangsIsToldAndChecksGoOnWhenItAnswers() {
        try (Browser browser = Browser.open(moor.url(), Look.DESKTOP)) {
            browser.signIn(RunningMailmoor.OWNER, moor.ownerPassword());
            moor.haltDatabase();
            Answer refusal =
                    moor.api().send(moor.api().request("/api/v1/mailboxes").build());
            refusal.expect(503);
            assertThat(refusal.headers().firstValue("Retry-After")).isPresent();
            assertThat(refusal.at("/title")).isNotEmpty();

            Response page = java.util.Objects.requireNonNull(browser.page().navigate("/"));
            assertThat(page.status()).isEqualTo(503);
            browser.screenshot("database-away");
            assertThat(moor.api()
                            .send(moor.api().request("/health/live").build())
                            .status())
                    .isEqualTo(200);
            assertThat(moor.api()
                            .send(moor.api().request("/health/ready").build())
                            .status())
                    .isEqualTo(503);
        } finally {
            moor.resumeDatabase();
        }
        awaitChecked();
    }

    @Test
    void aDatabaseThatDiesIsStartedAgain() {
        moor.killDatabase();

        awaitChecked();
    }

    private static void awaitChecked() {
        await("answers again")
                .atMost(Duration.ofSeconds(40))
                .until(() -> moor.api().get("/mailboxes/" + id).status() == 200);
        String before = mailboxes.get(id).at("/receiving/checkedAt");
        await("checked again")
                .atMost(Duration.ofSeconds(40))
                .until(() -> !mailboxes.get(id).at("/receiving/checkedAt").equals(before));
        assertThat(mailboxes.state(id)).isEqualTo("connected");
    }
}
