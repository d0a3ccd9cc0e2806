package dev.mailmoor.server.monitor;

import dev.mailmoor.protocol.Endpoint;
import dev.mailmoor.protocol.Protocol;
import dev.mailmoor.protocol.TlsMode;
import dev.mailmoor.server.diagnosis.Diagnosis;
import dev.mailmoor.server.mailbox.ChannelKey;
import dev.mailmoor.server.mailbox.ChannelSettings;
import dev.mailmoor.server.mailbox.ChannelTarget;
import dev.mailmoor.server.mailbox.CredentialKind;
import dev.mailmoor.server.mailbox.CredentialOrigin;
import dev.mailmoor.server.mailbox.Direction;
import dev.mailmoor.server.mailbox.EmailAddress;
import dev.mailmoor.server.mailbox.MailboxId;
import dev.mailmoor.server.mailbox.MailboxTexts;
import dev.mailmoor.server.mailbox.NewCredential;
import dev.mailmoor.server.mailbox.NewMailbox;
import dev.mailmoor.server.mailbox.PersonName;
import dev.mailmoor.server.mailbox.Revision;
import dev.mailmoor.server.workspace.Access;
import dev.mailmoor.server.workspace.Actor;
import dev.mailmoor.server.workspace.Role;
import dev.mailmoor.server.workspace.TimeOrderedId;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A workspace whose mailboxes are checked when the test says so, by a probe that says what the test tells it. */
final class MonitorStage {
    final WorkspaceId workspace = new WorkspaceId(TimeOrderedId.next());
    final Access access = new Access(workspace, new Actor.Mailmoor(), Role.OWNER);
    final ScriptedProbe probe;
    private final MonitorParts parts;

    MonitorStage(MonitorParts parts) {
        this.parts = parts;
        this.probe = parts.probe();
        probe.forget();
        parts.loop().stop();
        // What another test left behind must not be due in this one.
        parts.jdbc().sql("delete from mailbox").update();
        parts.jdbc().sql("delete from incident_workspace").update();
        parts.jdbc().sql("delete from incident").update();
        parts.jdbc()
                .sql("insert into workspace values (:id, 'test', :now)")
                .param("id", workspace.value())
                .param("now", BeliefColumns.utc(parts.clock().instant()))
                .update();
    }

    /** A mailbox proved on its channels a moment ago. */
    MailboxId connected(String address, String host, Direction... directions) {
        return added(address, host, Optional.of(Seen.ok()), directions);
    }

    MailboxId untried(String address, String host, Direction... directions) {
        return added(address, host, Optional.empty(), directions);
    }

    private MailboxId added(String address, String host, Optional<Diagnosis> proved, Direction... directions) {
        MailboxId id = new MailboxId(TimeOrderedId.next());
        Map<Direction, ChannelSettings> channels = new EnumMap<>(Direction.class);
        for (Direction direction : directions) {
            channels.put(direction, settings(address, host, direction));
        }
        parts.transaction().executeWithoutResult(status -> {
            parts.mailboxes()
                    .add(new NewMailbox(
                            workspace,
                            id,
                            EmailAddress.parse(address).orElseThrow(),
                            texts(),
                            "custom",
                            channels,
                            credential(1, CredentialOrigin.FIRST),
                            parts.clock().instant()));
            channels.forEach((direction, settings) ->
                    parts.monitor().follow(target(id, address, direction, settings, 1), proved));
        });
        return id;
    }

    /** A new credential, proved or not. */
    void renew(MailboxId mailbox, Optional<Diagnosis> proved) {
        parts.transaction().executeWithoutResult(status -> {
            var before = parts.mailboxes().find(workspace, mailbox).orElseThrow();
            long version = before.credential().version() + 1;
            parts.mailboxes()
                    .revise(
                            before,
                            new Revision(
                                    texts(),
                                    "custom",
                                    Map.of(),
                                    Optional.of(credential(version, CredentialOrigin.RENEWED))));
            for (Direction direction : Direction.values()) {
                before.channel(direction)
                        .ifPresent(settings -> parts.monitor()
                                .follow(
                                        target(mailbox, before.address().value(), direction, settings, version),
                                        proved));
            }
        });
    }

    /** A channel that the mailbox did not have, saved untried. */
    void furtherChannel(MailboxId mailbox, Direction direction) {
        parts.transaction().executeWithoutResult(status -> {
            var before = parts.mailboxes().find(workspace, mailbox).orElseThrow();
            String address = before.address().value();
            ChannelSettings added = settings(address, "northwind.example", direction);
            long version = before.credential().version() + 1;
            parts.mailboxes()
                    .revise(
                            before,
                            new Revision(
                                    texts(),
                                    "custom",
                                    Map.of(direction, added),
                                    Optional.of(credential(version, CredentialOrigin.RENEWED))));
            before.channels()
                    .forEach((kept, settings) ->
                            parts.monitor().carryOver(target(mailbox, address, kept, settings, version)));
            parts.monitor().follow(target(mailbox, address, direction, added, version), Optional.empty());
        });
    }

    /** Time passes; what is due by then is checked, and whatever becomes due by that. */
    void after(Duration time) {
        parts.clock().moveOn(time);
        checkAll();
    }

    void checkAll() {
        CheckDueChannels checks = checks();
        probe.asked();
        boolean any = true;
        while (any) {
            checks.claim();
            any = !checks.idle();
            while (!checks.idle()) {
                checks.write();
            }
        }
        parts.incidents().closeThoseOver(parts.clock().instant());
    }

    /** One process' checks. */
    CheckDueChannels checks() {
        return new CheckDueChannels(parts.checking());
    }

    String state(MailboxId mailbox) {
        return parts.mailboxes()
                .find(workspace, mailbox)
                .map(found -> found.state().word())
                .orElse("gone");
    }

    String state(MailboxId mailbox, Direction direction) {
        return Optional.ofNullable(parts.monitor().beliefs(workspace, mailbox).get(direction))
                .map(belief -> belief.state().word())
                .orElse("gone");
    }

    /** Why it is not connected. */
    Diagnosis.Finding finding(MailboxId mailbox, Direction direction) {
        return Optional.ofNullable(parts.monitor().beliefs(workspace, mailbox).get(direction))
                .flatMap(ChannelBelief::diagnosis)
                .flatMap(Diagnosis::finding)
                .orElseThrow();
    }

    /** Events of this workspace in their order, without their common prefix. */
    List<String> events() {
        return parts.jdbc()
                .sql("select type from journal_event where workspace_id = :workspace order by xid, seq")
                .param("workspace", workspace.value())
                .query((row, _) -> row.getString(1))
                .list();
    }

    List<String> timeline(MailboxId mailbox) {
        return parts.jdbc()
                .sql("""
                        select kind || ' | ' || detail from timeline_entry
                        where workspace_id = :workspace and mailbox_id = :mailbox order by at, entry_id
                        """)
                .param("workspace", workspace.value())
                .param("mailbox", mailbox.value())
                .query((row, _) -> row.getString(1))
                .list();
    }

    long openLosses() {
        return parts.jdbc()
                .sql("select count(*) from loss where workspace_id = :workspace and ended_at is null")
                .param("workspace", workspace.value())
                .query(Long.class)
                .single();
    }

    /** Whole seconds until the channel is due, rounded. */
    long dueInSeconds(MailboxId mailbox, Direction direction) {
        return parts.jdbc()
                .sql("""
                        select round(extract(epoch from due_at - :now)) from channel_belief
                        where workspace_id = :workspace and mailbox_id = :mailbox and direction = :direction
                        """)
                .params(BeliefColumns.key(new ChannelKey(workspace, mailbox, direction)))
                .param("now", BeliefColumns.utc(parts.clock().instant()))
                .query(Long.class)
                .single();
    }

    void observed(MailboxId mailbox, Direction direction, long version, Diagnosis diagnosis) {
        parts.monitor()
                .observed(List.of(new Observation(new ChannelKey(workspace, mailbox, direction), version, diagnosis)));
    }

    private ChannelTarget target(
            MailboxId id, String address, Direction direction, ChannelSettings settings, long version) {
        return new ChannelTarget(new ChannelKey(workspace, id, direction), address, settings, version);
    }

    private static ChannelSettings settings(String address, String host, Direction direction) {
        return direction == Direction.RECEIVING
                ? new ChannelSettings(Protocol.IMAP, new Endpoint("imap." + host, 993, TlsMode.TLS), address)
                : new ChannelSettings(Protocol.SMTP, new Endpoint("smtp." + host, 465, TlsMode.TLS), address);
    }

    private NewCredential credential(long version, CredentialOrigin origin) {
        return new NewCredential(
                CredentialKind.PASSWORD, version, origin, parts.clock().instant(), "test", Optional.empty());
    }

    private static MailboxTexts texts() {
        return new MailboxTexts(new PersonName("", ""), "", "", "", List.of());
    }
}
