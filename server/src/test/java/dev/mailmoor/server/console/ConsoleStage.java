package dev.mailmoor.server.console;

import dev.mailmoor.protocol.LoginRequest;
import dev.mailmoor.protocol.MailLogin;
import dev.mailmoor.protocol.Outcome;
import dev.mailmoor.protocol.Reply;
import dev.mailmoor.protocol.Secret;
import dev.mailmoor.protocol.Stage;
import dev.mailmoor.protocol.Trace;
import dev.mailmoor.server.workspace.Access;
import dev.mailmoor.server.workspace.Actor;
import dev.mailmoor.server.workspace.Invitations;
import dev.mailmoor.server.workspace.Members;
import dev.mailmoor.server.workspace.Role;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Primary;
import org.springframework.context.annotation.Scope;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A workspace of its own with people in it, and mail servers that take one password. */
final class ConsoleStage {
    static final String RIGHT = "opensesame 7";
    static final String WRONG = "closedsesame 8";
    private static final String PEOPLES = "a password of people";

    final WorkspaceId workspace = new WorkspaceId(UUID.randomUUID());
    private final Members members;
    private final Invitations invitations;
    private final int port;

    ConsoleStage(JdbcClient jdbc, Members members, Invitations invitations, int port) {
        this.members = members;
        this.invitations = invitations;
        this.port = port;
        jdbc.sql("insert into workspace (workspace_id, name, created_at) values (?, 'Northwind', now())")
                .param(workspace.value())
                .update();
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Parts {
        @Bean
        @Primary
        Servers stageServers() {
            return new Servers();
        }

        @Bean
        @Lazy
        @Scope("prototype")
        ConsoleStage stage(JdbcClient jdbc, Members members, Invitations invitations, @LocalServerPort int port) {
            return new ConsoleStage(jdbc, members, invitations, port);
        }
    }

    /** Signed in with this role. */
    Visitor visitor(Role role) {
        String email = role.name().toLowerCase(java.util.Locale.ROOT) + "-" + UUID.randomUUID() + "@people.example";
        Access owner = new Access(workspace, new Actor.Mailmoor(), Role.OWNER);
        var invited = (Members.Change.Invited) members.invite(owner, email, role);
        invitations.accept(invited.link().getQuery().substring("token=".length()), "", Secret.of(PEOPLES), "::1");
        Visitor visitor = new Visitor(port);
        visitor.submit("/sign-in", "/sign-in", Map.of("email", email, "password", PEOPLES));
        return visitor;
    }

    Visitor stranger() {
        return new Visitor(port);
    }

    /** The fields of the form of a new mailbox. */
    static Map<String, String> form(String address, String secret) {
        return new java.util.LinkedHashMap<>(Map.ofEntries(
                Map.entry("provider", "custom"),
                Map.entry("address", address),
                Map.entry("secret", secret),
                Map.entry("configurationName", "Sales EU"),
                Map.entry("description", "Outreach"),
                Map.entry("receiving.protocol", "imap"),
                Map.entry("receiving.host", "imap.stage.example"),
                Map.entry("receiving.port", "993"),
                Map.entry("receiving.secure", "on"),
                Map.entry("sending.host", "smtp.stage.example"),
                Map.entry("sending.port", "465"),
                Map.entry("sending.secure", "on")));
    }

    static String add(Visitor visitor, String address) {
        return visitor.submit("/mailboxes/new/custom", "/mailboxes/new", form(address, RIGHT))
                .path();
    }

    /** Mail servers that take {@link #RIGHT} until told otherwise; a host that is {@code down.…} is not there. */
    static final class Servers implements MailLogin {
        final Map<String, String> passwords = new ConcurrentHashMap<>();
        final Set<String> away = ConcurrentHashMap.newKeySet();

        void forget() {
            passwords.clear();
            away.clear();
        }

        @Override
        public Outcome attempt(LoginRequest request) {
            String host = request.endpoint().host();
            if (host.startsWith("down.") || away.contains(host)) {
                return new Outcome.NotConnected(
                        trace(request, Stage.CONNECT), Outcome.ConnectFailure.REFUSED, "refused");
            }
            boolean good = request.secret().equals(Secret.of(passwords.getOrDefault(host, RIGHT)));
            return good
                    ? new Outcome.SignedIn(trace(request, Stage.SELECT))
                    : new Outcome.Refused(
                            trace(request, Stage.AUTH),
                            new Reply("NO [AUTHENTICATIONFAILED] <b>Invalid</b> credentials"));
        }

        private static Trace trace(LoginRequest request, Stage stage) {
            return new Trace(
                    request.protocol(),
                    request.endpoint(),
                    stage,
                    Optional.of("PLAIN"),
                    Optional.empty(),
                    List.of("S: * OK ready", "C: A1 AUTHENTICATE PLAIN ‹secret›"),
                    Duration.ofMillis(5));
        }
    }
}
