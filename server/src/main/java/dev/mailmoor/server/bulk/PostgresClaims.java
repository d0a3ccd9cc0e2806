package dev.mailmoor.server.bulk;

import static dev.mailmoor.server.bulk.PostgresImports.one;
import static dev.mailmoor.server.bulk.PostgresImports.utc;

import dev.mailmoor.server.bulk.ImportRun.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * The table {@code import_run}, as who works at it sees it. A claim is a lease that is renewed with what is written; its
 * number fences a process that lost it.
 */
@Component
class PostgresClaims {
    private static final Duration LEASE = Duration.ofSeconds(10);

    private final JdbcClient jdbc;
    private final ImportRows rows;
    private final Clock clock;

    PostgresClaims(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.rows = new ImportRows(json);
        this.clock = clock;
    }

    /** An import that this process works at. */
    record Claim(ImportRun run, long number) {}

    /** What a batch of rows adds to the counts; the rate replaces the one before. */
    record Progress(int created, int updated, int unchanged, int failed, double perSecond) {
        static final Progress NONE = new Progress(0, 0, 0, 0, 0);

        static Progress of(List<RowOutcome> outcomes, double perSecond) {
            return new Progress(
                    count(outcomes, RowOutcome.Kind.CREATED),
                    count(outcomes, RowOutcome.Kind.UPDATED),
                    count(outcomes, RowOutcome.Kind.UNCHANGED),
                    count(outcomes, RowOutcome.Kind.FAILED),
                    perSecond);
        }

        private static int count(List<RowOutcome> outcomes, RowOutcome.Kind kind) {
            return (int) outcomes.stream().filter(one -> one.kind() == kind).count();
        }
    }

    Optional<Claim> next() {
        return jdbc.sql("""
                        update import_run r set claim = r.claim + 1, leased_until = :until
                        from (select workspace_id, import_id from import_run
                            where leased_until <= :now and (state = 'running' or undo = 'running')
                            order by leased_until limit 1 for no key update skip locked) n
                        where r.workspace_id = n.workspace_id and r.import_id = n.import_id
                        returning r.*
                        """)
                .param("now", utc(clock.instant()))
                .param("until", utc(clock.instant().plus(LEASE)))
                .query(this::claim)
                .optional();
    }

    private Claim claim(ResultSet row, int number) throws SQLException {
        return new Claim(rows.run(row), row.getLong("claim"));
    }

    /** What people want of an import by now. */
    record Held(State state, double loginsPerSecond) {}

    /** Renews the lease and counts; empty when the claim was lost: then write nothing. */
    Optional<Held> hold(Claim claim, Progress progress) {
        return one(jdbc.sql("""
                        update import_run set leased_until = :until, created = created + :created,
                            updated = updated + :updated, unchanged = unchanged + :unchanged, failed = failed + :failed,
                            per_second = nullif(:perSecond::float8, 0)
                        where workspace_id = :workspace and import_id = :import and claim = :claim
                        returning state, coalesce((options ->> 'loginsPerSecond')::float8, 0)
                        """), claim.run().workspace(), claim.run().id())
                .param("claim", claim.number())
                .param("until", utc(clock.instant().plus(LEASE)))
                .param("created", progress.created())
                .param("updated", progress.updated())
                .param("unchanged", progress.unchanged())
                .param("failed", progress.failed())
                .param("perSecond", progress.perSecond())
                .query((row, _) -> new Held(State.valueOf(row.getString(1).toUpperCase(Locale.ROOT)), row.getDouble(2)))
                .optional();
    }

    /** From {@code running}; false when it is not that any more, or not ours. */
    boolean become(Claim claim, State state) {
        return one(jdbc.sql("""
                                update import_run set state = :state, per_second = null,
                                    finished_at = case when :over then :now::timestamptz end
                                where workspace_id = :workspace and import_id = :import and claim = :claim
                                    and state = 'running'
                                """), claim.run().workspace(), claim.run().id())
                        .param("claim", claim.number())
                        .param("state", state.word())
                        .param("over", state.over())
                        .param("now", utc(clock.instant()))
                        .update()
                > 0;
    }

    /** Others may have it at once. */
    void release(Claim claim) {
        one(jdbc.sql("""
                        update import_run set leased_until = :now
                        where workspace_id = :workspace and import_id = :import and claim = :claim
                        """), claim.run().workspace(), claim.run().id())
                .param("claim", claim.number())
                .param("now", utc(clock.instant()))
                .update();
    }

    /** False when the claim was lost. */
    boolean undone(Claim claim, UndoProgress progress) {
        return one(jdbc.sql("""
                                update import_run set leased_until = :until, restored = restored + :restored,
                                    removed = removed + :removed, kept = kept + :kept,
                                    undo = case when :over then 'done' else undo end
                                where workspace_id = :workspace and import_id = :import and claim = :claim
                                """), claim.run().workspace(), claim.run().id())
                        .param("claim", claim.number())
                        .param("until", utc(clock.instant().plus(LEASE)))
                        .param("restored", progress.restored())
                        .param("removed", progress.removed())
                        .param("kept", progress.kept())
                        .param("over", progress.over())
                        .update()
                > 0;
    }

    record UndoProgress(int restored, int removed, int kept, boolean over) {}
}
