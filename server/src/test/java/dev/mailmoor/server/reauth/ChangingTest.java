package dev.mailmoor.server.reauth;

import static dev.mailmoor.server.mailbox.Direction.RECEIVING;
import static dev.mailmoor.server.mailbox.Direction.SENDING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.journal.TimelineKind;
import dev.mailmoor.server.mailbox.Direction;
import dev.mailmoor.server.mailbox.Mailbox;
import dev.mailmoor.server.mailbox.MailboxId;
import dev.mailmoor.server.mailbox.PersonName;
import dev.mailmoor.server.workspace.TimeOrderedId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

@WithScriptedServers
class ChangingTest {
    private static final FieldError NO_SECRET = new FieldError("secret", SecretRules.NEVER_TRAVELS);

    @Autowired
    private Scene scene;

    private Mailbox mailbox;

    @BeforeEach
    void connect() {
        mailbox = scene.connected();
    }

    private Renewal change(MailboxChange change) {
        return scene.connections().change(scene.access, mailbox.id(), change, Proving.WHOLE);
    }

    private static ChannelDraft withSecret(ChannelDraft draft, String secret) {
        return new ChannelDraft(
                draft.protocol(),
                draft.host(),
                draft.port(),
                draft.security(),
                draft.username(),
                Optional.of(Secret.of(secret)));
    }

    private static MailboxChange texts(String configurationName, Optional<String> address) {
        return new MailboxChange(
                OptionalLong.empty(),
                address,
                Optional.empty(),
                Optional.of(configurationName),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    @ParameterizedTest(name = "{0} {1} {2} {3} {4}")
    @CsvSource({
        "RECEIVING, thief.example.net, '', '', ''",
        "RECEIVING, '', 1993, '', ''",
        "RECEIVING, '', '', starttls, ''",
        "RECEIVING, '', '', '', bo@example.com",
        "SENDING, thief.example.net, '', '', ''",
        "SENDING, '', 2525, '', ''",
        "SENDING, '', '', starttls, ''",
        "SENDING, '', '', '', bo@example.com",
    })
    void aStoredSecretNeverTravels(Direction direction, String host, String port, String security, String username) {
        ChannelDraft edited = new ChannelDraft("", host, port, security, username, Optional.empty());
        MailboxChange change = Scene.settings(direction, edited);
        int sentBefore = scene.servers.sentTo(scene.imap).size();
        assertThat(change(change)).isEqualTo(new Renewal.Invalid(List.of(NO_SECRET)));
        assertThat(scene.connections().test(scene.access, mailbox.id(), Set.of(direction), Optional.of(change)))
                .isEqualTo(new Connections.Trial.Invalid(List.of(NO_SECRET)));
        assertThat(scene.connections().change(scene.access, mailbox.id(), change, Proving.UNTRIED))
                .isEqualTo(new Renewal.Invalid(List.of(NO_SECRET)));
        assertThat(scene.servers.sentTo("thief.example.net")).isEmpty();
        assertThat(scene.servers.sentTo(scene.imap)).hasSize(sentBefore);
        assertThat(scene.now(mailbox)).isEqualTo(mailbox);
    }

    @Test
    void theSecretOfOneSideDoesNotOpenTheOthersNewSettings() {
        MailboxChange change = new MailboxChange(
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(withSecret(Scene.on(""), Scene.GOOD)),
                Optional.of(Scene.on("thief.example.net")),
                Optional.empty());
        assertThat(change(change))
                .isEqualTo(new Renewal.Invalid(List.of(new FieldError("sending.secret", SecretRules.NEVER_TRAVELS))));
    }

    @Test
    void newSettingsWithTheirSecretAreTriedAndTheOtherSidesSecretIsCarriedOver() {
        String moved = "moved-" + scene.imap;
        scene.servers.take(moved, "moved in");
        ChannelDraft draft = withSecret(Scene.on(moved), "moved in");
        Mailbox after = Scene.saved(change(Scene.settings(RECEIVING, draft)));
        assertThat(after.receiving())
                .hasValueSatisfying(
                        settings -> assertThat(settings.endpoint().host()).isEqualTo(moved));
        assertThat(after.credential().version()).isEqualTo(2);
        assertThat(scene.inForce(mailbox))
                .containsEntry(RECEIVING, Scene.ready("moved in"))
                .containsEntry(SENDING, Scene.ready(Scene.GOOD));
        assertThat(scene.servers.sentTo(scene.smtp)).doesNotContain(Secret.of("moved in"));
        assertThat(scene.timeline(mailbox)).contains(TimelineKind.SETTINGS_CHANGED, TimelineKind.CREDENTIAL_CHANGED);
    }

    @Test
    void theLastNameStaysWhenOnlyTheFirstChanges() {
        PersonName before = mailbox.name();
        NameChange first = new NameChange(Optional.of("Annika"), Optional.empty());
        assertThat(Scene.saved(change(named(first))).name()).isEqualTo(new PersonName("Annika", before.last()));
    }

    private static MailboxChange named(NameChange name) {
        return new MailboxChange(
                OptionalLong.empty(),
                Optional.empty(),
                Optional.of(name),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    @Test
    void newSettingsThatDoNotWorkChangeNothing() {
        ChannelDraft draft = withSecret(Scene.on("nowhere.example.com"), Scene.GOOD);
        assertThat(change(Scene.settings(RECEIVING, draft))).isInstanceOf(Renewal.NotProved.class);
        assertThat(scene.now(mailbox)).isEqualTo(mailbox);
    }

    @Test
    void textsChangeWithoutTouchingTheCredentialOrTryingAnything() {
        int sentBefore = scene.servers.sentTo(scene.imap).size();
        Mailbox after =
                Scene.saved(change(texts("Renamed", Optional.of(scene.address.toUpperCase(java.util.Locale.ROOT)))));
        assertThat(after.configurationName()).isEqualTo("Renamed");
        assertThat(after.version()).isEqualTo(mailbox.version() + 1);
        assertThat(after.credential()).isEqualTo(mailbox.credential());
        assertThat(after.state()).isEqualTo(mailbox.state());
        assertThat(scene.servers.sentTo(scene.imap)).hasSize(sentBefore);
    }

    @Test
    void aChangeOfNothingIsNoChange() {
        assertThat(Scene.saved(change(Scene.settings(RECEIVING, Scene.on(scene.imap)))))
                .isEqualTo(mailbox);
        assertThat(Scene.saved(change(texts("Sales EU", Optional.empty())))).isEqualTo(mailbox);
    }

    @Test
    void anAddressIsForLife() {
        assertThat(change(texts("Renamed", Optional.of("bo@example.com"))))
                .isInstanceOfSatisfying(
                        Renewal.Invalid.class,
                        invalid -> assertThat(invalid.errors()).singleElement().satisfies(fault -> {
                            assertThat(fault.field()).isEqualTo("address");
                            assertThat(fault.message()).contains("disconnect this mailbox and connect the new address");
                        }));
        assertThat(scene.now(mailbox)).isEqualTo(mailbox);
    }

    @Test
    void whoKnewAnOlderVersionIsToldSo() {
        MailboxChange late = new MailboxChange(
                OptionalLong.of(7),
                Optional.empty(),
                Optional.empty(),
                Optional.of("Late"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        assertThat(change(late)).isEqualTo(new Renewal.Stale(mailbox));
    }

    @Test
    void aMailboxThatIsNotHereIsNotFound() {
        MailboxId elsewhere = new MailboxId(TimeOrderedId.next());
        Connections connections = scene.connections();
        assertThat(connections.change(scene.access, elsewhere, texts("x", Optional.empty()), Proving.WHOLE))
                .isEqualTo(new Renewal.NotFound());
        assertThat(connections.rollBack(scene.access, elsewhere)).isEqualTo(new Renewal.NotFound());
        assertThat(connections.test(scene.access, elsewhere, Set.of(SENDING), Optional.empty()))
                .isEqualTo(new Connections.Trial.NotFound());
        assertThat(connections.disconnect(scene.access, elsewhere, OptionalLong.empty()))
                .isEqualTo(new Connections.Disconnection.NotFound());
    }
}
