package dev.mailmoor.server.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.database.DatabaseAddress;
import dev.mailmoor.server.settings.Settings;
import dev.mailmoor.server.testing.MovableClock;
import dev.mailmoor.server.testing.TestPostgres;
import dev.mailmoor.server.testing.TestSettings;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A new database, as the first process finds it. */
class BootstrapTest {
    private static final Secret KEY = Secret.of("a key of the operator's own choice");
    private static final Secret PASSWORD = Secret.of("a long enough password");

    private final DatabaseAddress address = TestPostgres.freshDatabase();
    private final JdbcClient jdbc = JdbcClient.create(TestPostgres.connect(address));
    private final TransactionTemplate transaction =
            new TransactionTemplate(new JdbcTransactionManager(TestPostgres.connect(address)));
    private final MovableClock clock = new MovableClock();
    private final Passwords passwords = new Passwords();
    private final AuditTrail audit = new PostgresAuditTrail(jdbc, clock);
    private final PostgresWorkspaces workspaces = new PostgresWorkspaces(jdbc, clock, audit);
    private final PostgresPeople people = new PostgresPeople(jdbc, clock);
    private final PostgresApiKeys keys = new PostgresApiKeys(jdbc, clock, audit);
    private final PasswordSignIn signIn = new PasswordSignIn(people, passwords, new SignInThrottle(clock));

    @Test
    void theConfiguredKeyHasFullRightsInTheWorkspaceDefault() {
        Bootstrap bootstrap = start(new Settings.Bootstrap(Optional.of(KEY), Optional.empty()));

        Access access = keys.access(KEY, "").orElseThrow();
        assertThat(access.role()).isEqualTo(Role.OWNER);
        assertThat(workspaces.nameOf(access.workspace())).contains("default");
        assertThat(bootstrap.next()).isPresent();
    }

    @Test
    void theConfiguredOwnerSignsInAndNeedsNoLink() {
        Bootstrap bootstrap = start(new Settings.Bootstrap(
                Optional.empty(), Optional.of(new Settings.Bootstrap.Owner("Owner@Example.com", PASSWORD))));

        assertThat(signIn.attempt("owner@example.com", PASSWORD, "::1"))
                .isInstanceOf(PasswordSignIn.Attempt.SignedIn.class);
        assertThat(bootstrap.next()).isEmpty();
    }

    @Test
    void onADatabaseThatIsNotNewTheConfigurationMakesNothing() {
        start(new Settings.Bootstrap(Optional.empty(), Optional.empty()));
        start(new Settings.Bootstrap(Optional.of(KEY), Optional.empty()));

        assertThat(keys.access(KEY, "")).isEmpty();
        assertThat(jdbc.sql("select count(*) from workspace").query(Long.class).single())
                .isEqualTo(1);
    }

    @Test
    void theFirstOwnerComesInByAnyOfTheLinksAndThenAllAreGone() {
        Bootstrap bootstrap = start(new Settings.Bootstrap(Optional.empty(), Optional.empty()));
        String first = token(bootstrap.next().orElseThrow());
        String second = token(bootstrap.next().orElseThrow());

        assertThat(welcome().find(second).map(Invitations.Invitation::email)).contains(Optional.empty());
        assertThat(welcome().accept(first, "not an address", PASSWORD, "::1"))
                .isInstanceOf(Invitations.Acceptance.Invalid.class);
        assertThat(welcome().accept(first, "Me@Example.com", PASSWORD, "::1"))
                .isInstanceOf(Invitations.Acceptance.Accepted.class);

        assertThat(signIn.attempt("me@example.com", PASSWORD, "::1"))
                .isInstanceOf(PasswordSignIn.Attempt.SignedIn.class);
        assertThat(welcome().accept(second, "you@example.com", PASSWORD, "::1"))
                .isInstanceOf(Invitations.Acceptance.Gone.class);
        assertThat(bootstrap.next()).isEmpty();
    }

    @Test
    void aLinkIsGoodForADay() {
        String token = token(start(new Settings.Bootstrap(Optional.empty(), Optional.empty()))
                .next()
                .orElseThrow());
        clock.moveOn(Duration.ofHours(24).plusSeconds(1));

        assertThat(welcome().find(token)).isEmpty();
        assertThat(jdbc.sql("select token_hash::text from invitation")
                        .query(String.class)
                        .single())
                .doesNotContain(token);
    }

    private Bootstrap start(Settings.Bootstrap wanted) {
        Settings plain = TestSettings.on(address);
        Settings settings = new Settings(
                plain.data(),
                plain.web(),
                plain.database(),
                wanted,
                plain.mailServers(),
                plain.checks(),
                plain.notices(),
                plain.kek(),
                plain.testClock());
        Bootstrap bootstrap =
                new Bootstrap(jdbc, settings, workspaces, people, keys, invitations(settings), passwords, transaction);
        bootstrap.afterPropertiesSet();
        return bootstrap;
    }

    private Welcome welcome() {
        return new Welcome(
                invitations(TestSettings.on(address)), workspaces, people, signIn, passwords, audit, transaction);
    }

    private PostgresInvitations invitations(Settings settings) {
        return new PostgresInvitations(jdbc, clock, settings);
    }

    private static String token(URI link) {
        return link.getQuery().substring("token=".length());
    }
}
