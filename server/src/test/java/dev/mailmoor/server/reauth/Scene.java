package dev.mailmoor.server.reauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailmoor.protocol.MailLogin;
import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.journal.JournalEvent;
import dev.mailmoor.server.journal.Timeline;
import dev.mailmoor.server.journal.TimelineKind;
import dev.mailmoor.server.mailbox.ChannelKey;
import dev.mailmoor.server.mailbox.Direction;
import dev.mailmoor.server.mailbox.Mailbox;
import dev.mailmoor.server.mailbox.Mailboxes;
import dev.mailmoor.server.mailbox.PersonName;
import dev.mailmoor.server.mailbox.RemovalObjection;
import dev.mailmoor.server.signin.SignIn;
import dev.mailmoor.server.signin.SignIns;
import dev.mailmoor.server.testing.MovableClock;
import dev.mailmoor.server.workspace.Access;
import dev.mailmoor.server.workspace.Actor;
import dev.mailmoor.server.workspace.AuditTrail;
import dev.mailmoor.server.workspace.Role;
import dev.mailmoor.server.workspace.TimeOrderedId;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.context.annotation.Scope;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A workspace of its own, a person who acts in it, and two mail servers of its own. */
final class Scene {
    static final String GOOD = "opensesame";
    static final String WRONG = "closed sesame";

    final Access access;
    final String imap;
    final String smtp;
    final String address;
    final ScriptedServers servers;
    final MovableClock clock;
    final JdbcClient jdbc;
    private final Room room;

    /** The rooms that a scene plays in. */
    record Room(
            Connections connections,
            Mailboxes mailboxes,
            SignIns signIns,
            Timeline timeline,
            AuditTrail audit,
            ScriptedServers servers,
            MovableClock clock,
            JdbcClient jdbc) {}

    Scene(Room room) {
        this.room = room;
        this.servers = room.servers();
        this.clock = room.clock();
        this.jdbc = room.jdbc();
        WorkspaceId workspace = new WorkspaceId(TimeOrderedId.next());
        jdbc.sql("insert into workspace values (:id, 'scene', now())")
                .param("id", workspace.value())
                .update();
        access = new Access(workspace, new Actor.Program(TimeOrderedId.next(), "test"), Role.OPERATOR);
        String name = workspace.toString().substring(24);
        imap = "imap-" + name + ".example.com";
        smtp = "smtp-" + name + ".example.com";
        address = "anna-" + name + "@example.com";
        servers.take(imap, GOOD);
        servers.take(smtp, GOOD);
    }

    /** Beans for the tests of this package. */
    @TestConfiguration(proxyBeanMethods = false)
    static class Parts {
        @Bean
        @Primary
        ScriptedServers scriptedServers() {
            return new ScriptedServers();
        }

        @Bean
        RemovalObjection needed() {
            return mailbox -> mailbox.configurationName().equals("needed")
                    ? Optional.of("The alias sales@example.com still uses this mailbox.")
                    : Optional.empty();
        }

        @Bean
        @Scope("prototype")
        Scene scene(
                Connections connections,
                Mailboxes mailboxes,
                SignIns signIns,
                Timeline timeline,
                AuditTrail audit,
                MailLogin servers,
                MovableClock clock,
                JdbcClient jdbc) {
            return new Scene(
                    new Room(connections, mailboxes, signIns, timeline, audit, (ScriptedServers) servers, clock, jdbc));
        }
    }

    /** As the monitor writes it. */
    void lose(Mailbox mailbox) {
        jdbc.sql("""
                insert into loss (workspace_id, mailbox_id, loss_id, direction, cause, began_at)
                values (:workspace, :mailbox, gen_random_uuid(), 'receiving', 'other', now())
                on conflict (workspace_id, mailbox_id) where ended_at is null do nothing
                """)
                .param("workspace", mailbox.workspace().value())
                .param("mailbox", mailbox.id().value())
                .update();
    }

    void endLoss(Mailbox mailbox) {
        jdbc.sql("update loss set ended_at = now() where mailbox_id = :mailbox")
                .param("mailbox", mailbox.id().value())
                .update();
    }

    JournalEvent restored(Mailbox mailbox, Instant at) {
        return new JournalEvent(
                TimeOrderedId.next(),
                mailbox.workspace(),
                "mailbox.restored",
                at,
                Map.of("mailbox", Map.of("id", mailbox.id().toString())));
    }

    Connections connections() {
        return room.connections();
    }

    static ChannelDraft on(String host) {
        return new ChannelDraft("", host, "", "", "", Optional.empty());
    }

    MailboxDraft draft(String secret) {
        return new MailboxDraft(
                address,
                new PersonName("Anna", "Ek"),
                "Sales EU",
                "",
                "",
                List.of(),
                Optional.of(on(imap)),
                Optional.of(on(smtp)),
                Optional.of(Secret.of(secret)));
    }

    Mailbox connected() {
        return saved(connections().connect(access, draft(GOOD), Proving.WHOLE));
    }

    static Mailbox saved(Renewal renewal) {
        assertThat(renewal).isInstanceOf(Renewal.Saved.class);
        return ((Renewal.Saved) renewal).mailbox();
    }

    Renewal renew(Mailbox mailbox, String secret, Proving proving) {
        Candidate candidate =
                new Candidate(Optional.of(Secret.of(secret)), Optional.empty(), Optional.empty(), OptionalLong.empty());
        return connections().renew(access, mailbox.id(), candidate, proving);
    }

    /** A change of nothing; its fields are set by {@code with…} of the tests. */
    static MailboxChange settings(Direction direction, ChannelDraft draft) {
        boolean receiving = direction == Direction.RECEIVING;
        return new MailboxChange(
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(draft).filter(channel -> receiving),
                Optional.of(draft).filter(channel -> !receiving),
                Optional.empty());
    }

    Mailbox now(Mailbox mailbox) {
        return room.mailboxes().find(access.workspace(), mailbox.id()).orElseThrow();
    }

    boolean known() {
        return jdbc.sql("select count(*) from mailbox where workspace_id = :workspace")
                        .param("workspace", access.workspace().value())
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** The secrets in force, as a check would use them. */
    Map<Direction, SignIn> inForce(Mailbox mailbox) {
        Map<Direction, SignIn> secrets = new EnumMap<>(Direction.class);
        Map<ChannelKey, SignIn> ready = room.signIns().prepare(now(mailbox).targets());
        ready.forEach((key, signIn) -> secrets.put(key.direction(), signIn));
        return secrets;
    }

    static SignIn ready(String secret) {
        return new SignIn.Ready(Secret.of(secret));
    }

    /** The kinds of the mailbox's timeline, newest first. */
    List<TimelineKind> timeline(Mailbox mailbox) {
        return room.timeline().newest(access.workspace(), mailbox.id().value(), 50, Optional.empty()).stream()
                .map(Timeline.Line::kind)
                .toList();
    }

    List<String> audited() {
        return room.audit().newest(access.workspace(), 50, Optional.empty()).stream()
                .map(AuditTrail.Entry::action)
                .toList();
    }

    List<String> events() {
        return jdbc.sql("select type from journal_event where workspace_id = :workspace order by seq")
                .param("workspace", access.workspace().value())
                .query((row, number) -> row.getString("type"))
                .list();
    }
}
