package dev.mailmoor.e2e.s08_import;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mailmoor.e2e.Answer;
import dev.mailmoor.e2e.Api;
import dev.mailmoor.e2e.RunningMailmoor;
import dev.mailmoor.e2e.Story;
import dev.mailmoor.protocol.Endpoint;
import dev.mailmoor.protocol.Protocol;
import dev.mailmoor.protocol.TlsMode;
import dev.mailmoor.testkit.hosts.MailHost;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Two processes on one database: the one that works at an import is killed, and the other goes on where it stood. */
@Story
@EnabledIfSystemProperty(named = "mailmoor.full", matches = "true", disabledReason = "waits for a lease to end")
class AnotherProcessGoesOnTest {
    /** At ten logins a second they take longer than the second process to start. */
    private static final int MAILBOXES = 300;

    private static final Duration AN_IMPORT = Duration.ofSeconds(180);

    @Test
    @Timeout(400)
    void noRowIsAppliedTwiceAndNoneIsLeftOut() {
        try (MailHost host = MailHost.start();
                RunningMailmoor first = RunningMailmoor.prepare().trusting(host).start()) {
            IntStream.range(0, MAILBOXES).forEach(i -> host.users().add(address(i), "secret"));
            String id = imported(first.api(), host);
            await().atMost(AN_IMPORT).until(() -> done(first.api(), id) > 0);
            try (RunningMailmoor second =
                    RunningMailmoor.prepare().trusting(host).sharing(first).start()) {
                Api there = second.api().withKey(first.apiKey());
                int half = done(there, id);
                assertThat(half).as("it is under way").isBetween(1, MAILBOXES - 1);
                first.kill();
                await().atMost(AN_IMPORT)
                        .until(() -> there.get("/imports/" + id).at("/state").equals("done"));
                assertThat(there.get("/imports/" + id).at("/created")).isEqualTo("" + MAILBOXES);
                List<String> report = there.get("/imports/" + id + "/report.csv")
                        .text()
                        .lines()
                        .skip(1)
                        .toList();
                assertThat(report).hasSize(MAILBOXES).allMatch(line -> line.contains(",created,,"));
                Answer everybody = there.get("/mailboxes?limit=500");
                assertThat(everybody.json().path("items").size()).isEqualTo(MAILBOXES);
                assertThat(everybody.json().path("items"))
                        .allMatch(one -> one.path("version").asString().equals("1"));
            }
        }
    }

    private static int done(Api api, String id) {
        return Integer.parseInt(api.get("/imports/" + id).at("/done"));
    }

    private static String address(int number) {
        return "share" + number + "@" + MailHost.DOMAIN;
    }

    private static String imported(Api api, MailHost host) {
        Endpoint imap = host.endpoint(Protocol.IMAP, TlsMode.TLS);
        Endpoint smtp = host.endpoint(Protocol.SMTP, TlsMode.TLS);
        GeneratedUpload file = GeneratedUpload.of(
                "email,password,receiving_host,receiving_port,sending_host,sending_port\n",
                MAILBOXES,
                i -> "%s,secret,%s,%d,%s,%d\n"
                        .formatted(address(i), imap.host(), imap.port(), smtp.host(), smtp.port()));
        return api.send(api.request("/api/v1/imports")
                        .header("Content-Type", "multipart/form-data; boundary=" + GeneratedUpload.BOUNDARY)
                        .POST(BodyPublishers.ofInputStream(() -> file.stream("{}")))
                        .build())
                .expect(202)
                .at("/id");
    }
}
