package dev.mailmoor.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mailmoor.server.journal.JournalEvent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of deliveries: order, failures, slow receivers, and processes that die. */
class DeliveringTest {
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(30);

    private final WebhookStage stage = new WebhookStage();
    private final Receiver receiver = new Receiver();
    private final UUID anna = UUID.randomUUID();
    private final UUID bert = UUID.randomUUID();
    private final CountDownLatch over = new CountDownLatch(1);

    @AfterEach
    void close() {
        over.countDown();
        stage.close();
        receiver.close();
    }

    private static ConditionFactory patiently() {
        return await().atMost(LONG_ENOUGH).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(10));
    }

    private Receiver.Answer hang() {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Receiver.Answer.OK;
    }

    @Test
    void anEventArrivesAsEveryoneGetsItAndOnlyOnce() {
        Webhook webhook = stage.webhook(receiver.url());
        JournalEvent event = stage.event("mailbox.auth-lost", anna);
        stage.happens(event);
        stage.happens(event);
        stage.send();

        assertThat(receiver.delivered).hasSize(1);
        var delivered = receiver.delivered.getFirst();
        assertThat(delivered.id()).isEqualTo(event.id().toString());
        assertThat(delivered.json().path("data").path("mailbox").path("id").asString(""))
                .isEqualTo(anna.toString());
        assertThat(delivered.json().path("data").path("workspace").asString("")).isEqualTo(stage.workspace.toString());
        assertThat(stage.all(webhook)).extracting(Delivery::state).containsExactly(Delivery.State.DELIVERED);
        assertThat(stage.webhook(webhook).standing()).isEqualTo(Webhook.Standing.HEALTHY);
    }

    @Test
    void onlyWhatWasAskedForIsSent() {
        stage.webhook(receiver.url(), "mailbox.restored");
        stage.happens(stage.event("mailbox.auth-lost", anna), stage.event("mailbox.restored", anna));
        stage.send();

        assertThat(receiver.types()).containsExactly("mailbox.restored");
    }

    @Test
    void aLaterEventOfAMailboxWaitsForTheEarlierAndOtherMailboxesDoNot() {
        receiver.answers = one -> Receiver.Answer.of(one.type().equals("mailbox.suspect") ? 500 : 204);
        Webhook webhook = stage.webhook(receiver.url());
        stage.happens(
                stage.event("mailbox.suspect", anna),
                stage.event("mailbox.auth-lost", anna),
                stage.event("mailbox.restored", anna),
                stage.event("mailbox.removed", bert));
        stage.send();
        assertThat(receiver.types()).containsExactlyInAnyOrder("mailbox.suspect", "mailbox.removed");

        stage.happens(stage.event("mailbox.connected", anna));
        receiver.answers = _ -> Receiver.Answer.OK;
        stage.clock.moveOn(Duration.ofSeconds(6));
        stage.send();

        assertThat(receiver.types().subList(2, 6))
                .containsExactly("mailbox.suspect", "mailbox.auth-lost", "mailbox.restored", "mailbox.connected");
        assertThat(stage.webhook(webhook).backlog()).isEqualTo(new Webhook.Backlog(0, 0));
    }

    @Test
    void afterThreeDaysADeliveryIsGivenUpAndTheNextGoes() {
        receiver.answers =
                one -> new Receiver.Answer(one.type().equals("mailbox.suspect") ? 500 : 200, Map.of(), "no\0pe");
        Webhook webhook = stage.webhook(receiver.url());
        stage.happens(stage.event("mailbox.suspect", anna), stage.event("mailbox.auth-lost", anna));
        int tries = 0;
        while (!receiver.types().contains("mailbox.auth-lost")) {
            stage.send();
            stage.clock.moveOn(Duration.ofHours(3).plusMinutes(37));
            assertThat(tries++).isLessThan(40);
        }

        assertThat(stage.all(webhook))
                .extracting(Delivery::state)
                .containsExactlyInAnyOrder(Delivery.State.FAILED, Delivery.State.DELIVERED);
        Delivery failed = stage.all(webhook).stream()
                .filter(one -> one.state() == Delivery.State.FAILED)
                .findFirst()
                .orElseThrow();
        assertThat(failed.last().orElseThrow().status()).contains(500);
        assertThat(failed.last().orElseThrow().response()).isEqualTo("nope");
        assertThat(failed.last().orElseThrow().failure()).isEqualTo("it answers with status 500");
        assertThat(failed.attempts()).isBetween(15, 25);
        assertThat(stage.webhook(webhook).backlog().failed()).isEqualTo(1);
        assertThat(stage.told.notes)
                .as("the admins and who made it")
                .singleElement()
                .asString()
                .startsWith("admin olga@example.com GIVEN_UP ");
    }

    @Test
    void whatSomebodyTriesIsToldToNobodyElse() {
        receiver.answers = _ -> Receiver.Answer.of(500);
        Webhook webhook = stage.webhook(receiver.url());
        stage.deliveries.test(stage.owner, webhook.id());
        assertThat(stage.all(webhook)).extracting(Delivery::state).containsExactly(Delivery.State.FAILED);
        assertThat(stage.told.notes).isEmpty();
    }

    @Test
    void whoAsksForATimeIsLeftAloneUntilThen() {
        receiver.answers = _ -> new Receiver.Answer(503, Map.of("Retry-After", "600"), "");
        stage.webhook(receiver.url());
        stage.happens(stage.event("mailbox.suspect", anna));
        stage.send();
        stage.happens(stage.event("mailbox.suspect", bert));
        stage.clock.moveOn(Duration.ofSeconds(590));
        stage.send();
        assertThat(receiver.delivered).hasSize(1);

        stage.clock.moveOn(Duration.ofSeconds(11));
        receiver.answers = _ -> Receiver.Answer.OK;
        stage.send();
        assertThat(receiver.delivered).hasSize(3);
    }

    @Test
    void oneThatIsAwayIsTriedSeldomAndGetsAllWhenItIsBack() {
        receiver.answers = _ -> Receiver.Answer.of(502);
        Webhook webhook = stage.webhook(receiver.url());
        stage.happens(IntStream.range(0, 40)
                .mapToObj(_ -> stage.event("mailbox.suspect", UUID.randomUUID()))
                .toArray(JournalEvent[]::new));
        stage.send();
        assertThat(receiver.delivered).as("held after some").hasSizeLessThan(10);
        assertThat(stage.webhook(webhook).standing()).isEqualTo(Webhook.Standing.FAILING);

        receiver.answers = _ -> Receiver.Answer.OK;
        receiver.delivered.clear();
        stage.clock.moveOn(Duration.ofMinutes(5));
        stage.send();
        assertThat(receiver.delivered).hasSize(40);
        assertThat(stage.webhook(webhook).standing()).isEqualTo(Webhook.Standing.HEALTHY);
    }

    @Test
    void goneSwitchesItOffAndNothingMoreIsQueued() {
        receiver.answers = _ -> Receiver.Answer.of(410);
        Webhook webhook = stage.webhook(receiver.url());
        stage.happens(stage.event("mailbox.suspect", anna));
        stage.send();
        stage.happens(stage.event("mailbox.auth-lost", anna));
        stage.send();

        assertThat(receiver.delivered).hasSize(1);
        assertThat(stage.webhook(webhook).standing()).isEqualTo(Webhook.Standing.DISABLED);
        assertThat(stage.all(webhook)).hasSize(1);
        assertThat(stage.audit.lines).contains("webhook.disabled Mailmoor");
    }

    @Test
    void aRedirectIsAFailureAndNotFollowed() {
        receiver.answers = _ -> new Receiver.Answer(307, Map.of("Location", receiver.url()), "");
        Webhook webhook = stage.webhook(receiver.url());
        stage.happens(stage.event("mailbox.suspect", anna));
        stage.send();

        assertThat(receiver.delivered).hasSize(1);
        assertThat(stage.all(webhook).getFirst().last().orElseThrow().failure()).contains("redirects");
    }

    @Test
    void aSlowReceiverHoldsUpNoOther() {
        Webhook slow = stage.webhook(receiver.url());
        receiver.answers = _ -> hang();
        try (Receiver quick = new Receiver()) {
            stage.webhook(quick.url());
            stage.happens(IntStream.range(0, 60)
                    .mapToObj(_ -> stage.event("mailbox.suspect", UUID.randomUUID()))
                    .toArray(JournalEvent[]::new));
            patiently().until(() -> {
                stage.sending.claim();
                return quick.delivered.size() == 60;
            });

            assertThat(receiver.delivered).as("under way at once").hasSizeLessThanOrEqualTo(4);
            assertThat(stage.webhook(slow).backlog().waiting()).isEqualTo(60);
        }
        over.countDown();
        patiently().until(stage.sending::idle);
    }

    @Test
    void whatADeadProcessClaimedAnotherSends() {
        Webhook webhook = stage.webhook(receiver.url());
        stage.happens(stage.event("mailbox.suspect", anna), stage.event("mailbox.auth-lost", anna));
        receiver.answers = _ -> hang();
        SendDueDeliveries dead = stage.process();
        dead.claim();
        patiently().until(() -> receiver.delivered.size() == 1);
        receiver.answers = _ -> Receiver.Answer.OK;
        stage.send();
        assertThat(receiver.delivered).as("its lease holds").hasSize(1);

        stage.clock.moveOn(Duration.ofMinutes(1));
        stage.send();
        assertThat(receiver.types()).containsExactly("mailbox.suspect", "mailbox.suspect", "mailbox.auth-lost");
        over.countDown();
        patiently().until(dead::idle);
        assertThat(stage.all(webhook))
                .as("what came late counts no more")
                .extracting(Delivery::attempts)
                .containsExactly(1, 1);
    }

    @Test
    void twoProcessesSendNothingTwice() {
        stage.webhook(receiver.url());
        stage.happens(IntStream.range(0, 60)
                .mapToObj(_ -> stage.event("mailbox.suspect", UUID.randomUUID()))
                .toArray(JournalEvent[]::new));
        SendDueDeliveries other = stage.process();
        patiently().until(() -> {
            Thread mine = Thread.ofVirtual().start(stage.sending::claim);
            other.claim();
            mine.join();
            return receiver.delivered.size() >= 60 && stage.sending.idle() && other.idle();
        });

        assertThat(receiver.delivered.stream().map(Receiver.Delivered::id))
                .hasSize(60)
                .doesNotHaveDuplicates();
    }

    @Test
    void eventsOfAnotherWorkspaceAreNotTold() {
        stage.webhook(receiver.url());
        JournalEvent mine = stage.event("mailbox.suspect", anna);
        stage.happens(new JournalEvent(
                mine.id(),
                new dev.mailmoor.server.workspace.WorkspaceId(UUID.randomUUID()),
                mine.type(),
                mine.at(),
                mine.data()));
        stage.send();

        assertThat(receiver.delivered).isEqualTo(List.of());
    }
}
