package dev.mailmoor.bench;

import com.zaxxer.hikari.HikariDataSource;
import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.cli.Serving;
import dev.mailmoor.server.vault.SecretRef;
import dev.mailmoor.server.vault.Vault;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.Lifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Fills a data folder with mailboxes that have worked so far, as a grown fleet has them: imported provider by provider,
 * some lost, names and tags of all kinds, each with a sealed secret. The receiving side is at the stub and due; the
 * sending side is there to be shown.
 */
final class Seed {
    private static final int BATCH = 5_000;

    private final JdbcClient jdbc;
    private final Vault vault;
    private final UUID workspace;

    private Seed(ConfigurableApplicationContext context) {
        jdbc = JdbcClient.create(patient(context.getBean(HikariDataSource.class)));
        vault = context.getBean(Vault.class);
        workspace =
                jdbc.sql("select workspace_id from workspace").query(UUID.class).single();
    }

    /** The service's own connections break off what takes longer than any statement of it may. */
    private static DataSource patient(HikariDataSource pool) {
        return new DriverManagerDataSource(pool.getJdbcUrl(), pool.getUsername(), pool.getPassword());
    }

    /** @param dueWithinSeconds over which the first checks are spread */
    static void fill(ServiceFolder folder, int mailboxes, int stubPort, int dueWithinSeconds) {
        try (Serving serving = Serving.start(folder.settings())) {
            ConfigurableApplicationContext context = serving.context();
            // Nothing is checked before all is there.
            context.getBean("checkLoop", Lifecycle.class).stop();
            Seed seed = new Seed(context);
            seed.mailboxes(mailboxes);
            seed.channels(stubPort);
            seed.secrets();
            seed.jdbc.sql("vacuum analyze").update();
            // Last, or a large part of the first checks would be overdue before the service starts.
            seed.beliefs(stubPort, dueWithinSeconds);
            seed.jdbc.sql("vacuum analyze channel_belief").update();
        }
    }

    private void mailboxes(int count) {
        jdbc.sql("""
                        insert into mailbox (workspace_id, mailbox_id, address, first_name, last_name, configuration_name,
                            owner, tags, provider, state, paused, credential_version, created_at)
                        select :workspace, uuidv7(),
                            'user' || lpad(i::text, 7, '0') || '@'
                                || (array['northwind', 'contoso', 'kestrel', 'fabrikam', 'tailspin'])[1 + i % 5] || '.example',
                            (array['Anna', 'Björn', 'Chloé', 'Dmitri', 'Eva', 'Farid', 'Grace'])[1 + i % 7],
                            case when i % 1000 = 7 then 'Åkerström'
                                else (array['Ek', 'Silva', 'Okafor', 'Novak', 'Tanaka', 'Meyer'])[1 + i % 6] end,
                            case when i > :count * 0.95 then 'Zebra desk' when i % 5000 = 3 then 'Sure at 100%'
                                else (array['Sales EU', 'Sales US', 'Helpdesk', 'Northwind outreach'])[1 + i % 4] end,
                            'lead' || i % 100 || '@northwind.example',
                            array[(array['eu', 'us', 'apac'])[1 + i % 3], 'team-' || i % 200],
                            case when i <= :count * 0.4 then 'gmail' when i <= :count * 0.7 then 'microsoft'
                                when i <= :count * 0.701 then 'fastmail' when i <= :count * 0.9 then 'yahoo'
                                else 'custom' end,
                            case when i % 100 = 11 then 'auth-lost' when i % 1000 = 12 then 'suspect'
                                when i % 200 = 13 then 'unreachable' when i % 100 = 14 then 'paused' else 'connected' end,
                            i % 100 = 14, 1, timestamptz '2026-01-01' + i * interval '10 seconds'
                        from generate_series(1, :count) as i
                        """).param("workspace", workspace).param("count", count).update();
        jdbc.sql("""
                        insert into credential (workspace_id, mailbox_id, version, kind, origin, changed_at, changed_by)
                        select workspace_id, mailbox_id, 1, 'password', 'first', created_at, 'seed' from mailbox
                        """).update();
    }

    private void channels(int stubPort) {
        jdbc.sql("""
                        insert into channel (workspace_id, mailbox_id, direction, protocol, host, port, security, username)
                        select workspace_id, mailbox_id, d.direction, d.protocol, 'localhost', d.port, 'tls', address
                        from mailbox, (values ('receiving', 'imap', :port), ('sending', 'smtp', 465))
                            as d (direction, protocol, port)
                        """).param("port", stubPort).update();
    }

    /** What is not connected stays as it is: the stub lets everybody in, and the counts are to stay. */
    private void beliefs(int stubPort, int dueWithinSeconds) {
        jdbc.sql("""
                        insert into channel_belief (workspace_id, mailbox_id, direction, protocol, server_key, place,
                            credential_version, state, since, checked_at, proved, trouble, due_at, paused)
                        select m.workspace_id, m.mailbox_id, d.direction, d.protocol, d.server, d.server, 1,
                            case when m.paused then 'connected' else m.state end, m.created_at, m.created_at, true,
                            case when m.state in ('auth-lost', 'unreachable') then m.state else 'none' end,
                            case when m.state = 'connected' and d.direction = 'receiving'
                                then clock_timestamp() + random() * :within * interval '1 second'
                                else timestamptz '2100-01-01' end,
                            m.paused
                        from mailbox m, (values ('receiving', 'imap', :server), ('sending', 'smtp', 'localhost:465'))
                            as d (direction, protocol, server)
                        """)
                .param("within", dueWithinSeconds)
                .param("server", "localhost:" + stubPort)
                .update();
    }

    private void secrets() {
        List<UUID> ids = jdbc.sql("select mailbox_id from mailbox order by 1")
                .query((row, _) -> row.getObject(1, UUID.class))
                .list();
        WorkspaceId tenant = new WorkspaceId(workspace);
        for (int from = 0; from < ids.size(); from += BATCH) {
            Map<SecretRef, Secret> batch = new HashMap<>();
            for (UUID id : ids.subList(from, Math.min(ids.size(), from + BATCH))) {
                batch.put(new SecretRef(tenant, id, "receiving", 1), Secret.of("correct horse"));
            }
            vault.seal(batch);
        }
    }
}
