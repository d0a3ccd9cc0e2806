package dev.mailmoor.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.exceptions.WebhookVerificationException;
import dev.mailmoor.protocol.Secret;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What may be said of webhooks, and what becomes of their secrets. */
class KeepingTest {
    private final WebhookStage stage = new WebhookStage("127.0.0.0/8");
    private final Receiver receiver = new Receiver();

    @AfterEach
    void close() {
        stage.close();
        receiver.close();
    }

    private Webhooks.Saving add(String url, List<String> events, Optional<Secret> secret) {
        return stage.webhooks.add(stage.owner, new Webhooks.Draft(url, events, secret));
    }

    private Webhooks.Saving.Saved made() {
        return (Webhooks.Saving.Saved) add(receiver.url(), List.of(), Optional.empty());
    }

    private static List<String> fields(Webhooks.Saving saving) {
        return ((Webhooks.Saving.Invalid) saving)
                .faults().stream().map(Webhooks.Fault::field).toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|is needed",
                "not a url|no URL",
                "ftp://127.0.0.1/|https://",
                "https:///path|host",
                "https://anna:secret@127.0.0.1/|signed",
                "https://127.0.0.1/#x|#",
                "https://10.1.2.3/|not allowed",
                "https://169.254.169.254/latest|not allowed",
                "https://[::1]/|not allowed",
                "http://9.9.9.9/|https is needed",
                "https://9.9.9.9:8443/|not allowed"
            })
    void aUrlThatWeDoNotGoToIsToldAtOnce(String url, String why) {
        var refused = (Webhooks.Saving.Invalid) add(url, List.of(), Optional.empty());

        assertThat(refused.faults()).singleElement().satisfies(fault -> {
            assertThat(fault.field()).isEqualTo("url");
            assertThat(fault.message()).contains(why).doesNotContain("secret");
        });
    }

    @Test
    void allThatIsWrongIsToldTogether() {
        assertThat(fields(add("x", List.of("mailbox.exploded"), Optional.of(Secret.of("short")))))
                .containsExactly("url", "events", "secret");
    }

    @Test
    void aWorkspaceHasFiftyAtMost() {
        for (int i = 0; i < 50; i++) {
            made();
        }
        assertThat(add(receiver.url(), List.of(), Optional.empty())).isInstanceOf(Webhooks.Saving.Refused.class);
    }

    @Test
    void theReceiverCanVerifyWithTheSecretThatWasShown() {
        Secret shown = made().made().orElseThrow();
        stage.clock.moveTo(Instant.now());
        stage.happens(stage.event("mailbox.suspect", UUID.randomUUID()));
        stage.send();

        assertThatNoException().isThrownBy(() -> verify(shown));
        assertThatThrownBy(() -> verify(SigningSecrets.make())).isInstanceOf(WebhookVerificationException.class);
    }

    @Test
    void anOldSecretIsGoodForADayBesideTheNewOne() {
        stage.clock.moveTo(Instant.now());
        Webhooks.Saving.Saved saved = made();
        Secret first = saved.made().orElseThrow();
        UUID id = saved.webhook().id();
        Secret second = ((Webhooks.Saving.Saved) stage.webhooks.renewSecret(stage.owner, id))
                .made()
                .orElseThrow();
        stage.forgetting.forget(stage.clock);
        stage.happens(stage.event("mailbox.suspect", UUID.randomUUID()));
        stage.send();
        assertThatNoException().isThrownBy(() -> verify(first));
        assertThatNoException().isThrownBy(() -> verify(second));

        stage.jdbc
                .sql("update webhook set old_secret_until = :past")
                .param("past", stage.clock.instant().minusSeconds(1).atOffset(ZoneOffset.UTC))
                .update();
        stage.forgetting.forget(stage.clock);
        receiver.delivered.clear();
        stage.happens(stage.event("mailbox.suspect", UUID.randomUUID()));
        stage.send();
        assertThatNoException().isThrownBy(() -> verify(second));
        assertThatThrownBy(() -> verify(first)).isInstanceOf(WebhookVerificationException.class);
        assertThat(stage.webhook(saved.webhook()).secret().oldUntil()).isEmpty();
    }

    private void verify(Secret secret) throws Exception {
        Receiver.Delivered last = receiver.delivered.getLast();
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(last.headers());
        new com.standardwebhooks.Webhook(secret.<String>reveal(text -> text)).verify(last.body(), headers);
    }

    @Test
    void whatIsLeftOutOfAChangeStaysAndAStaleOneIsRefused() {
        Webhook before = made().webhook();
        var change = new Webhooks.Change(
                Optional.empty(),
                Optional.of(List.of("mailbox.restored", "mailbox.auth-lost", "mailbox.restored")),
                Optional.empty(),
                Optional.empty(),
                OptionalLong.of(before.version()));

        Webhook after = ((Webhooks.Saving.Saved) stage.webhooks.change(stage.owner, before.id(), change)).webhook();

        assertThat(after.url()).isEqualTo(before.url());
        assertThat(after.events()).containsExactly("mailbox.auth-lost", "mailbox.restored");
        assertThat(stage.webhooks.change(stage.owner, before.id(), change))
                .isEqualTo(new Webhooks.Saving.Stale(after.version()));
    }

    @Test
    void oneThatWasSwitchedOffGetsWhatWaitedWhenItIsOnAgain() {
        Webhook webhook = made().webhook();
        stage.happens(stage.event("mailbox.suspect", UUID.randomUUID()));
        enabled(webhook, false);
        stage.happens(stage.event("mailbox.removed", UUID.randomUUID()));
        stage.send();
        assertThat(receiver.types()).isEmpty();

        enabled(webhook, true);
        stage.send();
        assertThat(receiver.types()).containsExactly("mailbox.suspect");
    }

    private void enabled(Webhook webhook, boolean on) {
        var change = new Webhooks.Change(
                Optional.empty(), Optional.empty(), Optional.of(on), Optional.empty(), OptionalLong.empty());
        assertThat(stage.webhooks.change(stage.owner, webhook.id(), change)).isInstanceOf(Webhooks.Saving.Saved.class);
    }

    @Test
    void aRemovedOneIsToldNothingMore() {
        Webhook webhook = made().webhook();
        stage.happens(stage.event("mailbox.suspect", UUID.randomUUID()));

        assertThat(stage.webhooks.remove(stage.owner, webhook.id())).isTrue();
        assertThat(stage.webhooks.remove(stage.owner, webhook.id())).isFalse();
        stage.happens(stage.event("mailbox.suspect", UUID.randomUUID()));
        stage.send();

        assertThat(receiver.types()).isEmpty();
        assertThat(stage.audit.lines)
                .containsExactly("webhook.added olga@example.com", "webhook.removed olga@example.com");
    }

    @Test
    void aTestIsSentAtOnceAlsoWhenItIsOffAndNotRepeated() {
        Webhook webhook = made().webhook();
        enabled(webhook, false);
        receiver.answers = _ -> new Receiver.Answer(500, Map.of(), "x".repeat(5_000));

        Delivery tested = stage.deliveries.test(stage.owner, webhook.id()).orElseThrow();

        assertThat(tested.state()).isEqualTo(Delivery.State.FAILED);
        assertThat(tested.last().orElseThrow().status()).contains(500);
        assertThat(tested.last().orElseThrow().response()).hasSize(1_024);
        assertThat(receiver.types()).containsExactly("webhook.test");
        assertThat(stage.deliveries.test(stage.owner, UUID.randomUUID())).isEmpty();
        enabled(webhook, true);
        stage.clock.moveOn(Duration.ofDays(1));
        stage.send();
        assertThat(receiver.types()).hasSize(1);
    }
}
