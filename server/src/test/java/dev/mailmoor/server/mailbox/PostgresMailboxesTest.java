package dev.mailmoor.server.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mailmoor.protocol.Endpoint;
import dev.mailmoor.protocol.Protocol;
import dev.mailmoor.protocol.TlsMode;
import dev.mailmoor.server.mailbox.Mailboxes.Removal;
import dev.mailmoor.server.mailbox.Mailboxes.StateChange;
import dev.mailmoor.server.testing.TestPostgres;
import dev.mailmoor.server.workspace.TimeOrderedId;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

class PostgresMailboxesTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final ChannelSettings IMAP =
            new ChannelSettings(Protocol.IMAP, new Endpoint("imap.example.com", 993, TlsMode.TLS), "anna@example.com");
    private static final ChannelSettings SMTP =
            new ChannelSettings(Protocol.SMTP, new Endpoint("smtp.example.com", 587, TlsMode.STARTTLS), "anna");
    private static final MailboxTexts TEXTS = new MailboxTexts(
            new PersonName("Anna", "Ek"), "Sales EU", "Outreach, EU team", "lead@example.com", List.of("eu", "sales"));
    private static final DataSource DATABASE = TestPostgres.connect(TestPostgres.freshDatabase());

    private final DefaultListableBeanFactory rooms = new DefaultListableBeanFactory();
    private final JdbcClient jdbc = JdbcClient.create(DATABASE);
    private final Mailboxes mailboxes =
            new PostgresMailboxes(jdbc, new PostgresCredentials(jdbc), rooms.getBeanProvider(RemovalObjection.class));
    private final WorkspaceId workspace = newWorkspace();

    private WorkspaceId newWorkspace() {
        WorkspaceId made = new WorkspaceId(TimeOrderedId.next());
        jdbc.sql("insert into workspace values (:id, 'test', now())")
                .param("id", made.value())
                .update();
        return made;
    }

    private static NewCredential credential(long version, CredentialOrigin origin, Instant at) {
        return new NewCredential(CredentialKind.PASSWORD, version, origin, at, "lead@example.com", Optional.empty());
    }

    private NewMailbox draft(String address, Map<Direction, ChannelSettings> channels) {
        return new NewMailbox(
                workspace,
                new MailboxId(TimeOrderedId.next()),
                EmailAddress.parse(address).orElseThrow(),
                TEXTS,
                "custom",
                channels,
                credential(1, CredentialOrigin.FIRST, NOON),
                NOON);
    }

    private Mailbox added(String address) {
        NewMailbox draft = draft(address, Map.of(Direction.RECEIVING, IMAP, Direction.SENDING, SMTP));
        assertThat(mailboxes.add(draft)).isTrue();
        return mailboxes.find(workspace, draft.id()).orElseThrow();
    }

    private Mailbox now(Mailbox mailbox) {
        return mailboxes.find(workspace, mailbox.id()).orElseThrow();
    }

    private static Revision renewal(long version, Instant at) {
        return new Revision(TEXTS, "custom", Map.of(), Optional.of(credential(version, CredentialOrigin.RENEWED, at)));
    }

    @Test
    void whatWasAddedIsFoundByIdAndByAddressInAnyCase() {
        Mailbox anna = added("Anna@Example.com");
        assertThat(anna.texts()).isEqualTo(TEXTS);
        assertThat(anna.receiving()).contains(IMAP);
        assertThat(anna.sending()).contains(SMTP);
        assertThat(anna.state()).isEqualTo(MailboxState.UNVERIFIED);
        assertThat(anna.version()).isEqualTo(1);
        assertThat(anna.credential())
                .isEqualTo(new CredentialFacts(CredentialKind.PASSWORD, 1, NOON, Optional.empty()));
        assertThat(mailboxes.findByAddress(
                        workspace, EmailAddress.parse("ANNA@example.COM").orElseThrow()))
                .contains(anna);
    }

    @Test
    void oneChannelIsEnough() {
        NewMailbox draft = draft("bo@example.com", Map.of(Direction.SENDING, SMTP));
        mailboxes.add(draft);
        Mailbox bo = mailboxes.find(workspace, draft.id()).orElseThrow();
        assertThat(bo.receiving()).isEmpty();
        assertThat(bo.targets()).singleElement().satisfies(target -> {
            assertThat(target.key()).isEqualTo(new ChannelKey(workspace, bo.id(), Direction.SENDING));
            assertThat(target.credentialVersion()).isEqualTo(1);
        });
    }

    @Test
    void anAddressIsRegisteredOnceInAWorkspaceAndMayBeInAnother() {
        added("cy@example.com");
        assertThat(mailboxes.add(draft("cy@example.com", Map.of(Direction.SENDING, SMTP))))
                .isFalse();
        NewMailbox elsewhere = draft("cy@example.com", Map.of(Direction.SENDING, SMTP));
        WorkspaceId other = newWorkspace();
        assertThat(mailboxes.add(new NewMailbox(
                        other,
                        elsewhere.id(),
                        elsewhere.address(),
                        TEXTS,
                        "custom",
                        elsewhere.channels(),
                        elsewhere.credential(),
                        NOON)))
                .isTrue();
        assertThat(mailboxes.find(workspace, elsewhere.id())).isEmpty();
    }

    @Test
    void aRevisionCountsTheVersionUpAndAStaleOneChangesNothing() {
        Mailbox before = added("di@example.com");
        MailboxTexts texts = new MailboxTexts(new PersonName("", ""), "Renamed", "", "", List.of());
        Revision rename = new Revision(texts, "gmail", Map.of(), Optional.empty());
        Mailbox after = mailboxes.revise(before, rename).orElseThrow();
        assertThat(after.version()).isEqualTo(2);
        assertThat(after.texts()).isEqualTo(texts);
        assertThat(after.provider()).isEqualTo("gmail");
        assertThat(after.credential()).isEqualTo(before.credential());
        assertThat(mailboxes.revise(before, rename)).isEmpty();
        assertThat(now(before)).isEqualTo(after);
    }

    @Test
    void newSettingsReplaceOneChannelAndComeWithANewCredentialVersion() {
        Mailbox before = added("ed@example.com");
        ChannelSettings pop3 =
                new ChannelSettings(Protocol.POP3, new Endpoint("pop.example.com", 995, TlsMode.TLS), "ed");
        Mailbox after = mailboxes
                .revise(
                        before,
                        new Revision(
                                TEXTS,
                                "custom",
                                Map.of(Direction.RECEIVING, pop3),
                                Optional.of(credential(2, CredentialOrigin.SETTINGS_CHANGED, NOON))))
                .orElseThrow();
        assertThat(after.receiving()).contains(pop3);
        assertThat(after.sending()).contains(SMTP);
        assertThat(after.credential().version()).isEqualTo(2);
        assertThatThrownBy(() -> new Revision(TEXTS, "custom", Map.of(Direction.RECEIVING, pop3), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theCredentialBeforeIsKnownUntilItIsForgotten() {
        Mailbox before = added("flo@example.com");
        Instant later = NOON.plus(Duration.ofHours(1));
        Mailbox after = mailboxes.revise(before, renewal(2, later)).orElseThrow();
        assertThat(mailboxes.superseded(before)).isEmpty();
        assertThat(mailboxes.superseded(after)).hasValueSatisfying(old -> {
            assertThat(old.version()).isEqualTo(1);
            assertThat(old.supersededAt()).isEqualTo(later);
            assertThat(old.replacedBy()).isEqualTo(CredentialOrigin.RENEWED);
        });
        CredentialKey first = new CredentialKey(workspace, before.id(), 1);
        assertThat(mailboxes.forgetSuperseded(later, 1_000)).doesNotContain(first);
        assertThat(mailboxes.forgetSuperseded(later.plusSeconds(1), 1_000)).contains(first);
        assertThat(mailboxes.forgetSuperseded(later.plusSeconds(1), 1_000)).isEmpty();
        assertThat(mailboxes.superseded(after)).isEmpty();
        assertThat(now(after)).isEqualTo(after);
    }

    @Test
    void statesChangeInBatchesWithoutCountingAsAChangeByPeople() {
        Mailbox one = added("gus@example.com");
        Mailbox other = added("hal@example.com");
        mailboxes.stateChanged(List.of(
                new StateChange(workspace, other.id(), MailboxState.AUTH_LOST),
                new StateChange(workspace, one.id(), MailboxState.CONNECTED),
                new StateChange(new WorkspaceId(TimeOrderedId.next()), one.id(), MailboxState.SUSPECT)));
        assertThat(now(one).state()).isEqualTo(MailboxState.CONNECTED);
        assertThat(now(other).state()).isEqualTo(MailboxState.AUTH_LOST);
        assertThat(now(other).version()).isEqualTo(1);
    }

    @Test
    void aPausedMailboxStaysPausedWhateverIsObserved() {
        Mailbox ida = added("ida@example.com");
        assertThat(mailboxes.pause(workspace, ida.id())).isTrue();
        assertThat(mailboxes.pause(workspace, ida.id())).isFalse();
        mailboxes.stateChanged(List.of(new StateChange(workspace, ida.id(), MailboxState.SUSPECT)));
        assertThat(now(ida).state()).isEqualTo(MailboxState.PAUSED);
        assertThat(mailboxes.resume(workspace, ida.id(), MailboxState.CONNECTED))
                .isTrue();
        assertThat(mailboxes.resume(workspace, ida.id(), MailboxState.SUSPECT)).isFalse();
        assertThat(now(ida).state()).isEqualTo(MailboxState.CONNECTED);
    }

    @Test
    void everybodyIsAskedBeforeAMailboxIsRemoved() {
        Mailbox jan = added("jan@example.com");
        List<EmailAddress> asked = new ArrayList<>();
        rooms.registerSingleton("content", (RemovalObjection) mailbox -> {
            asked.add(mailbox.address());
            return Optional.empty();
        });
        rooms.registerSingleton(
                "needy", (RemovalObjection) mailbox -> Optional.of("The alias x@example.com needs it."));
        assertThat(mailboxes.remove(workspace, jan.id(), OptionalLong.empty()))
                .isEqualTo(new Removal.Refused("The alias x@example.com needs it."));
        assertThat(asked).containsExactly(jan.address());
        rooms.destroySingleton("needy");
        assertThat(mailboxes.remove(workspace, jan.id(), OptionalLong.of(7))).isEqualTo(new Removal.Stale());
        assertThat(mailboxes.remove(workspace, jan.id(), OptionalLong.of(1))).isEqualTo(new Removal.Removed());
        assertThat(mailboxes.remove(workspace, jan.id(), OptionalLong.empty())).isEqualTo(new Removal.NotFound());
        assertThat(mailboxes.find(workspace, jan.id())).isEmpty();
    }

    @Test
    void noChannelPointsIntoAnotherWorkspace() {
        Mailbox kim = added("kim@example.com");
        assertThatThrownBy(() -> jdbc.sql(
                                "update channel set workspace_id = gen_random_uuid() where mailbox_id = :mailbox")
                        .param("mailbox", kim.id().value())
                        .update())
                .isInstanceOf(DataIntegrityViolationException.class);
    }
}
