package dev.mailmoor.server.reauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.mailbox.Direction;
import dev.mailmoor.server.mailbox.Mailbox;
import dev.mailmoor.server.mailbox.MailboxState;
import dev.mailmoor.server.signin.SignIn;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@WithScriptedServers
class RollingBackTest {
    private static final String NEW = "new and better";

    @Autowired
    private Scene scene;

    @Autowired
    private WipeSupersededSecrets wiping;

    private Mailbox mailbox;

    @BeforeEach
    void connect() {
        mailbox = scene.connected();
        scene.servers.take(scene.imap, Scene.GOOD, NEW);
        scene.servers.take(scene.smtp, Scene.GOOD, NEW);
    }

    private Renewal rollBack() {
        return scene.connections().rollBack(scene.access, mailbox.id());
    }

    private String refusal() {
        Renewal renewal = rollBack();
        assertThat(renewal).isInstanceOf(Renewal.Invalid.class);
        FieldError fault = ((Renewal.Invalid) renewal).errors().getFirst();
        assertThat(fault.field()).isEqualTo("credential");
        return fault.message();
    }

    private long sealedRows() {
        return scene.jdbc
                .sql("select count(*) from sealed_secret where workspace_id = :workspace")
                .param("workspace", scene.access.workspace().value())
                .query(Long.class)
                .single();
    }

    @Test
    void theSecretBeforeComesBackUnderANewVersion() {
        Scene.saved(scene.renew(mailbox, NEW, Proving.WHOLE));
        Mailbox after = Scene.saved(rollBack());
        assertThat(after.credential().version()).isEqualTo(3);
        assertThat(after.state()).isEqualTo(MailboxState.UNVERIFIED);
        assertThat(scene.inForce(mailbox).values()).containsOnly(Scene.ready(Scene.GOOD));
        assertThat(scene.events())
                .filteredOn("mailbox.credential-changed"::equals)
                .hasSize(2);
    }

    @Test
    void aRollBackCanItselfBeRolledBack() {
        Scene.saved(scene.renew(mailbox, NEW, Proving.WHOLE));
        Scene.saved(rollBack());
        Scene.saved(rollBack());
        assertThat(scene.inForce(mailbox).values()).containsOnly(Scene.ready(NEW));
    }

    @Test
    void theFirstSecretHasNothingBeforeIt() {
        assertThat(refusal()).contains("no earlier password");
    }

    @Test
    void afterADayTheSecretBeforeIsGone() {
        Scene.saved(scene.renew(mailbox, NEW, Proving.WHOLE));
        scene.clock.moveOn(Duration.ofHours(24));
        wiping.wipe();
        assertThat(sealedRows()).isEqualTo(4);
        scene.clock.moveOn(Duration.ofSeconds(1));
        assertThat(refusal()).contains("24 hours");
        assertThat(wiping.wipe()).isPositive();
        assertThat(sealedRows()).isEqualTo(2);
        assertThat(wiping.wipe()).isZero();
        assertThat(refusal()).contains("24 hours");
        assertThat(scene.inForce(mailbox).values()).containsOnly(Scene.ready(NEW));
    }

    @Test
    void aSecretIsNotPutBackToSettingsItWasNotGivenFor() {
        String moved = "moved-" + scene.imap;
        scene.servers.take(moved, NEW);
        ChannelDraft draft = new ChannelDraft("", moved, "", "", "", Optional.of(Secret.of(NEW)));
        Scene.saved(scene.connections()
                .change(scene.access, mailbox.id(), Scene.settings(Direction.RECEIVING, draft), Proving.WHOLE));
        assertThat(refusal()).contains("must not be sent to these");
        assertThat(scene.servers.sentTo(moved)).doesNotContain(Secret.of(Scene.GOOD));
    }

    @Test
    void aRowThatWasPutBackByHandDoesNotOpen() {
        Scene.saved(scene.renew(mailbox, NEW, Proving.WHOLE));
        scene.jdbc.sql("""
                        update sealed_secret now set sealed = old.sealed from sealed_secret old
                        where now.workspace_id = :workspace and old.workspace_id = now.workspace_id
                            and old.subject_id = now.subject_id and old.purpose = now.purpose
                            and now.version = 2 and old.version = 1
                        """).param("workspace", scene.access.workspace().value()).update();
        assertThat(scene.inForce(mailbox).values())
                .allSatisfy(signIn -> assertThat(signIn).isInstanceOf(SignIn.NotReady.class));
    }
}
