package dev.mailmoor.server.api;

import dev.mailmoor.protocol.Endpoint;
import dev.mailmoor.protocol.Protocol;
import dev.mailmoor.protocol.Secret;
import dev.mailmoor.protocol.TlsMode;
import dev.mailmoor.server.fleet.Fleet;
import dev.mailmoor.server.fleet.MailboxFilter;
import dev.mailmoor.server.fleet.MailboxView;
import dev.mailmoor.server.fleet.Order;
import dev.mailmoor.server.fleet.Page;
import dev.mailmoor.server.mailbox.ChannelSettings;
import dev.mailmoor.server.mailbox.CredentialFacts;
import dev.mailmoor.server.mailbox.CredentialKind;
import dev.mailmoor.server.mailbox.EmailAddress;
import dev.mailmoor.server.mailbox.Mailbox;
import dev.mailmoor.server.mailbox.MailboxId;
import dev.mailmoor.server.mailbox.MailboxState;
import dev.mailmoor.server.mailbox.PersonName;
import dev.mailmoor.server.monitor.Monitor;
import dev.mailmoor.server.monitor.MonitorFigures;
import dev.mailmoor.server.reauth.Connections;
import dev.mailmoor.server.vault.Opening;
import dev.mailmoor.server.vault.SecretRef;
import dev.mailmoor.server.vault.Vault;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** Stands where the rooms behind the API stand, so that a test can say what they answer and see what they were asked. */
@TestConfiguration(proxyBeanMethods = false)
class FakeRooms {
    static final Instant SINCE = Instant.parse("2026-03-01T08:00:00Z");

    /** What the rooms will answer, by the name of the method, and what they were asked last. */
    static final class Script {
        final Map<String, Object> answers = new ConcurrentHashMap<>();
        final Map<String, Object[]> asked = new ConcurrentHashMap<>();
        final Map<MailboxId, MailboxView> mailboxes = new ConcurrentHashMap<>();

        private InvocationHandler handler() {
            return (_, method, arguments) -> {
                asked.put(method.getName(), arguments == null ? new Object[0] : arguments);
                Object answer = answers.get(method.getName());
                if (answer instanceof RuntimeException failure) {
                    throw failure;
                }
                return answer == null && method.getReturnType() == boolean.class ? Boolean.TRUE : answer;
            };
        }
    }

    @Bean
    Script script() {
        return new Script();
    }

    @Bean
    @Primary
    Connections fakeConnections(Script script) {
        return fake(Connections.class, script);
    }

    @Bean
    @Primary
    Monitor fakeMonitor(Script script) {
        return fake(Monitor.class, script);
    }

    @Bean
    @Primary
    MonitorFigures fakeFigures() {
        return _ -> new MonitorFigures.Figures(
                120, 3, List.of(new MonitorFigures.OpenIncident("gmail", SINCE, SINCE)), List.of());
    }

    @Bean
    @Primary
    Fleet fakeFleet(Script script) {
        return new FakeFleet(script);
    }

    @Bean
    @Primary
    Vault fakeVault() {
        return new FakeVault();
    }

    private static <T> T fake(Class<T> face, Script script) {
        return face.cast(Proxy.newProxyInstance(face.getClassLoader(), new Class<?>[] {face}, script.handler()));
    }

    static Mailbox mailbox(WorkspaceId workspace, UUID id) {
        return new Mailbox(
                workspace,
                new MailboxId(id),
                new EmailAddress("anna@example.com"),
                new PersonName("Anna", "Ek"),
                "Sales EU",
                "Outreach",
                "lead@example.com",
                List.of("eu"),
                "custom",
                MailboxState.SUSPECT,
                Optional.of(new ChannelSettings(
                        Protocol.IMAP, new Endpoint("imap.example.com", 993, TlsMode.TLS), "anna@example.com")),
                Optional.empty(),
                new CredentialFacts(CredentialKind.APP_PASSWORD, 3, SINCE, Optional.empty()),
                SINCE,
                7);
    }

    private record FakeFleet(Script script) implements Fleet {
        @Override
        public Optional<MailboxView> find(WorkspaceId workspace, MailboxId mailbox) {
            return Optional.ofNullable(script.mailboxes.get(mailbox))
                    .filter(view -> view.mailbox().workspace().equals(workspace));
        }

        @Override
        public Page<MailboxView> list(WorkspaceId workspace, MailboxFilter filter, Order order, PageRequest request) {
            script.asked.put("list", new Object[] {filter, request});
            if (request.cursor().isPresent()) {
                throw new IllegalArgumentException("no cursor of mine");
            }
            return new Page<>(
                    script.mailboxes.values().stream()
                            .filter(view -> view.mailbox().workspace().equals(workspace))
                            .toList(),
                    Optional.empty(),
                    Optional.empty());
        }

        @Override
        public Map<MailboxState, Long> counts(WorkspaceId workspace) {
            return Map.of(MailboxState.SUSPECT, 1L);
        }

        @Override
        public long lost(WorkspaceId workspace) {
            return 0;
        }

        @Override
        public List<ProviderCount> providers(WorkspaceId workspace) {
            return List.of(new ProviderCount("custom", Map.of(MailboxState.SUSPECT, 1L)));
        }
    }

    private static final class FakeVault implements Vault {
        private final Map<SecretRef, Secret> rows = new HashMap<>();

        @Override
        public synchronized void seal(Map<SecretRef, Secret> secrets) {
            rows.putAll(secrets);
        }

        @Override
        public synchronized Map<SecretRef, Opening> open(java.util.Collection<SecretRef> refs) {
            return refs.stream().collect(Collectors.toMap(ref -> ref, this::opening));
        }

        private Opening opening(SecretRef ref) {
            Secret secret = rows.get(ref);
            return secret == null ? new Opening.Missing() : new Opening.Opened(secret);
        }

        @Override
        public void forget(WorkspaceId workspace, UUID subject) {}

        @Override
        public void forgetVersion(WorkspaceId workspace, UUID subject, long version) {}
    }
}
