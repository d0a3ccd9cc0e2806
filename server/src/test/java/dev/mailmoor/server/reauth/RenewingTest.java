package dev.mailmoor.server.reauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.diagnosis.Diagnosis;
import dev.mailmoor.server.journal.TimelineKind;
import dev.mailmoor.server.mailbox.Direction;
import dev.mailmoor.server.mailbox.Mailbox;
import dev.mailmoor.server.mailbox.MailboxState;
import dev.mailmoor.server.signin.SignIn;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@WithScriptedServers
class RenewingTest {
    private static final String NEW = "new and better";

    @Autowired
    private Scene scene;

    private Mailbox mailbox;

    @BeforeEach
    void connect() {
        mailbox = scene.connected();
        scene.servers.take(scene.imap, NEW);
        scene.servers.take(scene.smtp, NEW);
    }

    private static Candidate only(Direction direction, String secret) {
        Optional<Secret> given = Optional.of(Secret.of(secret));
        return new Candidate(
                Optional.empty(),
                given.filter(own -> direction == Direction.RECEIVING),
                given.filter(own -> direction == Direction.SENDING),
                OptionalLong.empty());
    }

    @Test
    void theRightSecretReplacesTheOldOneAndIsToldOf() {
        Renewal renewal = scene.renew(mailbox, NEW, Proving.WHOLE);
        Mailbox after = Scene.saved(renewal);
        assertThat(after.version()).isEqualTo(mailbox.version() + 1);
        assertThat(after.credential().version()).isEqualTo(2);
        assertThat(after.state()).isEqualTo(MailboxState.CONNECTED);
        assertThat(scene.inForce(mailbox).values()).containsOnly(Scene.ready(NEW));
        assertThat(scene.events()).contains("mailbox.credential-changed");
        assertThat(scene.timeline(mailbox)).contains(TimelineKind.CREDENTIAL_CHANGED);
        assertThat(scene.audited()).containsExactly("mailbox.credential-changed", "mailbox.added");
    }

    @Test
    void aWrongSecretChangesNothing() {
        Renewal renewal = scene.renew(mailbox, Scene.WRONG, Proving.WHOLE);
        assertThat(renewal).isInstanceOf(Renewal.NotProved.class);
        assertThat(scene.now(mailbox).version()).isEqualTo(mailbox.version());
        assertThat(scene.now(mailbox).credential()).isEqualTo(mailbox.credential());
        assertThat(scene.inForce(mailbox).values()).containsOnly(Scene.ready(Scene.GOOD));
        assertThat(scene.events()).doesNotContain("mailbox.credential-changed");
    }

    @Test
    void aSecretThatOnlyOneSideTakesIsSavedWhenThatIsAccepted() {
        scene.servers.take(scene.smtp, "something else");
        assertThat(scene.renew(mailbox, NEW, Proving.WHOLE)).isInstanceOf(Renewal.NotProved.class);
        Mailbox after = Scene.saved(scene.renew(mailbox, NEW, Proving.PARTIAL_ACCEPTED));
        assertThat(after.state()).isEqualTo(MailboxState.SUSPECT);
        assertThat(scene.renew(mailbox, Scene.WRONG, Proving.PARTIAL_ACCEPTED)).isInstanceOf(Renewal.NotProved.class);
    }

    @Test
    void anUntriedSecretIsSavedAndNothingIsBelievedOfIt() {
        Mailbox after = Scene.saved(scene.renew(mailbox, NEW, Proving.UNTRIED));
        assertThat(after.state()).isEqualTo(MailboxState.UNVERIFIED);
        assertThat(scene.inForce(mailbox).values()).containsOnly(Scene.ready(NEW));
    }

    @Test
    void oneSidesSecretLeavesTheOthersInForce() {
        Mailbox after = Scene.saved(
                scene.connections().renew(scene.access, mailbox.id(), only(Direction.SENDING, NEW), Proving.WHOLE));
        assertThat(after.credential().version()).isEqualTo(2);
        assertThat(scene.inForce(mailbox))
                .containsEntry(Direction.RECEIVING, Scene.ready(Scene.GOOD))
                .containsEntry(Direction.SENDING, Scene.ready(NEW));
        assertThat(scene.servers.sentTo(scene.imap)).doesNotContain(Secret.of(NEW));
    }

    @Test
    void aRenewalNeedsASecret() {
        Candidate nothing = new Candidate(Optional.empty(), Optional.empty(), Optional.empty(), OptionalLong.empty());
        assertThat(scene.connections().renew(scene.access, mailbox.id(), nothing, Proving.WHOLE))
                .isEqualTo(new Renewal.Invalid(List.of(new FieldError("secret", "Enter the password."))));
        assertThat(scene.connections()
                        .renew(scene.access, mailbox.id(), only(Direction.SENDING, "a\rb"), Proving.WHOLE))
                .isInstanceOfSatisfying(
                        Renewal.Invalid.class,
                        invalid -> assertThat(invalid.errors())
                                .extracting(FieldError::field)
                                .containsExactly("sendingSecret"));
    }

    @Test
    void whoKnewAnOlderVersionIsToldSoAndNothingIsTried() {
        Candidate late = new Candidate(
                Optional.of(Secret.of(NEW)),
                Optional.empty(),
                Optional.empty(),
                OptionalLong.of(mailbox.version() - 1));
        assertThat(scene.connections().renew(scene.access, mailbox.id(), late, Proving.WHOLE))
                .isInstanceOf(Renewal.Stale.class);
        assertThat(scene.servers.sentTo(scene.imap)).doesNotContain(Secret.of(NEW));
    }

    @Test
    void ofTwoRenewalsAtOnceOneWinsAndTheOtherIsStale() throws Exception {
        CyclicBarrier bothTried = new CyclicBarrier(2);
        scene.servers.answer(scene.imap, request -> {
            if (!request.secret().equals(Secret.of(Scene.GOOD))) {
                meet(bothTried);
            }
            return true;
        });
        scene.servers.take(scene.smtp, "first", "second");
        CompletableFuture<Renewal> first = CompletableFuture.supplyAsync(
                () -> scene.renew(mailbox, "first", Proving.WHOLE), Thread::startVirtualThread);
        CompletableFuture<Renewal> second = CompletableFuture.supplyAsync(
                () -> scene.renew(mailbox, "second", Proving.WHOLE), Thread::startVirtualThread);
        List<Renewal> both = List.of(first.get(30, TimeUnit.SECONDS), second.get(30, TimeUnit.SECONDS));
        assertThat(both).filteredOn(Renewal.Saved.class::isInstance).hasSize(1);
        assertThat(both).filteredOn(Renewal.Stale.class::isInstance).hasSize(1);
        String winner = first.get() instanceof Renewal.Saved ? "first" : "second";
        assertThat(scene.now(mailbox).credential().version()).isEqualTo(2);
        assertThat(scene.inForce(mailbox).values()).containsOnly(Scene.ready(winner));
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aSwapThatIsInterruptedLeavesTheOldSecretInForce() {
        String name = "interrupt_" + mailbox.id().toString().replace('-', '_');
        scene.jdbc
                .sql("alter table timeline_entry add constraint " + name + " check (mailbox_id <> '" + mailbox.id()
                        + "') not valid")
                .update();
        try {
            assertThatThrownBy(() -> scene.renew(mailbox, NEW, Proving.WHOLE))
                    .satisfies(fault -> assertThat(String.valueOf(fault)).doesNotContain(NEW));
        } finally {
            scene.jdbc.sql("alter table timeline_entry drop constraint " + name).update();
        }
        assertThat(scene.now(mailbox).credential()).isEqualTo(mailbox.credential());
        assertThat(scene.inForce(mailbox).values()).containsOnly(Scene.ready(Scene.GOOD));
        Scene.saved(scene.renew(mailbox, NEW, Proving.WHOLE));
        assertThat(scene.inForce(mailbox).values()).containsOnly(Scene.ready(NEW));
    }

    @Test
    void aStoredSecretThatWasTamperedWithIsNotUsedAndAskedForAgain() {
        scene.jdbc
                .sql("""
                        update sealed_secret set sealed = set_byte(sealed, length(sealed) - 1,
                            get_byte(sealed, length(sealed) - 1) # 1)
                        where workspace_id = :workspace and subject_id = :mailbox
                        """)
                .param("workspace", scene.access.workspace().value())
                .param("mailbox", mailbox.id().value())
                .update();
        assertThat(scene.inForce(mailbox).values())
                .allSatisfy(signIn -> assertThat(signIn).isInstanceOf(SignIn.NotReady.class));
        assertThat(scene.connections().renew(scene.access, mailbox.id(), only(Direction.SENDING, NEW), Proving.WHOLE))
                .isInstanceOfSatisfying(
                        Renewal.Invalid.class,
                        invalid -> assertThat(invalid.errors())
                                .singleElement()
                                .satisfies(fault -> assertThat(fault.message())
                                        .contains("cannot be opened", "Enter the password for receiving too.")));
        Connections.Trial trial = scene.connections()
                .test(scene.access, mailbox.id(), java.util.Set.of(Direction.RECEIVING), Optional.empty());
        assertThat(trial)
                .isInstanceOfSatisfying(
                        Connections.Trial.Tried.class,
                        tried -> assertThat(tried.diagnoses().values())
                                .singleElement()
                                .extracting(Diagnosis::stage)
                                .isEqualTo("token"));
        Scene.saved(scene.renew(mailbox, NEW, Proving.WHOLE));
        assertThat(scene.inForce(mailbox).values()).containsOnly(Scene.ready(NEW));
    }
}
