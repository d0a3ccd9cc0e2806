package dev.mailmoor.server.vault;

import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/** Secrets sealed by Tink, one row each. */
class PostgresVault implements Vault {
    private final JdbcClient sql;
    private final PostgresKeyset keyset;

    PostgresVault(JdbcClient sql, PostgresKeyset keyset) {
        this.sql = sql;
        this.keyset = keyset;
    }

    @Override
    @Transactional
    public void seal(Map<SecretRef, Secret> secrets) {
        if (secrets.isEmpty()) {
            return;
        }
        Keyset keys = keyset.heldShared();
        List<SecretRef> refs = new ArrayList<>();
        List<byte[]> sealed = new ArrayList<>();
        secrets.forEach((ref, secret) -> {
            refs.add(ref);
            sealed.add(secret.open(bytes -> seal(keys, ref, bytes)));
        });
        sql.sql("""
                insert into sealed_secret (workspace_id, subject_id, purpose, version, key_id, sealed)
                select workspace_id, subject_id, purpose, version, ?, sealed
                  from unnest(?::uuid[], ?::uuid[], ?::text[], ?::bigint[], ?::bytea[])
                    as given (workspace_id, subject_id, purpose, version, sealed)
                on conflict (workspace_id, subject_id, purpose, version)
                do update set key_id = excluded.key_id, sealed = excluded.sealed
                """)
                .param(keys.primaryId())
                .params(Columns.of(refs))
                .param(sealed.toArray(byte[][]::new))
                .update();
    }

    private static byte[] seal(Keyset keys, SecretRef ref, byte[] secret) {
        try {
            return keys.aead().encrypt(secret, AssociatedData.of(ref));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a secret could not be sealed", e);
        }
    }

    @Override
    public Map<SecretRef, Opening> open(Collection<SecretRef> refs) {
        Map<SecretRef, Opening> openings = new HashMap<>();
        refs.forEach(ref -> openings.put(ref, new Opening.Missing()));
        for (Row row : rows(refs)) {
            openings.put(row.ref, opened(row));
        }
        return openings;
    }

    private Opening opened(Row row) {
        Keyset keys = keyset.current();
        if (row.sealed.length > 5 && !keys.holds(Keyset.keyIdOf(row.sealed))) {
            keys = keyset.reread();
        }
        try {
            return new Opening.Opened(Secret.ofUtf8(keys.aead().decrypt(row.sealed, AssociatedData.of(row.ref))));
        } catch (GeneralSecurityException e) {
            return new Opening.Tampered();
        }
    }

    private List<Row> rows(Collection<SecretRef> refs) {
        return sql.sql("""
                select s.workspace_id, s.subject_id, s.purpose, s.version, s.sealed
                  from unnest(?::uuid[], ?::uuid[], ?::text[], ?::bigint[])
                    as wanted (workspace_id, subject_id, purpose, version)
                  join sealed_secret s using (workspace_id, subject_id, purpose, version)
                """)
                .params(Columns.of(refs))
                .query((row, number) -> new Row(
                        new SecretRef(
                                new WorkspaceId(row.getObject(1, UUID.class)),
                                row.getObject(2, UUID.class),
                                row.getString(3),
                                row.getLong(4)),
                        row.getBytes(5)))
                .list();
    }

    @Override
    public void forget(WorkspaceId workspace, UUID subject) {
        sql.sql("delete from sealed_secret where workspace_id = ? and subject_id = ?")
                .params(workspace.value(), subject)
                .update();
    }

    @Override
    public void forgetVersion(WorkspaceId workspace, UUID subject, long version) {
        sql.sql("delete from sealed_secret where workspace_id = ? and subject_id = ? and version = ?")
                .params(workspace.value(), subject, version)
                .update();
    }

    private record Row(SecretRef ref, byte[] sealed) {}

    /** The four parts of many names, as arrays side by side. */
    private static final class Columns {
        private Columns() {}

        static List<Object> of(Collection<SecretRef> refs) {
            List<Object> columns = new ArrayList<>();
            columns.add(refs.stream().map(ref -> ref.workspace().value()).toArray(UUID[]::new));
            columns.add(refs.stream().map(SecretRef::subject).toArray(UUID[]::new));
            columns.add(refs.stream().map(SecretRef::purpose).toArray(String[]::new));
            columns.add(refs.stream().map(SecretRef::version).toArray(Long[]::new));
            return columns;
        }
    }
}
