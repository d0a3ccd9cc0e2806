package dev.mailmoor.server.notify;

import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.vault.Opening;
import dev.mailmoor.server.vault.SecretRef;
import dev.mailmoor.server.vault.Vault;
import dev.mailmoor.server.workspace.Members;
import dev.mailmoor.server.workspace.Members.Standing;
import dev.mailmoor.server.workspace.OneTimeToken;
import dev.mailmoor.server.workspace.WorkspaceId;
import dev.mailmoor.server.workspace.Workspaces;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The token is the workspace's and the person's id under a MAC, whose key only the vault can open: nothing is stored for it. */
@Component
class SignedUnsubscribing implements Unsubscribing {
    private static final String ALGORITHM = "HmacSHA256";
    private static final String PURPOSE = "unsubscribe";
    private static final int IDS = 32;
    private static final int MAC = 16;

    private final Vault vault;
    private final Members members;
    private final Workspaces workspaces;
    private final PostgresNoticeSettings settings;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Map<WorkspaceId, Secret> keys = new ConcurrentHashMap<>();

    SignedUnsubscribing(
            Vault vault,
            Members members,
            Workspaces workspaces,
            PostgresNoticeSettings settings,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            Clock clock) {
        this.vault = vault;
        this.members = members;
        this.workspaces = workspaces;
        this.settings = settings;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Empty when the address is no member's. */
    Optional<String> token(WorkspaceId workspace, String address) {
        return members.list(workspace).stream()
                .filter(member ->
                        member.standing() == Standing.JOINED && member.email().equals(address))
                .findFirst()
                .map(member -> token(workspace, member.id()));
    }

    private String token(WorkspaceId workspace, UUID person) {
        byte[] ids = ids(workspace.value(), person);
        byte[] token = Arrays.copyOf(ids, IDS + MAC);
        System.arraycopy(mac(workspace, ids), 0, token, IDS, MAC);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    @Override
    public Optional<Subscriber> find(String token) {
        return decoded(token).filter(bytes -> bytes.length == IDS + MAC).flatMap(bytes -> {
            ByteBuffer ids = ByteBuffer.wrap(bytes);
            WorkspaceId workspace = new WorkspaceId(new UUID(ids.getLong(), ids.getLong()));
            UUID person = new UUID(ids.getLong(), ids.getLong());
            // Before a key is made for a workspace that somebody thought up.
            Optional<String> name = workspaces.nameOf(workspace);
            return name.filter(_ -> MessageDigest.isEqual(
                            Arrays.copyOfRange(bytes, IDS, IDS + MAC), mac(workspace, Arrays.copyOf(bytes, IDS))))
                    .filter(_ -> members.list(workspace).stream()
                            .anyMatch(member -> member.id().equals(person)))
                    .map(known -> new Subscriber(workspace, known, person));
        });
    }

    private static Optional<byte[]> decoded(String token) {
        try {
            return Optional.of(Base64.getUrlDecoder().decode(token));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public void unsubscribe(Subscriber subscriber) {
        settings.optOut(subscriber.workspace(), subscriber.person(), clock.instant());
    }

    private static byte[] ids(UUID workspace, UUID person) {
        return ByteBuffer.allocate(IDS)
                .putLong(workspace.getMostSignificantBits())
                .putLong(workspace.getLeastSignificantBits())
                .putLong(person.getMostSignificantBits())
                .putLong(person.getLeastSignificantBits())
                .array();
    }

    private byte[] mac(WorkspaceId workspace, byte[] ids) {
        return keys.computeIfAbsent(workspace, this::key).open(key -> {
            try {
                Mac mac = Mac.getInstance(ALGORITHM);
                mac.init(new SecretKeySpec(key, ALGORITHM));
                return Arrays.copyOf(mac.doFinal(ids), MAC);
            } catch (GeneralSecurityException e) {
                throw new AssertionError("every JDK has " + ALGORITHM, e);
            }
        });
    }

    /** The lock of the workspace's row keeps two processes from making two keys. */
    private Secret key(WorkspaceId workspace) {
        SecretRef ref = new SecretRef(workspace, workspace.value(), PURPOSE, 1);
        return Objects.requireNonNull(transaction.execute(_ -> {
            jdbc.sql("select 1 from workspace where workspace_id = :workspace for update")
                    .param("workspace", workspace.value())
                    .query(Integer.class)
                    .optional();
            return vault.open(List.of(ref)).get(ref) instanceof Opening.Opened(Secret secret) ? secret : make(ref);
        }));
    }

    private Secret make(SecretRef ref) {
        Secret made = Secret.of(OneTimeToken.make());
        vault.seal(Map.of(ref, made));
        return made;
    }
}
