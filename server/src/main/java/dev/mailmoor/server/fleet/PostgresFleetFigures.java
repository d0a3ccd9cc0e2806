package dev.mailmoor.server.fleet;

import dev.mailmoor.server.mailbox.MailboxId;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
class PostgresFleetFigures implements FleetFigures {
    private final JdbcClient jdbc;
    private final Fleet fleet;

    PostgresFleetFigures(JdbcClient jdbc, Fleet fleet) {
        this.jdbc = jdbc;
        this.fleet = fleet;
    }

    @Override
    public List<OpenLoss> openLosses(WorkspaceId workspace, int limit) {
        return since(workspace, limit, """
                select l.mailbox_id, l.began_at from loss l
                join mailbox m on m.workspace_id = l.workspace_id and m.mailbox_id = l.mailbox_id
                where l.workspace_id = :workspace and l.ended_at is null and m.state = 'auth-lost'
                order by l.began_at, l.mailbox_id limit :limit
                """);
    }

    @Override
    public List<OpenLoss> unreached(WorkspaceId workspace, int limit) {
        // The mailboxes first, by their own index: of beliefs there are twice as many, and none is found by its state.
        return since(workspace, limit, """
                select m.mailbox_id, min(b.since) as began_at
                from (select workspace_id, mailbox_id from mailbox
                      where workspace_id = :workspace and mailbox_urgency(state) = mailbox_urgency('unreachable')
                      limit 1000) m
                join channel_belief b on b.workspace_id = m.workspace_id and b.mailbox_id = m.mailbox_id
                    and b.state = 'unreachable'
                group by m.mailbox_id order by 2, 1 limit :limit
                """);
    }

    private List<OpenLoss> since(WorkspaceId workspace, int limit, String sql) {
        record Row(MailboxId mailbox, Instant since) {}
        List<Row> rows = jdbc.sql(sql)
                .param("workspace", workspace.value())
                .param("limit", limit)
                .query((row, number) -> new Row(
                        new MailboxId(row.getObject(1, UUID.class)), instant(row.getObject(2, OffsetDateTime.class))))
                .list();
        return rows.stream()
                .flatMap(row ->
                        fleet.find(workspace, row.mailbox()).map(view -> new OpenLoss(view, row.since())).stream())
                .toList();
    }

    @Override
    public List<LossesOfDay> lossesByDay(WorkspaceId workspace, Instant from) {
        return jdbc.sql("""
                        select (began_at at time zone 'UTC')::date as day, cause, count(*) as losses from loss
                        where workspace_id = :workspace and began_at >= :from
                        group by 1, 2 order by 1, 2
                        """)
                .param("workspace", workspace.value())
                .param("from", from.atOffset(ZoneOffset.UTC))
                .query((row, number) -> new LossesOfDay(
                        row.getObject("day", LocalDate.class), row.getString("cause"), row.getLong("losses")))
                .list();
    }

    @Override
    public List<Trouble> troubles(WorkspaceId workspace, MailboxId mailbox, Instant from) {
        return jdbc.sql("""
                        select began_at, ended_at from loss
                        where workspace_id = :workspace and mailbox_id = :mailbox and (ended_at is null or ended_at >= :from)
                        order by began_at limit 1000
                        """)
                .param("workspace", workspace.value())
                .param("mailbox", mailbox.value())
                .param("from", from.atOffset(ZoneOffset.UTC))
                .query((row, number) -> new Trouble(
                        instant(row.getObject("began_at", OffsetDateTime.class)),
                        Optional.ofNullable(row.getObject("ended_at", OffsetDateTime.class))
                                .map(PostgresFleetFigures::instant)))
                .list();
    }

    private static Instant instant(OffsetDateTime time) {
        return time.toInstant();
    }
}
