package dev.mailmoor.server.webhook;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookSigningException;
import dev.mailmoor.protocol.Secret;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The three headers of Standard Webhooks; with two secrets both signatures stand in the third, divided by a blank. */
final class Signature {
    private Signature() {}

    static Map<String, String> headers(String id, Instant at, String body, List<Secret> secrets) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(Webhook.UNBRANDED_MSG_ID_KEY, id);
        headers.put(Webhook.UNBRANDED_MSG_TIMESTAMP_KEY, Long.toString(at.getEpochSecond()));
        headers.put(
                Webhook.UNBRANDED_MSG_SIGNATURE_KEY,
                secrets.stream()
                        .map(secret -> secret.<String>reveal(text -> sign(text, id, at, body)))
                        .collect(Collectors.joining(" ")));
        return headers;
    }

    private static String sign(String secret, String id, Instant at, String body) {
        byte[] key = SigningSecrets.key(secret);
        try {
            return new Webhook(key).sign(id, at.getEpochSecond(), body);
        } catch (EmptyWebhookSecretException | WebhookSigningException e) {
            throw new IllegalStateException("the JDK has no HMAC-SHA256", e);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }
}
