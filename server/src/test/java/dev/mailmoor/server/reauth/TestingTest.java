package dev.mailmoor.server.reauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.diagnosis.Diagnosis;
import dev.mailmoor.server.mailbox.Direction;
import dev.mailmoor.server.mailbox.Mailbox;
import dev.mailmoor.server.mailbox.MailboxState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@WithScriptedServers
class TestingTest {
    private static final Set<Direction> BOTH = Set.of(Direction.values());

    @Autowired
    private Scene scene;

    private Mailbox mailbox;

    @BeforeEach
    void connect() {
        mailbox = scene.connected();
    }

    private Map<Direction, Diagnosis> tried(Set<Direction> directions, Optional<MailboxChange> edited) {
        Connections.Trial trial = scene.connections().test(scene.access, mailbox.id(), directions, edited);
        assertThat(trial).isInstanceOf(Connections.Trial.Tried.class);
        return ((Connections.Trial.Tried) trial).diagnoses();
    }

    private static MailboxChange receivingWith(ChannelDraft draft, String secret) {
        return Scene.settings(
                Direction.RECEIVING,
                new ChannelDraft(
                        draft.protocol(),
                        draft.host(),
                        draft.port(),
                        draft.security(),
                        draft.username(),
                        Optional.of(Secret.of(secret))));
    }

    @Test
    void aTestOfWhatIsStoredMovesTheState() {
        scene.servers.take(scene.imap, "changed by somebody");
        assertThat(tried(BOTH, Optional.empty()))
                .containsOnlyKeys(Direction.values())
                .satisfies(diagnoses -> assertThat(diagnoses.get(Direction.RECEIVING))
                        .satisfies(
                                diagnosis -> assertThat(diagnosis.connected()).isFalse()));
        assertThat(scene.now(mailbox).state()).isEqualTo(MailboxState.SUSPECT);
        scene.servers.take(scene.imap, Scene.GOOD);
        assertThat(tried(Set.of(Direction.RECEIVING), Optional.empty())).containsOnlyKeys(Direction.RECEIVING);
        assertThat(scene.now(mailbox).state()).isEqualTo(MailboxState.CONNECTED);
    }

    @Test
    void aTestOfEditedSettingsDoesNot() {
        Map<Direction, Diagnosis> diagnoses = tried(
                Set.of(Direction.RECEIVING), Optional.of(receivingWith(Scene.on("nowhere.example.com"), Scene.GOOD)));
        assertThat(diagnoses.values())
                .singleElement()
                .satisfies(diagnosis -> assertThat(diagnosis.connected()).isFalse());
        assertThat(tried(Set.of(Direction.RECEIVING), Optional.of(receivingWith(Scene.on(""), Scene.WRONG)))
                        .values())
                .singleElement()
                .satisfies(diagnosis -> assertThat(diagnosis.connected()).isFalse());
        assertThat(scene.now(mailbox)).isEqualTo(mailbox);
        assertThat(scene.inForce(mailbox).values()).containsOnly(Scene.ready(Scene.GOOD));
    }

    @Test
    void aFormThatRepeatsWhatIsStoredIsATestOfWhatIsStored() {
        scene.servers.take(scene.imap, "changed by somebody");
        tried(Set.of(Direction.RECEIVING), Optional.of(Scene.settings(Direction.RECEIVING, Scene.on(scene.imap))));
        assertThat(scene.now(mailbox).state()).isEqualTo(MailboxState.SUSPECT);
    }

    @Test
    void faultsOfWhatWasEditedAreTold() {
        assertThat(scene.connections()
                        .test(
                                scene.access,
                                mailbox.id(),
                                BOTH,
                                Optional.of(receivingWith(Scene.on("two words"), Scene.GOOD))))
                .isInstanceOfSatisfying(
                        Connections.Trial.Invalid.class,
                        invalid -> assertThat(invalid.errors())
                                .extracting(FieldError::field)
                                .isEqualTo(List.of("receiving.host")));
    }
}
