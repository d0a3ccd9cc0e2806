package dev.mailmoor.e2e.s02_processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mailmoor.e2e.RunningMailmoor;
import dev.mailmoor.e2e.Story;
import dev.mailmoor.e2e.s01_keep.Mailboxes;
import dev.mailmoor.server.database.DatabaseAddress;
import dev.mailmoor.server.database.EmbeddedPostgres;
import dev.mailmoor.testkit.hosts.MailHost;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Two processes on one database; one dies, the other has its share within a minute. */
@Story
@EnabledIfSystemProperty(named = "mailmoor.full", matches = "true", disabledReason = "waits for a lease to end")
class ShareTheWorkTest {
    private static final int MAILBOXES = 12;

    @Test
    @Timeout(240)
    void theOtherProcessHasItsShareWithinAMinute() {
        try (MailHost host = MailHost.start();
                RunningMailmoor first = RunningMailmoor.prepare()
                        .trusting(host)
                        .with("MAILMOOR_CHECK_INTERVAL", "3s")
                        .start()) {
            DatabaseAddress database = EmbeddedPostgres.runningOn(first.data()).orElseThrow();
            try (RunningMailmoor second = RunningMailmoor.prepare()
                    .trusting(host)
                    .with("MAILMOOR_CHECK_INTERVAL", "3s")
                    .sharing(first)
                    .start()) {
                Mailboxes there = new Mailboxes(second.api().withKey(first.apiKey()), host);
                List<String> ids = added(new Mailboxes(first.api(), host), host);
                await("both check").atMost(Duration.ofSeconds(60)).until(() -> checking(database) == 2);

                first.kill();
                Instant died = Instant.now();

                for (String id : ids) {
                    await("checked by the other")
                            .atMost(Duration.ofSeconds(60))
                            .until(() -> checkedAt(there, id).isAfter(died));
                }
                assertThat(ids).allSatisfy(id -> assertThat(there.state(id)).isEqualTo("connected"));
            }
        }
    }

    /** How many processes have counted checks of theirs. */
    private static long checking(DatabaseAddress database) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        database.jdbcUrl(), database.user(), database.password().reveal(text -> text));
                ResultSet found = connection
                        .createStatement()
                        .executeQuery("select count(distinct process_id) from check_tally where checks > 0")) {
            found.next();
            return found.getLong(1);
        }
    }

    private static List<String> added(Mailboxes mailboxes, MailHost host) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < MAILBOXES; i++) {
            String address = "share" + i + "@" + MailHost.DOMAIN;
            host.users().add(address, "secret");
            ids.add(mailboxes.add(address, "secret"));
        }
        return ids;
    }

    private static Instant checkedAt(Mailboxes mailboxes, String id) {
        return Instant.parse(mailboxes.get(id).at("/receiving/checkedAt"));
    }
}
