package dev.mailmoor.e2e.s02_processes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailmoor.e2e.RunningMailmoor;
import dev.mailmoor.e2e.Story;
import dev.mailmoor.e2e.s01_keep.Mailboxes;
import dev.mailmoor.testkit.hosts.MailHost;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Kill -9, with and without the database. */
@Story
class KilledTest {
    private static final String ANNA = "anna@" + MailHost.DOMAIN;

    private static MailHost host;

    @BeforeAll
    static void start() {
        host = MailHost.start();
        host.users().add(ANNA, "secret");
    }

    @AfterAll
    static void stop() {
        host.close();
    }

    @Test
    void theNextStartRecoversByItself() {
        try (RunningMailmoor moor = RunningMailmoor.prepare()
                .trusting(host)
                .with("MAILMOOR_CHECK_INTERVAL", "2s")
                .start()) {
            Mailboxes mailboxes = new Mailboxes(moor.api(), host);
            String id = mailboxes.add(ANNA, "secret");

            moor.killWithDatabase();
            moor.startAgain();
            assertKept(mailboxes, id);

            moor.kill();
            moor.startAgain();
            assertKept(mailboxes, id);

            assertThat(moor.stop()).as("ended by SIGTERM").isEqualTo(128 + 15);
            moor.startAgain();
            assertKept(mailboxes, id);
        }
    }

    /** Still there, and its secret still opens. */
    private static void assertKept(Mailboxes mailboxes, String id) {
        String before = mailboxes.get(id).at("/receiving/checkedAt");
        org.awaitility.Awaitility.await("checked again")
                .atMost(Duration.ofSeconds(20))
                .until(() -> !mailboxes.get(id).at("/receiving/checkedAt").equals(before));
        assertThat(mailboxes.state(id)).isEqualTo("connected");
    }
}
