package dev.mailmoor.server.mailbox;

import dev.mailmoor.protocol.Endpoint;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

@Component
class PostgresMailboxes implements Mailboxes {
    private final JdbcClient jdbc;
    private final PostgresCredentials credentials;
    private final ObjectProvider<RemovalObjection> objections;

    PostgresMailboxes(JdbcClient jdbc, PostgresCredentials credentials, ObjectProvider<RemovalObjection> objections) {
        this.jdbc = jdbc;
        this.credentials = credentials;
        this.objections = objections;
    }

    @Override
    public Optional<Mailbox> find(WorkspaceId workspace, MailboxId mailbox) {
        return jdbc.sql("select " + MailboxRows.COLUMNS + " from " + MailboxRows.TABLES
                        + " where m.workspace_id = :workspace and m.mailbox_id = :mailbox")
                .param("workspace", workspace.value())
                .param("mailbox", mailbox.value())
                .query((row, number) -> MailboxRows.map(row))
                .optional();
    }

    @Override
    public List<Mailbox> find(WorkspaceId workspace, Collection<MailboxId> mailboxes) {
        if (mailboxes.size() == 1) {
            // By its whole key: for a list the planner may read all channels of the workspace.
            return find(workspace, mailboxes.iterator().next()).stream().toList();
        }
        return jdbc.sql("select " + MailboxRows.COLUMNS + " from " + MailboxRows.TABLES
                        + " where m.workspace_id = :workspace and m.mailbox_id = any(:mailboxes)")
                .param("workspace", workspace.value())
                .param("mailboxes", mailboxes.stream().map(MailboxId::value).toArray(UUID[]::new))
                .query((row, number) -> MailboxRows.map(row))
                .list();
    }

    @Override
    public Optional<Mailbox> findByAddress(WorkspaceId workspace, EmailAddress address) {
        return jdbc.sql("select " + MailboxRows.COLUMNS + " from " + MailboxRows.TABLES
                        + " where m.workspace_id = :workspace and m.address collate \"C\" = :address")
                .param("workspace", workspace.value())
                .param("address", address.value())
                .query((row, number) -> MailboxRows.map(row))
                .optional();
    }

    @Override
    @Transactional
    public boolean add(NewMailbox mailbox) {
        int added = texts(jdbc.sql("""
                                insert into mailbox (workspace_id, mailbox_id, address, first_name, last_name,
                                    configuration_name, description, owner, tags, provider, credential_version, created_at)
                                values (:workspace, :mailbox, :address, :firstName, :lastName,
                                    :configurationName, :description, :owner, :tags, :provider, :credential, :createdAt)
                                on conflict (workspace_id, address) do nothing
                                """), mailbox.texts())
                .param("workspace", mailbox.workspace().value())
                .param("mailbox", mailbox.id().value())
                .param("address", mailbox.address().value())
                .param("provider", mailbox.provider())
                .param("credential", mailbox.credential().version())
                .param("createdAt", mailbox.createdAt().atOffset(ZoneOffset.UTC))
                .update();
        if (added == 0) {
            return false;
        }
        mailbox.channels()
                .forEach((direction, settings) -> put(mailbox.workspace(), mailbox.id(), direction, settings));
        credentials.put(mailbox.workspace(), mailbox.id(), mailbox.credential());
        return true;
    }

    @Override
    @Transactional
    public Optional<Mailbox> revise(Mailbox before, Revision revision) {
        long credential = revision.credential()
                .map(NewCredential::version)
                .orElse(before.credential().version());
        int revised = texts(jdbc.sql("""
                                update mailbox set first_name = :firstName, last_name = :lastName,
                                    configuration_name = :configurationName, description = :description, owner = :owner,
                                    tags = :tags, provider = :provider, credential_version = :credential,
                                    version = version + 1
                                where workspace_id = :workspace and mailbox_id = :mailbox and version = :version
                                """), revision.texts())
                .param("workspace", before.workspace().value())
                .param("mailbox", before.id().value())
                .param("version", before.version())
                .param("provider", revision.provider())
                .param("credential", credential)
                .update();
        if (revised == 0) {
            return Optional.empty();
        }
        revision.channels().forEach((direction, settings) -> put(before.workspace(), before.id(), direction, settings));
        revision.credential().ifPresent(made -> credentials.replace(before, made));
        return find(before.workspace(), before.id());
    }

    private static JdbcClient.StatementSpec texts(JdbcClient.StatementSpec statement, MailboxTexts texts) {
        return statement
                .param("firstName", texts.name().first())
                .param("lastName", texts.name().last())
                .param("configurationName", texts.configurationName())
                .param("description", texts.description())
                .param("owner", texts.owner())
                .param("tags", texts.tags().toArray(String[]::new));
    }

    private void put(WorkspaceId workspace, MailboxId mailbox, Direction direction, ChannelSettings settings) {
        Endpoint endpoint = settings.endpoint();
        jdbc.sql("""
                        insert into channel (workspace_id, mailbox_id, direction, protocol, host, port, security, username)
                        values (:workspace, :mailbox, :direction, :protocol, :host, :port, :security, :username)
                        on conflict (workspace_id, mailbox_id, direction) do update set protocol = excluded.protocol,
                            host = excluded.host, port = excluded.port, security = excluded.security,
                            username = excluded.username
                        """)
                .param("workspace", workspace.value())
                .param("mailbox", mailbox.value())
                .param("direction", direction.word())
                .param("protocol", settings.protocol().name().toLowerCase(Locale.ROOT))
                .param("host", endpoint.host())
                .param("port", endpoint.port())
                .param("security", endpoint.security().name().toLowerCase(Locale.ROOT))
                .param("username", settings.username())
                .update();
    }

    @Override
    public void stateChanged(Collection<StateChange> changes) {
        if (changes.isEmpty()) {
            return;
        }
        List<StateChange> all = List.copyOf(changes);
        // The rows are locked in the order of their keys first: an UPDATE alone takes them in the order of its plan.
        jdbc.sql("""
                        with change as (
                            select * from unnest(:workspaces, :mailboxes, :states) as c (workspace_id, mailbox_id, state)
                        ), locked as materialized (
                            select m.workspace_id, m.mailbox_id, c.state
                            from change c join mailbox m using (workspace_id, mailbox_id)
                            where not m.paused and m.state <> c.state
                            order by m.workspace_id, m.mailbox_id
                            for no key update of m
                        )
                        update mailbox m set state = l.state
                        from locked l
                        where m.workspace_id = l.workspace_id and m.mailbox_id = l.mailbox_id and not m.paused
                        """)
                .param(
                        "workspaces",
                        all.stream().map(c -> c.workspace().value()).toArray(UUID[]::new))
                .param("mailboxes", all.stream().map(c -> c.mailbox().value()).toArray(UUID[]::new))
                .param("states", all.stream().map(c -> c.state().word()).toArray(String[]::new))
                .update();
    }

    @Override
    public boolean pause(WorkspaceId workspace, MailboxId mailbox) {
        return jdbc.sql("""
                                update mailbox set paused = true, state = 'paused', version = version + 1
                                where workspace_id = :workspace and mailbox_id = :mailbox and not paused
                                """)
                        .param("workspace", workspace.value())
                        .param("mailbox", mailbox.value())
                        .update()
                > 0;
    }

    @Override
    public boolean resume(WorkspaceId workspace, MailboxId mailbox, MailboxState state) {
        return jdbc.sql("""
                                update mailbox set paused = false, state = :state, version = version + 1
                                where workspace_id = :workspace and mailbox_id = :mailbox and paused
                                """)
                        .param("workspace", workspace.value())
                        .param("mailbox", mailbox.value())
                        .param("state", state.word())
                        .update()
                > 0;
    }

    @Override
    public Optional<SupersededCredential> superseded(Mailbox mailbox) {
        return credentials.superseded(mailbox);
    }

    @Override
    @Transactional
    public List<CredentialKey> forgetSuperseded(Instant moment, int limit) {
        return credentials.forgetSuperseded(moment, limit);
    }

    @Override
    @Transactional
    public Removal remove(WorkspaceId workspace, MailboxId mailbox, OptionalLong expectedVersion) {
        Optional<Mailbox> found = lock(workspace, mailbox);
        if (found.isEmpty()) {
            return new Removal.NotFound();
        }
        if (expectedVersion.isPresent()
                && expectedVersion.getAsLong() != found.get().version()) {
            return new Removal.Stale();
        }
        Optional<Removal> refused = objections
                .orderedStream()
                .flatMap(asked -> asked.objection(found.get()).stream())
                .findFirst()
                .map(Removal.Refused::new);
        return refused.orElseGet(() -> delete(found.get()));
    }

    private Optional<Mailbox> lock(WorkspaceId workspace, MailboxId mailbox) {
        jdbc.sql("select 1 from mailbox where workspace_id = :workspace and mailbox_id = :mailbox for update")
                .param("workspace", workspace.value())
                .param("mailbox", mailbox.value())
                .query(Integer.class)
                .optional();
        return find(workspace, mailbox);
    }

    private Removal delete(Mailbox mailbox) {
        jdbc.sql("delete from mailbox where workspace_id = :workspace and mailbox_id = :mailbox")
                .params(Map.of(
                        "workspace",
                        mailbox.workspace().value(),
                        "mailbox",
                        mailbox.id().value()))
                .update();
        return new Removal.Removed();
    }
}
