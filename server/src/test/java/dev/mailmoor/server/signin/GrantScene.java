package dev.mailmoor.server.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailmoor.protocol.Credentials;
import dev.mailmoor.protocol.LoginRequest;
import dev.mailmoor.protocol.MailLogin;
import dev.mailmoor.protocol.Outcome;
import dev.mailmoor.protocol.Protocol;
import dev.mailmoor.protocol.Reply;
import dev.mailmoor.protocol.Secret;
import dev.mailmoor.protocol.Stage;
import dev.mailmoor.protocol.Trace;
import dev.mailmoor.server.diagnosis.Diagnosis;
import dev.mailmoor.server.mailbox.ChannelKey;
import dev.mailmoor.server.mailbox.Direction;
import dev.mailmoor.server.mailbox.Mailbox;
import dev.mailmoor.server.mailbox.Mailboxes;
import dev.mailmoor.server.mailbox.OAuthClientId;
import dev.mailmoor.server.mailbox.PersonName;
import dev.mailmoor.server.reauth.ChannelDraft;
import dev.mailmoor.server.reauth.Connections;
import dev.mailmoor.server.reauth.GivenGrant;
import dev.mailmoor.server.reauth.MailboxDraft;
import dev.mailmoor.server.reauth.Proving;
import dev.mailmoor.server.reauth.Renewal;
import dev.mailmoor.server.testing.MovableClock;
import dev.mailmoor.server.workspace.Access;
import dev.mailmoor.server.workspace.Actor;
import dev.mailmoor.server.workspace.Role;
import dev.mailmoor.server.workspace.TimeOrderedId;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.context.annotation.Scope;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A workspace of its own with an OAuth server of its own, and a mail server that takes that one's tokens. */
final class GrantScene implements AutoCloseable {
    final ScriptedOAuthServer oauth = new ScriptedOAuthServer();
    final Access access;
    final Room room;
    /** Of this scene alone: logins are paced for each server, whoever asks for them. */
    final String host;

    /** The rooms that a scene plays in. */
    record Room(
            Connections connections,
            Mailboxes mailboxes,
            OAuthClients clients,
            SignIns signIns,
            TokenServers servers,
            MovableClock clock,
            JdbcClient jdbc) {}

    /** A mail server that takes tokens, but for those it was told to refuse. */
    static final class TokenServers implements MailLogin {
        private final Set<String> refused = ConcurrentHashMap.newKeySet();
        private final Set<Protocol> closed = ConcurrentHashMap.newKeySet();
        final List<LoginRequest> seen = new CopyOnWriteArrayList<>();

        void refuse(Secret token) {
            token.reveal(refused::add);
        }

        /** Until they forget. */
        void refuseAll(Protocol protocol) {
            closed.add(protocol);
        }

        void forget() {
            seen.clear();
            closed.clear();
        }

        @Override
        public Outcome attempt(LoginRequest request) {
            seen.add(request);
            boolean good = request.credentials().kind() == Credentials.Kind.BEARER_TOKEN
                    && !closed.contains(request.protocol())
                    && !request.secret().<Boolean>reveal(refused::contains);
            return good
                    ? new Outcome.SignedIn(trace(request, Stage.SELECT))
                    : new Outcome.Refused(
                            trace(request, Stage.AUTH), new Reply("NO [AUTHENTICATIONFAILED] Authentication failed."));
        }

        private static Trace trace(LoginRequest request, Stage stage) {
            return new Trace(
                    request.protocol(),
                    request.endpoint(),
                    stage,
                    Optional.of("XOAUTH2"),
                    Optional.empty(),
                    List.of(),
                    Duration.ofMillis(5));
        }
    }

    /** Beans for the tests of this package. */
    @TestConfiguration(proxyBeanMethods = false)
    static class Parts {
        @Bean
        @Primary
        TokenServers tokenServers() {
            return new TokenServers();
        }

        @Bean
        @Scope("prototype")
        GrantScene grantScene(
                Connections connections,
                Mailboxes mailboxes,
                OAuthClients clients,
                SignIns signIns,
                TokenServers servers,
                MovableClock clock,
                JdbcClient jdbc) {
            return new GrantScene(new Room(connections, mailboxes, clients, signIns, servers, clock, jdbc));
        }
    }

    private GrantScene(Room room) {
        this.room = room;
        WorkspaceId workspace = new WorkspaceId(TimeOrderedId.next());
        host = "imap-" + workspace.toString().substring(24) + ".granted.example";
        room.jdbc()
                .sql("insert into workspace values (:id, 'granted', now())")
                .param("id", workspace.value())
                .update();
        UUID key = TimeOrderedId.next();
        room.jdbc()
                .sql("""
                        insert into api_key (workspace_id, api_key_id, name, role, prefix, key_hash, created_at, created_by)
                        values (:id, :key, 'test', 'owner', 'test', :hash, now(), 'test')
                        """)
                .param("id", workspace.value())
                .param("key", key)
                .param("hash", key.toString().getBytes(StandardCharsets.US_ASCII))
                .update();
        access = new Access(workspace, new Actor.Program(key, "test"), Role.OWNER);
    }

    OAuthClientDraft draft(String flow, String secret) {
        return new OAuthClientDraft(
                Optional.of("Ours"),
                Optional.of("oidc"),
                Optional.of(flow),
                Optional.of(oauth.issuer()),
                Optional.of("mailmoor"),
                Optional.of(Secret.of(secret)),
                Optional.of(List.of("mail")),
                Optional.of(List.of(host)));
    }

    /** A service account's key, as Google hands it out. */
    static String serviceAccount() {
        try {
            byte[] key = KeyPairGenerator.getInstance("RSA")
                    .generateKeyPair()
                    .getPrivate()
                    .getEncoded();
            String pem = "-----BEGIN PRIVATE KEY-----\\n" + Base64.getEncoder().encodeToString(key)
                    + "\\n-----END PRIVATE KEY-----\\n";
            return "{\"client_email\":\"robot@project.example\",\"private_key\":\"" + pem + "\"}";
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has RSA", e);
        }
    }

    OAuthClientDraft secret(String secret) {
        return new OAuthClientDraft(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(Secret.of(secret)),
                Optional.empty(),
                Optional.empty());
    }

    OAuthClient client() {
        return saved(room.clients().add(access, draft("person", "client secret")));
    }

    static OAuthClient saved(OAuthClients.Saving saving) {
        assertThat(saving).isInstanceOf(OAuthClients.Saving.Saved.class);
        return ((OAuthClients.Saving.Saved) saving).client();
    }

    Renewal connect(OAuthClientId client, Optional<String> refreshToken, String host) {
        return connect("anna@granted.example", client, refreshToken, host);
    }

    Renewal connect(String address, OAuthClientId client, Optional<String> refreshToken, String host) {
        GivenGrant grant = new GivenGrant.ByToken(client, refreshToken.map(Secret::of));
        return room.connections().connect(access, draft(address, host, grant, Optional.empty()), Proving.WHOLE);
    }

    private static MailboxDraft draft(String address, String host, GivenGrant grant, Optional<ChannelDraft> sending) {
        return new MailboxDraft(
                address,
                new PersonName("Anna", "Ek"),
                "",
                "",
                "",
                List.of(),
                Optional.of(new ChannelDraft("imap", host, "993", "tls", "", Optional.empty())),
                sending,
                Optional.empty(),
                Optional.of(grant));
    }

    Mailbox connectedOnBothSides() {
        GivenGrant grant = new GivenGrant.ByToken(client().id(), Optional.of(Secret.of(oauth.grant())));
        ChannelDraft sending = new ChannelDraft("smtp", host, "465", "tls", "", Optional.empty());
        return mailbox(room.connections()
                .connect(access, draft("anna@granted.example", host, grant, Optional.of(sending)), Proving.WHOLE));
    }

    Mailbox connected() {
        return mailbox(connect(client().id(), Optional.of(oauth.grant()), host));
    }

    static Mailbox mailbox(Renewal renewal) {
        assertThat(renewal).isInstanceOf(Renewal.Saved.class);
        return ((Renewal.Saved) renewal).mailbox();
    }

    Mailbox now(Mailbox mailbox) {
        return room.mailboxes().find(access.workspace(), mailbox.id()).orElseThrow();
    }

    /** As a check would get it. */
    Tokens tokens(Mailbox mailbox) {
        Map<ChannelKey, SignIn> ready = room.signIns().prepare(now(mailbox).targets());
        SignIn signIn = ready.values().iterator().next();
        assertThat(signIn).isInstanceOf(SignIn.ByToken.class);
        return ((SignIn.ByToken) signIn).tokens();
    }

    static Secret usable(Tokens.Access access) {
        assertThat(access).isInstanceOf(Tokens.Access.Usable.class);
        return ((Tokens.Access.Usable) access).token();
    }

    /** One try of what is stored; it counts as a check. */
    Diagnosis check(Mailbox mailbox) {
        var trial = room.connections().test(access, mailbox.id(), EnumSet.of(Direction.RECEIVING), Optional.empty());
        return Objects.requireNonNull(
                ((Connections.Trial.Tried) trial).diagnoses().get(Direction.RECEIVING));
    }

    /** Logins at its own server, and at those of no scene: checks of another scene's mailbox may still be under way. */
    List<LoginRequest> tried() {
        return room.servers().seen.stream()
                .filter(request -> request.endpoint().host().equals(host)
                        || !request.endpoint().host().endsWith(".granted.example"))
                .toList();
    }

    /** Its mailboxes are not looked at any more. */
    @Override
    public void close() {
        room.jdbc().sql("""
                        with ours as materialized (
                            select workspace_id, mailbox_id, direction from channel_belief where workspace_id = :workspace
                            order by workspace_id, mailbox_id, direction for no key update
                        )
                        update channel_belief b set due_at = now() + interval '100 years' from ours o
                        where b.workspace_id = o.workspace_id and b.mailbox_id = o.mailbox_id and b.direction = o.direction
                        """).param("workspace", access.workspace().value()).update();
        oauth.close();
    }
}
