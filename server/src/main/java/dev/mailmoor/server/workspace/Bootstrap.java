package dev.mailmoor.server.workspace;

import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.settings.Settings;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Furnishes a new database: the workspace {@code default}, and the key and the owner that the configuration names. */
@Component
class Bootstrap implements OwnerLinks, InitializingBean {
    private static final Logger LOG = LoggerFactory.getLogger(Bootstrap.class);
    /** Any constant: processes that start together on a new database take turns. */
    private static final long TURN = 0x6d6f_6f72_0001L;

    private final JdbcClient jdbc;
    private final Settings.Bootstrap wanted;
    private final PostgresWorkspaces workspaces;
    private final PostgresPeople people;
    private final PostgresApiKeys apiKeys;
    private final PostgresInvitations invitations;
    private final Passwords passwords;
    private final TransactionTemplate transaction;

    Bootstrap(
            JdbcClient jdbc,
            Settings settings,
            PostgresWorkspaces workspaces,
            PostgresPeople people,
            PostgresApiKeys apiKeys,
            PostgresInvitations invitations,
            Passwords passwords,
            TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.wanted = settings.bootstrap();
        this.workspaces = workspaces;
        this.people = people;
        this.apiKeys = apiKeys;
        this.invitations = invitations;
        this.passwords = passwords;
        this.transaction = transaction;
    }

    @Override
    public void afterPropertiesSet() {
        transaction.executeWithoutResult(_ -> {
            takeTurn();
            if (firstWorkspace().isEmpty()) {
                furnish();
            }
        });
    }

    @Override
    public Optional<URI> next() {
        return transaction.execute(_ -> {
            takeTurn();
            return ownerExists()
                    ? Optional.<URI>empty()
                    : firstWorkspace()
                            .map(workspace -> invitations.make(
                                    workspace, Optional.empty(), Role.OWNER, PostgresInvitations.OWNER_LIFE))
                            .map(PostgresInvitations.Link::url);
        });
    }

    private void furnish() {
        WorkspaceId workspace = workspaces.store("default");
        Access access = new Access(workspace, new Actor.Mailmoor(), Role.OWNER);
        wanted.apiKey().ifPresent(key -> {
            apiKeys.store(access, "bootstrap", Role.OWNER, key);
            LOG.info("Made the workspace 'default' with the API key of the configuration");
        });
        wanted.owner().ifPresent(owner -> {
            UUID person = people.add(PersonEmail.parse(owner.email()).orElseThrow(), hash(owner.password()))
                    .orElseThrow();
            workspaces.join(workspace, person, Role.OWNER);
            LOG.info("Made the owner of the configuration");
        });
    }

    private String hash(Secret password) {
        return passwords.hash(password).orElseThrow(() -> new IllegalStateException("interrupted while starting"));
    }

    private Optional<WorkspaceId> firstWorkspace() {
        return jdbc.sql("select workspace_id from workspace order by created_at, workspace_id limit 1")
                .query(UUID.class)
                .optional()
                .map(WorkspaceId::new);
    }

    private boolean ownerExists() {
        return jdbc.sql("select exists (select from member where role = 'owner')")
                .query(Boolean.class)
                .single();
    }

    private void takeTurn() {
        jdbc.sql("select pg_advisory_xact_lock(:turn)")
                .param("turn", TURN)
                .query((_, _) -> 1)
                .list();
    }
}
