package dev.mailmoor.server.notify;

import static dev.mailmoor.server.notify.PostgresOutbox.utc;

import dev.mailmoor.protocol.Endpoint;
import dev.mailmoor.protocol.Protocol;
import dev.mailmoor.protocol.TlsMode;
import dev.mailmoor.server.database.DatabaseAddress;
import dev.mailmoor.server.journal.JournalEvent;
import dev.mailmoor.server.mailbox.ChannelSettings;
import dev.mailmoor.server.mailbox.CredentialKind;
import dev.mailmoor.server.mailbox.CredentialOrigin;
import dev.mailmoor.server.mailbox.Direction;
import dev.mailmoor.server.mailbox.EmailAddress;
import dev.mailmoor.server.mailbox.MailboxId;
import dev.mailmoor.server.mailbox.MailboxState;
import dev.mailmoor.server.mailbox.MailboxTexts;
import dev.mailmoor.server.mailbox.Mailboxes;
import dev.mailmoor.server.mailbox.NewCredential;
import dev.mailmoor.server.mailbox.NewMailbox;
import dev.mailmoor.server.mailbox.PersonName;
import dev.mailmoor.server.settings.Settings;
import dev.mailmoor.server.testing.MovableClock;
import dev.mailmoor.server.testing.TestSettings;
import dev.mailmoor.server.workspace.TimeOrderedId;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A workspace that tells its people of losses when the test says so, through a relay that is pretended. */
final class NoticeStage {
    final WorkspaceId workspace = new WorkspaceId(TimeOrderedId.next());
    final PretendedRelay relay = new PretendedRelay();
    private final Parts parts;

    record Parts(
            JdbcClient jdbc,
            MovableClock clock,
            Mailboxes mailboxes,
            TellOfEvents telling,
            TellOfLosses losses,
            GatherDigests digests,
            SendMails sending,
            NoticeLoop loop,
            TransactionTemplate transaction) {}

    /** Another room that writes to people. */
    static final class Postcards implements LetterWriter {
        static final String KIND = "postcard";
        private final List<WorkspaceId> sent = new CopyOnWriteArrayList<>();

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public Optional<Letter> write(WorkspaceId workspace, String recipient, Map<String, Object> about) {
            return Optional.of(new Letter("Hello", "It is nice here."));
        }

        @Override
        public void sent(WorkspaceId workspace, String recipient, Map<String, Object> about) {
            sent.add(workspace);
        }

        /** The workspaces of those that were sent. */
        List<WorkspaceId> sent() {
            return List.copyOf(sent);
        }
    }

    /** A relay is configured, and nothing goes by itself. */
    @TestConfiguration
    static class WithRelay {
        @Bean
        @Primary
        Settings settingsWithRelay(DatabaseAddress address) {
            Settings usual = TestSettings.on(address);
            return new Settings(
                    usual.data(),
                    usual.web(),
                    usual.database(),
                    usual.bootstrap(),
                    usual.mailServers(),
                    usual.checks(),
                    new Settings.Notices(
                            Optional.of(new Settings.Relay(TlsMode.NONE, "127.0.0.1", 1, Optional.empty())),
                            Optional.of("mailmoor@moor.test")),
                    usual.kek(),
                    usual.testClock());
        }

        @Bean
        Postcards postcards() {
            return new Postcards();
        }

        // Allowed ParameterNumber: the record's own parts.
        @Bean
        Parts noticeParts(
                JdbcClient jdbc,
                MovableClock clock,
                Mailboxes mailboxes,
                TellOfEvents telling,
                TellOfLosses losses,
                GatherDigests digests,
                SendMails sending,
                NoticeLoop loop,
                TransactionTemplate transaction) {
            return new Parts(jdbc, clock, mailboxes, telling, losses, digests, sending, loop, transaction);
        }
    }

    NoticeStage(Parts parts) {
        this.parts = parts;
        parts.loop().stop();
        parts.jdbc().sql("delete from mailbox").update();
        parts.jdbc().sql("delete from notice_mail").update();
        parts.jdbc()
                .sql("insert into workspace values (:id, 'Northwind', :now)")
                .param("id", workspace.value())
                .param("now", utc(parts.clock().instant()))
                .update();
    }

    UUID member(String email, String role) {
        UUID person = TimeOrderedId.next();
        parts.jdbc()
                .sql("insert into person values (:id, :email, 'x', :now)")
                .param("id", person)
                .param("email", email)
                .param("now", utc(parts.clock().instant()))
                .update();
        parts.jdbc()
                .sql("insert into member values (:workspace, :id, :role, :now)")
                .param("workspace", workspace.value())
                .param("id", person)
                .param("role", role)
                .param("now", utc(parts.clock().instant()))
                .update();
        return person;
    }

    MailboxId mailbox(String address, String owner) {
        MailboxId id = new MailboxId(TimeOrderedId.next());
        parts.transaction()
                .executeWithoutResult(_ -> parts.mailboxes()
                        .add(new NewMailbox(
                                workspace,
                                id,
                                EmailAddress.parse(address).orElseThrow(),
                                new MailboxTexts(new PersonName("", ""), "", "", owner, List.of()),
                                "custom",
                                Map.of(
                                        Direction.RECEIVING,
                                        new ChannelSettings(
                                                Protocol.IMAP,
                                                new Endpoint("imap.northwind.example", 993, TlsMode.TLS),
                                                address)),
                                new NewCredential(
                                        CredentialKind.PASSWORD,
                                        1,
                                        CredentialOrigin.FIRST,
                                        parts.clock().instant(),
                                        "test",
                                        Optional.empty()),
                                parts.clock().instant())));
        return id;
    }

    /** As the monitor writes it. */
    void begins(Collection<MailboxId> mailboxes) {
        for (MailboxId mailbox : mailboxes) {
            parts.jdbc()
                    .sql("""
                            insert into loss (workspace_id, mailbox_id, loss_id, direction, cause, began_at)
                            values (:workspace, :mailbox, :loss, 'receiving', 'other', :now)
                            """)
                    .param("workspace", workspace.value())
                    .param("mailbox", mailbox.value())
                    .param("loss", TimeOrderedId.next())
                    .param("now", utc(parts.clock().instant()))
                    .update();
        }
        states(mailboxes, MailboxState.AUTH_LOST);
    }

    void ends(Collection<MailboxId> mailboxes) {
        parts.jdbc()
                .sql("update loss set ended_at = :now where mailbox_id = any(:mailboxes) and ended_at is null")
                .param("mailboxes", mailboxes.stream().map(MailboxId::value).toArray(UUID[]::new))
                .param("now", utc(parts.clock().instant()))
                .update();
        states(mailboxes, MailboxState.CONNECTED);
    }

    private void states(Collection<MailboxId> mailboxes, MailboxState state) {
        parts.transaction()
                .executeWithoutResult(_ -> parts.mailboxes()
                        .stateChanged(mailboxes.stream()
                                .map(id -> new Mailboxes.StateChange(workspace, id, state))
                                .toList()));
    }

    void lose(MailboxId... mailboxes) {
        lose(List.of(mailboxes));
    }

    void lose(List<MailboxId> mailboxes) {
        begins(mailboxes);
        tell("mailbox.auth-lost", mailboxes);
    }

    void restore(MailboxId... mailboxes) {
        ends(List.of(mailboxes));
        tell("mailbox.restored", List.of(mailboxes));
    }

    void tell(String type, Collection<MailboxId> mailboxes) {
        follow(mailboxes.stream()
                .map(id -> event(type, Map.of("mailbox", Map.of("id", id.toString()))))
                .toList());
    }

    JournalEvent event(String type, Map<String, Object> data) {
        return new JournalEvent(
                UUID.randomUUID(), workspace, type, parts.clock().instant(), Map.copyOf(data));
    }

    /** In batches, as the journal hands them out. */
    void follow(List<JournalEvent> events) {
        for (int from = 0; from < events.size(); from += 200) {
            List<JournalEvent> batch = events.subList(from, Math.min(events.size(), from + 200));
            parts.transaction().executeWithoutResult(_ -> parts.telling().follow(batch));
        }
    }

    /** Time passes, and all that is due by then is handed over. */
    void after(Duration time) {
        parts.clock().moveOn(time);
        while (parts.losses().remind()
                | parts.digests().gather()
                | parts.sending().turn(relay)) {
            // until nothing is left
        }
    }

    List<PretendedRelay.Got> send() {
        relay.forget();
        after(Duration.ZERO);
        return relay.taken();
    }

    List<String> recipients() {
        return send().stream().map(PretendedRelay.Got::to).sorted().toList();
    }

    List<String> timeline(MailboxId mailbox) {
        return parts.jdbc()
                .sql("select kind || ': ' || detail from timeline_entry where mailbox_id = :mailbox order by entry_id")
                .param("mailbox", mailbox.value())
                .query((row, _) -> row.getString(1))
                .list();
    }

    long mails(String state) {
        return parts.jdbc()
                .sql("select count(*) from notice_mail where workspace_id = :workspace and state = :state")
                .param("workspace", workspace.value())
                .param("state", state)
                .query(Long.class)
                .single();
    }
}
