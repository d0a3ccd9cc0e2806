package dev.mailmoor.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailmoor.protocol.Secret;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Standard Webhooks: the example of its specification, and the shape of secrets. */
class SignatureTest {
    private static final Secret SECRET = Secret.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    private static final Instant AT = Instant.ofEpochSecond(1614265330);
    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final String BODY = "{\"test\": 2432232314}";

    @Test
    void theSpecificationsExampleIsSignedAsItSays() {
        assertThat(Signature.headers(ID, AT, BODY, List.of(SECRET)))
                .containsEntry("webhook-id", ID)
                .containsEntry("webhook-timestamp", "1614265330")
                .containsEntry("webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void twoSecretsSignSideBySide() {
        String both = Signature.headers(ID, AT, BODY, List.of(SigningSecrets.make(), SECRET))
                .getOrDefault("webhook-signature", "");

        assertThat(both.split(" ", -1)).hasSize(2).allMatch(one -> one.startsWith("v1,"));
        assertThat(both).endsWith("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void whatWeMakeIsGoodAndNeverTheSame() {
        assertThat(SigningSecrets.fault(SigningSecrets.make())).isEmpty();
        assertThat(SigningSecrets.make()).isNotEqualTo(SigningSecrets.make());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "whsec_", "whsec_c2hvcnQ=", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_%%%%", "secret"})
    void whatIsNoSecretIsRefused(String text) {
        assertThat(SigningSecrets.fault(Secret.of(text))).isPresent();
    }
}
