package dev.mailmoor.server.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.diagnosis.Cause;
import dev.mailmoor.server.diagnosis.Diagnosis.Finding;
import dev.mailmoor.server.mailbox.CredentialKey;
import dev.mailmoor.server.mailbox.Mailbox;
import dev.mailmoor.server.mailbox.MailboxState;
import dev.mailmoor.server.testing.ServerTest;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** What becomes of a grant when the process that renews it is killed, step by step. */
@ServerTest
@Import(GrantScene.Parts.class)
class KilledWhileRenewingTest {
    private static final Duration OVER = Duration.ofMinutes(61);
    private static final Duration A_LEASE = Duration.ofSeconds(31);

    private final GrantScene scene;
    private final PostgresGrants table;
    private final KeptGrants kept;
    private final SealedTokens sealed;
    private final Mailbox mailbox;
    private final CredentialKey key;

    @Autowired
    KilledWhileRenewingTest(
            ObjectProvider<GrantScene> scenes, PostgresGrants table, KeptGrants kept, SealedTokens sealed) {
        this.scene = scenes.getObject();
        this.table = table;
        this.kept = kept;
        this.sealed = sealed;
        mailbox = scene.connected();
        key = new CredentialKey(mailbox.workspace(), mailbox.id(), 1);
    }

    @AfterEach
    void end() {
        scene.close();
    }

    /** Before the time for it has come: the service that runs beside would renew it, too. */
    private PostgresGrants.Row leased() {
        PostgresGrants.Row row = table.find(key).orElseThrow();
        var now = scene.room.clock().instant();
        assertThat(table.lease(row, now, now.plus(OVER).plusSeconds(30))).isTrue();
        scene.room.clock().moveOn(OVER);
        return row;
    }

    private NewGrant answered(PostgresGrants.Row row) {
        Optional<Secret> refresh = sealed.opened(SealedTokens.refresh(key));
        return ((OAuthGrants.Obtained.Got) kept.obtain(row.client(), row.address(), refresh)).grant();
    }

    @Test
    void beforeTheQuestionNothingIsLost() {
        leased();
        scene.room.clock().moveOn(A_LEASE);
        assertThat(scene.check(mailbox).connected()).isTrue();
    }

    @Test
    void behindTheAnswerTheTokenBeforeIsTriedAgainAndMostProvidersTakeIt() {
        scene.oauth.keepsThoseBefore();
        answered(leased());
        scene.room.clock().moveOn(A_LEASE);
        assertThat(scene.check(mailbox).connected()).isTrue();
        scene.room.clock().moveOn(OVER);
        assertThat(scene.check(mailbox).connected()).isTrue();
    }

    @Test
    void behindTheAnswerOfAProviderThatTakesATokenOnceAPersonIsAskedAfterTheSecondRefusal() {
        answered(leased());
        scene.room.clock().moveOn(A_LEASE);
        Finding first = scene.check(mailbox).finding().orElseThrow();
        assertThat(first.cause()).isEqualTo(Cause.OAUTH_GRANT_REVOKED_OR_EXPIRED);
        assertThat(scene.now(mailbox).state()).isEqualTo(MailboxState.SUSPECT);
        scene.room.clock().moveOn(A_LEASE);
        scene.check(mailbox);
        assertThat(scene.now(mailbox).state()).isEqualTo(MailboxState.AUTH_LOST);
    }

    @Test
    void behindTheWriteOthersUseWhatWasWrittenWithoutAsking() {
        PostgresGrants.Row row = leased();
        NewGrant grant = answered(row);
        assertThat(kept.keepRenewed(row, grant)).isTrue();
        int asked = scene.oauth.asked().size();
        assertThat(GrantScene.usable(scene.tokens(mailbox).now())).isEqualTo(grant.accessToken());
        assertThat(scene.check(mailbox).connected()).isTrue();
        assertThat(scene.oauth.asked()).hasSize(asked);
    }
}
