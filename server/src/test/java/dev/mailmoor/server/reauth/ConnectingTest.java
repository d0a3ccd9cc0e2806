package dev.mailmoor.server.reauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.diagnosis.Diagnosis;
import dev.mailmoor.server.journal.TimelineKind;
import dev.mailmoor.server.mailbox.CredentialKind;
import dev.mailmoor.server.mailbox.Direction;
import dev.mailmoor.server.mailbox.Mailbox;
import dev.mailmoor.server.mailbox.MailboxState;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@WithScriptedServers
class ConnectingTest {
    @Autowired
    private Scene scene;

    private Renewal connect(String secret, Proving proving) {
        return scene.connections().connect(scene.access, scene.draft(secret), proving);
    }

    @Test
    void aMailboxIsTriedOnBothSidesAndThenSavedAsConnected() {
        Renewal renewal = connect(Scene.GOOD, Proving.WHOLE);
        Mailbox mailbox = Scene.saved(renewal);
        assertThat(((Renewal.Saved) renewal).diagnoses())
                .containsOnlyKeys(Direction.values())
                .allSatisfy((direction, diagnosis) ->
                        assertThat(diagnosis.connected()).isTrue());
        assertThat(mailbox.state()).isEqualTo(MailboxState.CONNECTED);
        assertThat(mailbox.version()).isEqualTo(1);
        assertThat(mailbox.provider()).isEqualTo("custom");
        assertThat(mailbox.credential().kind()).isEqualTo(CredentialKind.PASSWORD);
        assertThat(mailbox.createdAt()).isEqualTo(scene.clock.instant());
        assertThat(scene.timeline(mailbox)).contains(TimelineKind.ADDED);
        assertThat(scene.audited()).containsExactly("mailbox.added");
        assertThat(scene.inForce(mailbox).values()).containsOnly(Scene.ready(Scene.GOOD));
    }

    @Test
    void aWrongSecretSavesNothingAndTheDiagnosesOfBothSidesSayWhy() {
        Renewal renewal = connect(Scene.WRONG, Proving.WHOLE);
        assertThat(renewal).isInstanceOf(Renewal.NotProved.class);
        Map<Direction, Diagnosis> diagnoses = ((Renewal.NotProved) renewal).diagnoses();
        assertThat(diagnoses).containsOnlyKeys(Direction.values());
        assertThat(renewal.toString()).doesNotContain(Scene.WRONG);
        assertThat(scene.known()).isFalse();
        assertThat(scene.audited()).isEmpty();
    }

    @Test
    void oneSideThatFailsIsEnoughToSaveNothingUnlessThatIsAccepted() {
        scene.servers.stop(scene.smtp);
        assertThat(connect(Scene.GOOD, Proving.WHOLE)).isInstanceOf(Renewal.NotProved.class);
        assertThat(scene.known()).isFalse();
        Mailbox mailbox = Scene.saved(connect(Scene.GOOD, Proving.PARTIAL_ACCEPTED));
        assertThat(mailbox.state()).isEqualTo(MailboxState.SUSPECT);
    }

    @Test
    void whereNoSideWorksNothingIsSavedEvenInPart() {
        assertThat(connect(Scene.WRONG, Proving.PARTIAL_ACCEPTED)).isInstanceOf(Renewal.NotProved.class);
        assertThat(scene.known()).isFalse();
    }

    @Test
    void anUntriedMailboxIsSavedAsUnverified() {
        Mailbox mailbox = Scene.saved(connect(Scene.WRONG, Proving.UNTRIED));
        assertThat(mailbox.state()).isEqualTo(MailboxState.UNVERIFIED);
        assertThat(scene.inForce(mailbox).values()).containsOnly(Scene.ready(Scene.WRONG));
    }

    @Test
    void anAddressThatIsKnownIsNotTriedAgain() {
        Mailbox first = scene.connected();
        Renewal second = connect(Scene.WRONG, Proving.WHOLE);
        assertThat(second)
                .isInstanceOfSatisfying(
                        Renewal.AlreadyKnown.class,
                        known -> assertThat(known.existing().id()).isEqualTo(first.id()));
        assertThat(scene.servers.sentTo(scene.imap)).doesNotContain(Secret.of(Scene.WRONG));
    }

    @Test
    void aDraftWithFaultsIsNotTried() {
        MailboxDraft draft = scene.draft("");
        assertThat(scene.connections().connect(scene.access, draft, Proving.WHOLE))
                .isInstanceOfSatisfying(
                        Renewal.Invalid.class,
                        invalid -> assertThat(invalid.errors())
                                .extracting(FieldError::field)
                                .containsExactly("secret"));
        assertThat(scene.servers.sentTo(scene.imap)).isEmpty();
    }

    @Test
    void aDraftCanBeTriedWithoutBeingSaved() {
        scene.servers.stop(scene.smtp);
        Connections.Trial trial = scene.connections().probe(scene.access, scene.draft(Scene.GOOD));
        assertThat(trial).isInstanceOfSatisfying(Connections.Trial.Tried.class, tried -> {
            assertThat(tried.diagnoses().values().stream().map(Diagnosis::connected))
                    .containsExactly(true, false);
        });
        assertThat(scene.known()).isFalse();
    }
}
