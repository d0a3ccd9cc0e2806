package dev.mailmoor.server.webhook;

import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.vault.Opening;
import dev.mailmoor.server.vault.SecretRef;
import dev.mailmoor.server.vault.Vault;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The secrets that sign: {@code whsec_} and 24 to 64 bytes in Base64, as Standard Webhooks has it. */
@Component
class SigningSecrets {
    static final String PREFIX = "whsec_";
    private static final String PURPOSE = "webhook";
    private static final int FEWEST = 24;
    private static final int MOST = 64;
    private static final int OURS = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Vault vault;

    SigningSecrets(Vault vault) {
        this.vault = vault;
    }

    static Secret make() {
        byte[] bytes = new byte[OURS];
        RANDOM.nextBytes(bytes);
        try {
            return Secret.of(PREFIX + Base64.getEncoder().encodeToString(bytes));
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /** What is wrong with one that a caller brought. */
    static Optional<String> fault(Secret secret) {
        boolean good = secret.reveal(SigningSecrets::isGood);
        return good
                ? Optional.empty()
                : Optional.of("A secret is %s and %d to %d bytes in Base64.".formatted(PREFIX, FEWEST, MOST));
    }

    private static boolean isGood(String text) {
        try {
            int length = key(text).length;
            return text.startsWith(PREFIX) && length >= FEWEST && length <= MOST;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** The bytes that sign. */
    static byte[] key(String text) {
        return Base64.getDecoder().decode(text.substring(Math.min(text.length(), PREFIX.length())));
    }

    void keep(WorkspaceId workspace, UUID webhook, long version, Secret secret) {
        vault.seal(Map.of(ref(workspace, webhook, version), secret));
    }

    void forget(WorkspaceId workspace, UUID webhook) {
        vault.forget(workspace, webhook);
    }

    void forgetVersion(WorkspaceId workspace, UUID webhook, long version) {
        vault.forgetVersion(workspace, webhook, version);
    }

    /** For each claim the secrets that sign it, the newest first; none when they cannot be opened. */
    Map<Claim, List<Secret>> of(List<Claim> claims) {
        Map<SecretRef, Opening> openings = vault.open(claims.stream()
                .flatMap(claim -> refs(claim).stream())
                .distinct()
                .toList());
        Map<Claim, List<Secret>> all = new HashMap<>();
        for (Claim claim : claims) {
            all.put(
                    claim,
                    refs(claim).stream()
                            .flatMap(ref -> opened(openings.get(ref)))
                            .toList());
        }
        return all;
    }

    private static java.util.stream.Stream<Secret> opened(@org.jspecify.annotations.Nullable Opening opening) {
        return opening instanceof Opening.Opened(Secret secret)
                ? java.util.stream.Stream.of(secret)
                : java.util.stream.Stream.empty();
    }

    private static List<SecretRef> refs(Claim claim) {
        return claim.secretVersions().stream()
                .map(version -> ref(claim.key().workspace(), claim.key().webhook(), version))
                .toList();
    }

    private static SecretRef ref(WorkspaceId workspace, UUID webhook, long version) {
        return new SecretRef(workspace, webhook, PURPOSE, version);
    }
}
