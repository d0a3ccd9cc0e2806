package dev.mailmoor.server.api;

import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.vault.Opening;
import dev.mailmoor.server.vault.SecretRef;
import dev.mailmoor.server.vault.Vault;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tells whether two requests are the same without keeping either. A request may hold a password, and a plain hash of it in
 * the database could be guessed at: so it is a MAC, under a key of the workspace that only the vault can open.
 */
@Component
class RequestMac {
    private static final String ALGORITHM = "HmacSHA256";
    private static final String PURPOSE = "idempotency";
    private static final int KEY_BYTES = 32;

    private final Vault vault;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Map<WorkspaceId, Secret> keys = new ConcurrentHashMap<>();

    RequestMac(Vault vault, JdbcClient jdbc, TransactionTemplate transaction) {
        this.vault = vault;
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    byte[] of(WorkspaceId workspace, byte[] request) {
        return keys.computeIfAbsent(workspace, this::key).open(key -> {
            try {
                Mac mac = Mac.getInstance(ALGORITHM);
                mac.init(new SecretKeySpec(key, ALGORITHM));
                return mac.doFinal(request);
            } catch (GeneralSecurityException e) {
                throw new AssertionError("every JDK has " + ALGORITHM, e);
            }
        });
    }

    /** The lock of the workspace's row keeps two processes from making two keys. */
    private Secret key(WorkspaceId workspace) {
        SecretRef ref = new SecretRef(workspace, workspace.value(), PURPOSE, 1);
        return java.util.Objects.requireNonNull(transaction.execute(_ -> {
            jdbc.sql("select 1 from workspace where workspace_id = :workspace for update")
                    .param("workspace", workspace.value())
                    .query(Integer.class)
                    .optional();
            return vault.open(List.of(ref)).get(ref) instanceof Opening.Opened(Secret secret) ? secret : make(ref);
        }));
    }

    private Secret make(SecretRef ref) {
        byte[] bits = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(bits);
        Secret made = Secret.ofUtf8(bits);
        vault.seal(Map.of(ref, made));
        return made;
    }
}
