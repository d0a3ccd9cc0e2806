package dev.mailmoor.server.vault;

import dev.mailmoor.server.workspace.WorkspaceId;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Seals every secret anew under a new key. Each step is a transaction of its own and looks at what is there, so that an
 * interrupted rotation is finished by the next one; the service may run meanwhile.
 */
public final class KeyRotation {
    private static final int BATCH = 500;

    private final JdbcClient sql;
    private final PostgresKeyset keyset;
    private final TransactionTemplate transactions;

    KeyRotation(JdbcClient sql, PostgresKeyset keyset, TransactionTemplate transactions) {
        this.sql = sql;
        this.keyset = keyset;
        this.transactions = transactions;
    }

    /**
     * What came of it.
     *
     * @param resealed secrets that were sealed anew in this run
     * @param unopened secrets that do not open and were left as they are; the old keys stay while there are any
     */
    public record Result(long resealed, long unopened) {}

    /** @param progress gets the number of secrets sealed anew so far */
    public Result rotate(LongConsumer progress) {
        Keyset keys = begin();
        Cursor cursor = Cursor.START;
        long resealed = 0;
        long unopened = 0;
        while (true) {
            Batch batch = reseal(keys, cursor);
            resealed += batch.resealed;
            unopened += batch.unopened;
            progress.accept(resealed);
            if (batch.last.equals(cursor)) {
                break;
            }
            cursor = batch.last;
        }
        finish();
        return new Result(resealed, unopened);
    }

    /** An interrupted rotation left old keys behind: it is continued, not begun again. */
    private Keyset begin() {
        return inTransaction(() -> {
            Keyset keys = keyset.heldAlone();
            if (keys.hasOldKeys()) {
                return keys;
            }
            Keyset next = keys.withNewPrimary();
            keyset.replace(next);
            return next;
        });
    }

    private Batch reseal(Keyset keys, Cursor after) {
        return inTransaction(() -> {
            List<Row> rows = rows(keys.primaryId(), after);
            long resealed = 0;
            for (Row row : rows) {
                resealed += reseal(keys, row) ? 1 : 0;
            }
            Cursor last = rows.isEmpty() ? after : Cursor.at(rows.getLast().ref);
            return new Batch(resealed, rows.size() - resealed, last);
        });
    }

    private boolean reseal(Keyset keys, Row row) throws GeneralSecurityException {
        byte[] name = AssociatedData.of(row.ref);
        byte[] secret;
        try {
            secret = keys.aead().decrypt(row.sealed, name);
        } catch (GeneralSecurityException tampered) {
            return false;
        }
        sql.sql("""
                update sealed_secret set key_id = ?, sealed = ?
                 where workspace_id = ? and subject_id = ? and purpose = ? and version = ?
                """)
                .params(keys.primaryId(), keys.aead().encrypt(secret, name))
                .params(row.ref.workspace().value(), row.ref.subject(), row.ref.purpose(), row.ref.version())
                .update();
        java.util.Arrays.fill(secret, (byte) 0);
        return true;
    }

    private List<Row> rows(int primary, Cursor after) {
        return sql.sql("""
                select workspace_id, subject_id, purpose, version, sealed from sealed_secret
                 where key_id <> ? and (workspace_id, subject_id, purpose, version) > (?, ?, ?, ?)
                 order by workspace_id, subject_id, purpose, version
                 limit ? for update
                """)
                .params(primary, after.workspace, after.subject, after.purpose, after.version, BATCH)
                .query((row, number) -> new Row(
                        new SecretRef(
                                new WorkspaceId(row.getObject(1, UUID.class)),
                                row.getObject(2, UUID.class),
                                row.getString(3),
                                row.getLong(4)),
                        row.getBytes(5)))
                .list();
    }

    /** Whoever seals holds the keyset until its transaction ends, so none of the old keys is in use any more. */
    private void finish() {
        inTransaction(() -> {
            Keyset keys = keyset.heldAlone();
            boolean oldKeyInUse = sql.sql("select exists (select from sealed_secret where key_id <> ?)")
                    .param(keys.primaryId())
                    .query(Boolean.class)
                    .single();
            if (!oldKeyInUse && keys.hasOldKeys()) {
                keyset.replace(keys.withoutOldKeys());
            }
            return keys;
        });
    }

    private <T> T inTransaction(Step<T> step) {
        return java.util.Objects.requireNonNull(transactions.execute(status -> {
            try {
                return step.run();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("a secret could not be sealed anew", e);
            }
        }));
    }

    private interface Step<T> {
        T run() throws GeneralSecurityException;
    }

    private record Row(SecretRef ref, byte[] sealed) {}

    private record Batch(long resealed, long unopened, Cursor last) {}

    private record Cursor(UUID workspace, UUID subject, String purpose, long version) {
        static final Cursor START = new Cursor(new UUID(0, 0), new UUID(0, 0), "", 0);

        static Cursor at(SecretRef ref) {
            return new Cursor(ref.workspace().value(), ref.subject(), ref.purpose(), ref.version());
        }
    }
}
