package dev.mailmoor.server.webhook;

import static org.awaitility.Awaitility.await;

import dev.mailmoor.protocol.Secret;
import dev.mailmoor.protocol.tls.CertificateTrust;
import dev.mailmoor.protocol.wire.Cidr;
import dev.mailmoor.protocol.wire.NameService;
import dev.mailmoor.server.journal.JournalEvent;
import dev.mailmoor.server.notify.Post;
import dev.mailmoor.server.outbound.GuardedHttp;
import dev.mailmoor.server.outbound.Reach;
import dev.mailmoor.server.testing.MovableClock;
import dev.mailmoor.server.testing.TestPostgres;
import dev.mailmoor.server.vault.Opening;
import dev.mailmoor.server.vault.SecretRef;
import dev.mailmoor.server.vault.Vault;
import dev.mailmoor.server.workspace.Access;
import dev.mailmoor.server.workspace.Actor;
import dev.mailmoor.server.workspace.AuditTrail;
import dev.mailmoor.server.workspace.Role;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** The room on a database of its own, its jobs done by hand. */
final class WebhookStage implements AutoCloseable {
    final MovableClock clock = new MovableClock();
    final WorkspaceId workspace = new WorkspaceId(UUID.randomUUID());
    final Access owner = new Access(workspace, new Actor.Person(UUID.randomUUID(), "olga@example.com"), Role.OWNER);
    final Audited audit = new Audited();
    final Told told = new Told();
    final Webhooks webhooks;
    final Deliveries deliveries;
    final SendDueDeliveries sending;
    final ForgetDeliveries forgetting;
    final JdbcClient jdbc;
    private final QueueEvents queueing;
    private final TransactionTemplate transaction;
    private final GuardedHttp web;
    private final PostgresQueue queue;
    private final SigningSecrets secrets = new SigningSecrets(new InMemory());
    private final SendOne one;

    WebhookStage(String... allowed) {
        JdbcTemplate template = new JdbcTemplate(TestPostgres.connect(TestPostgres.freshDatabase()));
        jdbc = JdbcClient.create(template);
        transaction =
                new TransactionTemplate(new JdbcTransactionManager(Objects.requireNonNull(template.getDataSource())));
        Reach reach = new Reach(
                List.of(allowed).stream().map(Cidr::parse).toList(),
                NameService.SYSTEM,
                new CertificateTrust(List.of()),
                443);
        web = new GuardedHttp(reach);
        queue = new PostgresQueue(jdbc);
        one = new SendOne(web, clock);
        var table = new PostgresWebhooks(jdbc);
        var kept = new PostgresDeliveries(jdbc);
        webhooks = new KeptWebhooks(
                new KeptWebhooks.Parts(table, new DraftRules(new UrlRules(reach)), secrets, audit, transaction, clock));
        deliveries = new KeptDeliveries(new KeptDeliveries.Parts(
                queue, kept, table, secrets, one, settle(), audit, transaction, clock, JsonMapper.shared()));
        sending = process();
        queueing = new QueueEvents(queue, clock, JsonMapper.shared());
        forgetting = new ForgetDeliveries(kept, table, secrets, queue, transaction);
        jdbc.sql("insert into workspace (workspace_id, name, created_at) values (?, 'Northwind', now())")
                .param(workspace.value())
                .update();
    }

    WebhookStage() {
        this("127.0.0.0/8");
    }

    private Settle settle() {
        return new Settle(
                queue,
                new PostgresResults(jdbc),
                new TellOfTroubles(told, new PostgresWebhooks(jdbc), clock),
                audit,
                transaction,
                clock);
    }

    /** One more process on this database. */
    SendDueDeliveries process() {
        return new SendDueDeliveries(queue, secrets, one, settle(), transaction, clock);
    }

    Webhook webhook(String url, String... events) {
        var draft = new Webhooks.Draft(url, List.of(events), Optional.empty());
        return ((Webhooks.Saving.Saved) webhooks.add(owner, draft)).webhook();
    }

    Webhook webhook(Webhook again) {
        return webhooks.find(workspace, again.id()).orElseThrow();
    }

    /** As the journal's follower does. */
    void happens(JournalEvent... events) {
        transaction.executeWithoutResult(_ -> queueing.follow(List.of(events)));
    }

    JournalEvent event(String type, UUID mailbox) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("mailbox", Map.of("id", mailbox.toString(), "address", "anna@example.com", "state", "x"));
        return new JournalEvent(UUID.randomUUID(), workspace, type, clock.instant(), new LinkedHashMap<>(data));
    }

    /** Until nothing is due any more. */
    void send() {
        boolean more = true;
        while (more) {
            more = sending.claim();
            await().atMost(Duration.ofSeconds(30))
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(5))
                    .until(sending::idle);
        }
    }

    List<Delivery> all(Webhook webhook) {
        return deliveries.newest(
                workspace, webhook.id(), new Deliveries.Wanted(500, Optional.empty(), Optional.empty()));
    }

    @Override
    public void close() {
        web.close();
    }

    /** What was written to the audit trail, {@code action subject}. */
    static final class Audited implements AuditTrail {
        final List<String> lines = new CopyOnWriteArrayList<>();

        @Override
        public void write(Access access, String action, String subject, String detail) {
            lines.add(action + " " + access.actor().label());
        }

        @Override
        public List<Entry> newest(WorkspaceId workspace, int limit, Optional<Position> before) {
            return List.of();
        }
    }

    /** What members are told, and who. */
    static final class Told implements Post {
        final List<String> notes = new CopyOnWriteArrayList<>();

        @Override
        public void put(WorkspaceId workspace, Collection<Mail> mails) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void withdraw(WorkspaceId workspace, String kind, Map<String, Object> about) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void putToMembers(WorkspaceId workspace, Readers readers, Note note) {
            notes.add(readers.least().word() + " " + readers.also() + " "
                    + note.about().get("trouble") + " " + note.dedupe().replaceFirst("[^:]*:", ""));
        }
    }

    private static final class InMemory implements Vault {
        private final Map<SecretRef, Secret> rows = new ConcurrentHashMap<>();

        @Override
        public void seal(Map<SecretRef, Secret> secrets) {
            rows.putAll(secrets);
        }

        @Override
        public Map<SecretRef, Opening> open(Collection<SecretRef> refs) {
            return refs.stream().collect(Collectors.toMap(ref -> ref, this::open));
        }

        private Opening open(SecretRef ref) {
            Secret secret = rows.get(ref);
            return secret == null ? new Opening.Missing() : new Opening.Opened(secret);
        }

        @Override
        public void forget(WorkspaceId workspace, UUID subject) {
            rows.keySet().removeIf(ref -> ref.subject().equals(subject));
        }

        @Override
        public void forgetVersion(WorkspaceId workspace, UUID subject, long version) {
            rows.keySet().removeIf(ref -> ref.subject().equals(subject) && ref.version() == version);
        }
    }
}
