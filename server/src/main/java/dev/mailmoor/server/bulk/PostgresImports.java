package dev.mailmoor.server.bulk;

import dev.mailmoor.server.bulk.ImportRun.State;
import dev.mailmoor.server.bulk.Imports.Place;
import dev.mailmoor.server.workspace.Access;
import dev.mailmoor.server.workspace.Actor;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The table {@code import_run}, as its doors see it. */
@Component
class PostgresImports {
    /** An upload that stops coming is given up; a draft that nobody starts is kept for an hour. */
    private static final Duration COMING = Duration.ofMinutes(10);

    private static final Duration DRAFT = Duration.ofHours(1);
    private static final int LONGEST_NAME = 200;
    private static final Place NEWEST = new Place(Instant.parse("9999-01-01T00:00:00Z"), new UUID(-1, -1));

    private final JdbcClient jdbc;
    private final ImportRows rows;
    private final Clock clock;

    PostgresImports(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.rows = new ImportRows(json);
        this.clock = clock;
    }

    record Beginning(String fileName, List<String> columns) {
        String shortName() {
            String plain = fileName.replaceAll("[\\p{Cntrl}]", " ").strip();
            return plain.length() > LONGEST_NAME ? plain.substring(0, LONGEST_NAME) : plain;
        }
    }

    void begin(Access access, UUID id, Beginning beginning) {
        Actor actor = access.actor();
        jdbc.sql("""
                        insert into import_run (workspace_id, import_id, file_name, state, columns, actor_kind, actor_id,
                            actor_name, created_at, leased_until)
                        values (:workspace, :import, :name, 'preparing', :columns, :kind, :actor, :actorName, :now, :until)
                        """)
                .param("workspace", access.workspace().value())
                .param("import", id)
                .param("name", beginning.shortName())
                .param(
                        "columns",
                        beginning.columns().stream()
                                .map(name -> name.replace('\0', ' '))
                                .toArray(String[]::new))
                .param("kind", actor instanceof Actor.Program ? "program" : "person")
                .param("actor", actorId(actor))
                .param("actorName", name(actor))
                .param("now", utc(clock.instant()))
                .param("until", utc(clock.instant().plus(COMING)))
                .update();
    }

    private static UUID actorId(Actor actor) {
        return switch (actor) {
            case Actor.Person person -> person.personId();
            case Actor.Program program -> program.apiKeyId();
            case Actor.LinkHolder _, Actor.Mailmoor _ -> new UUID(0, 0);
        };
    }

    private static String name(Actor actor) {
        return actor instanceof Actor.Program program ? program.name() : actor.label();
    }

    void stillComing(WorkspaceId workspace, UUID id) {
        keepUntil(workspace, id, clock.instant().plus(COMING));
    }

    private void keepUntil(WorkspaceId workspace, UUID id, Instant until) {
        one(jdbc.sql("""
                        update import_run set leased_until = :until
                        where workspace_id = :workspace and import_id = :import and state = 'preparing'
                        """), workspace, id).param("until", utc(until)).update();
    }

    void counted(WorkspaceId workspace, UUID id, int total) {
        one(jdbc.sql("""
                        update import_run set total = :total, leased_until = :until
                        where workspace_id = :workspace and import_id = :import
                        """), workspace, id)
                .param("total", total)
                .param("until", utc(clock.instant().plus(DRAFT)))
                .update();
    }

    /** False when it is no draft any more. */
    boolean start(WorkspaceId workspace, UUID id, ImportOptions options) {
        return one(jdbc.sql("""
                                update import_run set state = 'running', options = :options::jsonb, leased_until = :now,
                                    created_at = :now
                                where workspace_id = :workspace and import_id = :import and state = 'preparing' and total > 0
                                    and leased_until >= :now
                                """), workspace, id)
                        .param("options", rows.options(options))
                        .param("now", utc(clock.instant()))
                        .update()
                > 0;
    }

    /** Locks it, until the transaction ends. */
    Optional<ImportRun> lock(WorkspaceId workspace, UUID id) {
        return one(jdbc.sql("""
                        select * from import_run where workspace_id = :workspace and import_id = :import
                        for no key update
                        """), workspace, id)
                .query((row, _) -> rows.run(row))
                .optional();
    }

    Optional<ImportRun> find(WorkspaceId workspace, UUID id) {
        return one(
                        jdbc.sql("select * from import_run where workspace_id = :workspace and import_id = :import"),
                        workspace,
                        id)
                .query((row, _) -> rows.run(row))
                .optional();
    }

    List<ImportRun> list(WorkspaceId workspace, int limit, Optional<Place> before) {
        Place from = before.orElse(NEWEST);
        return jdbc.sql("""
                        select * from import_run
                        where workspace_id = :workspace and state <> 'preparing' and (created_at, import_id) < (:at, :id)
                        order by created_at desc, import_id desc limit :limit
                        """)
                .param("workspace", workspace.value())
                .param("at", utc(from.at()))
                .param("id", from.id())
                .param("limit", limit)
                .query((row, _) -> rows.run(row))
                .list();
    }

    /** Whoever works at it notices with the next thing it writes. */
    void become(ImportRun run, State state) {
        one(jdbc.sql("""
                        update import_run set state = :state, finished_at = case when :over then :now::timestamptz end,
                            per_second = null, leased_until = least(leased_until, :soon)
                        where workspace_id = :workspace and import_id = :import
                        """), run.workspace(), run.id())
                .param("state", state.word())
                .param("over", state.over())
                .param("now", utc(clock.instant()))
                .param("soon", utc(clock.instant().plus(Duration.ofSeconds(30))))
                .update();
    }

    /** Whoever works at it hears of it with the next thing it writes. */
    void pace(ImportRun run, double loginsPerSecond) {
        one(jdbc.sql("""
                        update import_run
                        set options = options || jsonb_build_object('loginsPerSecond', :loginsPerSecond::float8)
                        where workspace_id = :workspace and import_id = :import
                        """), run.workspace(), run.id())
                .param("loginsPerSecond", loginsPerSecond)
                .update();
    }

    /** Nobody is at work at it, or soon: it may be claimed. */
    void undo(ImportRun run) {
        one(jdbc.sql("""
                        update import_run set undo = 'running', leased_until = :now
                        where workspace_id = :workspace and import_id = :import
                        """), run.workspace(), run.id())
                .param("now", utc(clock.instant()))
                .update();
    }

    void forget(WorkspaceId workspace, UUID id) {
        one(jdbc.sql("delete from import_run where workspace_id = :workspace and import_id = :import"), workspace, id)
                .update();
    }

    /** Drafts that were left, and imports whose report is old. */
    List<ImportRun> outdated(Instant startedBefore, int limit) {
        return jdbc.sql("""
                        select * from import_run
                        where (state = 'preparing' and leased_until < :now)
                            or (state in ('done', 'cancelled') and finished_at < :old)
                        limit :limit
                        """)
                .param("now", utc(clock.instant()))
                .param("old", utc(startedBefore))
                .param("limit", limit)
                .query((row, _) -> rows.run(row))
                .list();
    }

    /** Locks it if it is outdated still. */
    boolean lockOutdated(ImportRun run, Instant startedBefore) {
        return one(jdbc.sql("""
                        select 1 from import_run
                        where workspace_id = :workspace and import_id = :import
                            and ((state = 'preparing' and leased_until < :now)
                                or (state in ('done', 'cancelled') and finished_at < :old))
                        for update
                        """), run.workspace(), run.id())
                .param("now", utc(clock.instant()))
                .param("old", utc(startedBefore))
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    static JdbcClient.StatementSpec one(JdbcClient.StatementSpec statement, WorkspaceId workspace, UUID id) {
        return statement.param("workspace", workspace.value()).param("import", id);
    }

    static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
