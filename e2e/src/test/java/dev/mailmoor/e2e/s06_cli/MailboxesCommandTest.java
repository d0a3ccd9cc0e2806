package dev.mailmoor.e2e.s06_cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailmoor.e2e.CommandRun;
import dev.mailmoor.e2e.RunningMailmoor;
import dev.mailmoor.e2e.Story;
import dev.mailmoor.protocol.Endpoint;
import dev.mailmoor.protocol.Protocol;
import dev.mailmoor.protocol.TlsMode;
import dev.mailmoor.testkit.hosts.MailHost;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

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
