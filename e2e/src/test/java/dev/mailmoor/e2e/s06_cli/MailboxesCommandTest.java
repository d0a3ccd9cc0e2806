package dev.mailmoor.e2e.s06_cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailmoor.e2e.CommandRun;
import dev.mailmoor.e2e.RunningMailmoor;
import dev.mailmoor.e2e.Story;
import dev.mailmoor.protocol.Endpoint;
import dev.mailmoor.protocol.Protocol;
import dev.mailmoor.protocol.TlsMode;
import dev.mailmoor.testkit.hosts.MailHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One mailbox's life from the command line, on real Dovecot and Postfix. */
@Story
class MailboxesCommandTest {
    private static final String ANNA = "anna@" + MailHost.DOMAIN;
    private static final String SECRET = "open sesame 4711";

    private static MailHost host;
    private static RunningMailmoor moor;

    @BeforeAll
    static void start() {
        host = MailHost.start();
        host.users().add(ANNA, SECRET);
        moor = RunningMailmoor.prepare().trusting(host).start();
    }

    @AfterAll
    static void stop() {
        moor.close();
        host.close();
    }

    @Test
    void aMailboxIsAddedShownTriedPausedResumedAndRemoved() {
        assertThat(mailboxes("list").expect(0).output()).contains("No mailboxes.");

        CommandRun refused = add("not it").expect(1);
        assertThat(refused.output())
                .contains("Receiving", "Sending", "does not accept this user name and password")
                .doesNotContain("not it");
        assertThat(mailboxes("show", ANNA).expect(1).output()).contains("There is no mailbox " + ANNA + " here.");

        assertThat(add(SECRET).expect(0).output())
                .contains("We were able to connect to your mailbox.")
                .doesNotContain(SECRET);
        assertThat(mailboxes("list").expect(0).output()).containsPattern(ANNA + " +Story +connected");
        assertThat(mailboxes("show", ANNA, "--json").expect(0).output())
                .contains("\"address\" : \"" + ANNA + "\"", "\"state\" : \"connected\"")
                .doesNotContain(SECRET);

        mailboxes("test", ANNA).expect(0);
        host.users().changePassword(ANNA, "another");
        assertThat(mailboxes("test", ANNA, "--direction", "receiving").expect(1).output())
                .contains("does not accept this user name and password");
        host.users().changePassword(ANNA, SECRET);

        mailboxes("pause", ANNA).expect(0);
        assertThat(mailboxes("list", "--state", "paused").expect(0).output()).contains(ANNA);
        mailboxes("resume", ANNA).expect(0);
        assertThat(mailboxes("list", "--state", "paused").expect(0).output()).contains("No mailboxes.");

        mailboxes("remove", ANNA).expect(0);
        mailboxes("remove", ANNA).expect(1);
    }

    @Test
    void aFileIsPlannedImportedAndToldRowByRow(@TempDir Path folder) throws IOException {
        host.users().add("bea@" + MailHost.DOMAIN, "of bea");
        host.users().add("cleo@" + MailHost.DOMAIN, "of cleo");
        Path file = Files.writeString(
                folder.resolve("fleet.csv"),
                "Account;password;IMAP Host;IMAP Port\n" + row("bea", "of bea") + row("cleo", "wrong")
                        + "nobody;x;;\n");
        Path report = folder.resolve("report.csv");
        String map = "--map=Account=email";

        assertThat(importing(file.toString(), map, "--dry-run").expect(1).output())
                .contains("Account → email", "row 3 nobody: email: ", "Would be: 2 created, 0 updated");
        assertThat(moor.api().get("/mailboxes?q=bea@").at("/items/0/id")).isEmpty();

        CommandRun half = importing(file.toString(), map, "--report", report.toString());
        assertThat(half.expect(1).output())
                .contains("of 3 rows", "done: 1 created, 0 updated, 0 unchanged, 2 failed, of 3 rows")
                .contains("row 2 cleo@" + MailHost.DOMAIN + ": ", "row 3 nobody: ")
                .doesNotContain("of bea", "wrong");
        assertThat(Files.readAllLines(report))
                .hasSize(4)
                .startsWith("row,email,outcome,cause,message")
                .anyMatch(line -> line.startsWith("1,bea@" + MailHost.DOMAIN + ",created,"));
        moor.api()
                .delete("/mailboxes/" + moor.api().get("/mailboxes?q=bea@").at("/items/0/id"))
                .expect(204);
    }

    private static String row(String name, String secret) {
        Endpoint imap = host.endpoint(Protocol.IMAP, TlsMode.TLS);
        return "%s@%s;%s;%s;%d%n".formatted(name, MailHost.DOMAIN, secret, imap.host(), imap.port());
    }

    private static CommandRun importing(String... arguments) {
        return moor.command(
                "", Stream.concat(Stream.of("import"), Stream.of(arguments)).toArray(String[]::new));
    }

    private static CommandRun add(String secret) {
        Endpoint imap = host.endpoint(Protocol.IMAP, TlsMode.TLS);
        Endpoint smtp = host.endpoint(Protocol.SMTP, TlsMode.TLS);
        String line =
                "mailboxes add %s --password-stdin --configuration-name Story --host %s --port %d --smtp-host %s --smtp-port %d"
                        .formatted(ANNA, imap.host(), imap.port(), smtp.host(), smtp.port());
        return moor.command(secret + "\n", line.split(" "));
    }

    private static CommandRun mailboxes(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "mailboxes";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return moor.command("", all);
    }
}
