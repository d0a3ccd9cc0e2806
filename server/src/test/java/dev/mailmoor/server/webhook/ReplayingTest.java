package dev.mailmoor.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Deliveries that are looked at, asked for again, and forgotten. */
class ReplayingTest {
    private final WebhookStage stage = new WebhookStage();
    private final Receiver receiver = new Receiver();
    private final UUID anna = UUID.randomUUID();
    private Webhook webhook = stage.webhook(receiver.url());

    @BeforeEach
    void threeWereSent() {
        stage.happens(
                stage.event("mailbox.suspect", anna),
                stage.event("mailbox.auth-lost", anna),
                stage.event("mailbox.restored", anna));
        stage.send();
        receiver.delivered.clear();
    }

    @AfterEach
    void close() {
        stage.close();
        receiver.close();
    }

    private Deliveries.Replay replay(UUID delivery) {
        return stage.deliveries.replay(stage.owner, webhook.id(), delivery);
    }

    @Test
    void oneIsSentAgainUnderTheSameId() {
        Delivery restored = stage.all(webhook).stream()
                .filter(one -> one.type().equals("mailbox.restored"))
                .findFirst()
                .orElseThrow();

        assertThat(replay(restored.id())).isInstanceOf(Deliveries.Replay.Queued.class);
        assertThat(replay(restored.id())).as("on its way").isInstanceOf(Deliveries.Replay.StillOpen.class);
        stage.send();

        assertThat(receiver.delivered).hasSize(1);
        assertThat(receiver.delivered.getFirst().id())
                .isEqualTo(restored.event().toString());
        assertThat(replay(UUID.randomUUID())).isInstanceOf(Deliveries.Replay.NotFound.class);
    }

    @Test
    void allSinceATimeComeInTheirOrderBehindWhatWaits() {
        stage.happens(stage.event("mailbox.removed", anna));
        var all = new Deliveries.Since(stage.clock.instant(), Deliveries.Which.ALL);

        assertThat(stage.deliveries.replaySince(stage.owner, webhook.id(), all)).isEqualTo(OptionalInt.of(3));
        stage.send();

        assertThat(receiver.types())
                .containsExactly("mailbox.removed", "mailbox.suspect", "mailbox.auth-lost", "mailbox.restored");
    }

    @Test
    void onlyTheFailedSinceATime() {
        receiver.answers = _ -> Receiver.Answer.of(410);
        stage.happens(stage.event("mailbox.suspect", UUID.randomUUID()));
        stage.send();
        var failed = new Deliveries.Since(Instant.EPOCH, Deliveries.Which.FAILED);
        var none = new Deliveries.Since(stage.clock.instant().plusSeconds(1), Deliveries.Which.ALL);

        assertThat(stage.deliveries.replaySince(stage.owner, webhook.id(), none))
                .isEqualTo(OptionalInt.of(0));
        assertThat(stage.deliveries.replaySince(stage.owner, webhook.id(), failed))
                .isEqualTo(OptionalInt.of(1));
        assertThat(stage.deliveries.replaySince(stage.owner, UUID.randomUUID(), failed))
                .isEmpty();
    }

    @Test
    void aTestIsNotSentAgain() {
        Delivery test = stage.deliveries.test(stage.owner, webhook.id()).orElseThrow();

        assertThat(replay(test.id())).isInstanceOf(Deliveries.Replay.StillOpen.class);
    }

    @Test
    void theyAreListedInParts() {
        var wanted = new Deliveries.Wanted(2, Optional.empty(), Optional.of(Delivery.State.DELIVERED));
        List<Delivery> first = stage.deliveries.newest(stage.workspace, webhook.id(), wanted);
        var place = new Deliveries.Position(
                first.getLast().createdAt(), first.getLast().id());
        var rest = stage.deliveries.newest(
                stage.workspace,
                webhook.id(),
                new Deliveries.Wanted(2, Optional.of(place), Optional.of(Delivery.State.DELIVERED)));

        assertThat(first).extracting(Delivery::type).hasSize(2).doesNotContain("mailbox.suspect");
        assertThat(rest).extracting(Delivery::type).containsExactly("mailbox.suspect");
    }

    @Test
    void afterThirtyDaysTheyAreForgottenAndWhatWaitsForOneThatIsOffToo() {
        receiver.answers = _ -> Receiver.Answer.of(500);
        stage.happens(stage.event("mailbox.suspect", anna), stage.event("mailbox.auth-lost", anna));
        stage.send();
        stage.jdbc.sql("update webhook set enabled = false").update();
        stage.clock.moveOn(Duration.ofDays(20));
        stage.forgetting.forget(stage.clock);
        assertThat(stage.all(webhook)).hasSize(5);

        stage.clock.moveOn(Duration.ofDays(11));
        stage.forgetting.forget(stage.clock);
        assertThat(stage.all(webhook)).as("open ones a little longer").hasSize(2);
        stage.clock.moveOn(Duration.ofDays(3));
        stage.forgetting.forget(stage.clock);
        assertThat(stage.all(webhook)).isEmpty();
    }
}
