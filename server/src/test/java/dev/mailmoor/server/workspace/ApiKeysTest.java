package dev.mailmoor.server.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailmoor.server.testing.MovableClock;
import dev.mailmoor.server.testing.ServerTest;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@ServerTest
class ApiKeysTest {
    @Autowired
    private ApiKeys keys;

    @Autowired
    private PostgresWorkspaces workspaces;

    @Autowired
    private MovableClock clock;

    @Autowired
    private JdbcClient jdbc;

    private Access admin = new Access(new WorkspaceId(TimeOrderedId.next()), new Actor.Mailmoor(), Role.ADMIN);

    @BeforeEach
    void aWorkspace() {
        admin = new Access(workspaces.store("Test"), new Actor.Mailmoor(), Role.ADMIN, "192.0.2.1");
    }

    @Test
    void aKeyOpensItsOwnWorkspaceInItsRole() {
        var made = make("robot", Role.OPERATOR);

        assertThat(keys.access(made.key(), "192.0.2.9"))
                .contains(new Access(
                        admin.workspace(), new Actor.Program(made.apiKey().id(), "robot"), Role.OPERATOR, "192.0.2.9"));
    }

    @Test
    void aKeyStartsWithItsVisibleMarkAndOnlyItsHashIsStored() {
        var made = make("robot", Role.VIEWER);
        String text = made.key().reveal(it -> it);

        assertThat(text).startsWith("mmk_").startsWith(made.apiKey().prefix()).hasSize(44);
        assertThat(jdbc.sql("select api_key::text from api_key where workspace_id = ?")
                        .param(admin.workspace().value())
                        .query(String.class)
                        .single())
                .doesNotContain(text.substring(12));
    }

    @Test
    void aLostLetterIsNoticedByTheChecksum() {
        String text = make("robot", Role.VIEWER).key().reveal(it -> it);

        assertThat(ApiKeyText.mistyped(text)).isFalse();
        assertThat(ApiKeyText.mistyped(text.substring(0, 43))).isTrue();
        assertThat(ApiKeyText.mistyped(text.substring(0, 20) + "g" + text.substring(21)))
                .isTrue();
        assertThat(ApiKeyText.mistyped("somebody's own bootstrap key of 40 chars"))
                .isFalse();
    }

    @Test
    void aRevokedKeyEndsAtOnceHereAndNobodyElsesCanBeRevoked() {
        var made = make("robot", Role.VIEWER);
        keys.access(made.key(), "");
        Access other = new Access(workspaces.store("Other"), new Actor.Mailmoor(), Role.OWNER);

        assertThat(keys.revoke(other, made.apiKey().id())).isFalse();
        assertThat(keys.revoke(admin, made.apiKey().id())).isTrue();
        assertThat(keys.access(made.key(), "")).isEmpty();
    }

    @Test
    void theLastUseIsKeptToTheHour() {
        var made = make("robot", Role.VIEWER);
        var first = clock.instant();
        keys.access(made.key(), "");
        clock.moveOn(Duration.ofMinutes(59));
        keys.access(made.key(), "");
        assertThat(keys.list(admin.workspace()).getFirst().lastUsedAt()).contains(first);

        clock.moveOn(Duration.ofMinutes(2));
        keys.access(made.key(), "");
        assertThat(keys.list(admin.workspace()).getFirst().lastUsedAt()).contains(clock.instant());
    }

    @Test
    void nobodyMakesAKeyThatMayDoMoreThanThemselves() {
        assertThat(keys.make(admin, "robot", Role.OWNER)).isInstanceOf(ApiKeys.Making.NotAllowed.class);
        assertThat(keys.make(admin, " ", Role.VIEWER)).isInstanceOf(ApiKeys.Making.Invalid.class);
    }

    private ApiKeys.Making.Made make(String name, Role role) {
        return (ApiKeys.Making.Made) keys.make(admin, name, role);
    }
}
