package dev.mailmoor.server.fleet;

import dev.mailmoor.server.diagnosis.Diagnosis;
import dev.mailmoor.server.mailbox.ChannelKey;
import dev.mailmoor.server.mailbox.ChannelTarget;
import dev.mailmoor.server.mailbox.Direction;
import dev.mailmoor.server.mailbox.MailboxId;
import dev.mailmoor.server.monitor.ChannelBelief;
import dev.mailmoor.server.monitor.Monitor;
import dev.mailmoor.server.monitor.Observation;
import dev.mailmoor.server.workspace.Access;
import dev.mailmoor.server.workspace.TimeOrderedId;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A workspace with mailboxes written straight into the tables. */
final class SeededFleet {
    final WorkspaceId workspace;
    final PostgresFleet fleet;
    private final JdbcClient jdbc;

    SeededFleet(DataSource database) {
        this(database, new WorkspaceId(TimeOrderedId.next()));
        jdbc.sql("insert into workspace values (:workspace, 'fleet', '2026-01-01')")
                .param("workspace", workspace.value())
                .update();
    }

    /** One that is there already. */
    SeededFleet(DataSource database, WorkspaceId workspace) {
        this.workspace = workspace;
        jdbc = JdbcClient.create(database);
        fleet = new PostgresFleet(jdbc, new NothingBelieved(), new FleetTallies(jdbc));
    }

    void add(Row row) {
        jdbc.sql("""
                        insert into mailbox (workspace_id, mailbox_id, address, first_name, last_name, configuration_name,
                            owner, tags, provider, state, paused, credential_version, created_at)
                        values (:workspace, :id, :address, :first, :last, :configuration, :owner, :tags, :provider, :state,
                            :state = 'paused', 1, '2026-01-01')
                        """)
                .param("workspace", workspace.value())
                .param("id", row.id().value())
                .param("address", row.address())
                .param("first", row.first())
                .param("last", row.last())
                .param("configuration", row.configuration())
                .param("owner", row.owner())
                .param("tags", row.tags().toArray(String[]::new))
                .param("provider", row.provider())
                .param("state", row.state())
                .update();
        jdbc.sql("insert into credential values (:workspace, :id, 1, 'password', 'first', '2026-01-01', 'test')")
                .param("workspace", workspace.value())
                .param("id", row.id().value())
                .update();
    }

    /** So many that are alike: {@code a00001.contact@crowd.example} and on. */
    void addCrowd(int number) {
        jdbc.sql("""
                        insert into mailbox (workspace_id, mailbox_id, address, credential_version, created_at)
                        select :workspace, uuidv7(), 'a' || lpad(i::text, 5, '0') || '.contact@crowd.example', 1, '2026-01-01'
                        from generate_series(1, :number) as i
                        """)
                .param("workspace", workspace.value())
                .param("number", number)
                .update();
        jdbc.sql("""
                        insert into credential
                        select workspace_id, mailbox_id, 1, 'password', 'first', '2026-01-01', 'test'
                        from mailbox where workspace_id = :workspace
                        """).param("workspace", workspace.value()).update();
    }

    List<String> found(MailboxFilter filter, Order order) {
        return addresses(fleet.list(workspace, filter, order, new Fleet.PageRequest(500, Optional.empty())));
    }

    static List<String> addresses(Page<MailboxView> page) {
        return page.items().stream()
                .map(view -> view.mailbox().address().value())
                .toList();
    }

    /** A mailbox; the {@code with…} methods change one thing. */
    record Row(
            MailboxId id,
            String address,
            String first,
            String last,
            String configuration,
            String owner,
            List<String> tags,
            String provider,
            String state) {
        static Row of(String address) {
            return new Row(
                    new MailboxId(TimeOrderedId.next()), address, "", "", "", "", List.of(), "custom", "connected");
        }

        Row named(String firstName, String lastName) {
            return new Row(id, address, firstName, lastName, configuration, owner, tags, provider, state);
        }

        Row configured(String name) {
            return new Row(id, address, first, last, name, owner, tags, provider, state);
        }

        Row of(String ownerAddress, String... tagged) {
            return new Row(id, address, first, last, configuration, ownerAddress, List.of(tagged), provider, state);
        }

        Row at(String providerId, String stateWord) {
            return new Row(id, address, first, last, configuration, owner, tags, providerId, stateWord);
        }
    }

    /** Nothing was ever checked. */
    private static final class NothingBelieved implements Monitor {
        @Override
        public void carryOver(ChannelTarget channel) {}

        @Override
        public void follow(ChannelTarget channel, Optional<Diagnosis> proved) {}

        @Override
        public void unfollow(ChannelKey channel) {}

        @Override
        public void observed(Collection<Observation> observations) {}

        @Override
        public boolean pause(Access access, MailboxId mailbox) {
            return false;
        }

        @Override
        public boolean resume(Access access, MailboxId mailbox) {
            return false;
        }

        @Override
        public Map<MailboxId, Map<Direction, ChannelBelief>> beliefs(
                WorkspaceId workspace, Collection<MailboxId> mailboxes) {
            return Map.of();
        }
    }
}
