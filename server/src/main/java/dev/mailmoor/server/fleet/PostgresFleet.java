package dev.mailmoor.server.fleet;

import dev.mailmoor.server.mailbox.Mailbox;
import dev.mailmoor.server.mailbox.MailboxId;
import dev.mailmoor.server.mailbox.MailboxRows;
import dev.mailmoor.server.mailbox.MailboxState;
import dev.mailmoor.server.monitor.Monitor;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
class PostgresFleet implements Fleet {
    /** Rows looked at along the order before gathering: some milliseconds, and enough for whatever one in 150 has. */
    private static final int WINDOW = 8_000;

    /** Rows that are looked at in less time than the index takes for the rest of an address. */
    private static final int FEW = 2_000;

    private final JdbcClient jdbc;
    private final Monitor monitor;
    private final FleetTallies tallies;

    PostgresFleet(JdbcClient jdbc, Monitor monitor, FleetTallies tallies) {
        this.jdbc = jdbc;
        this.monitor = monitor;
        this.tallies = tallies;
    }

    @Override
    public Optional<MailboxView> find(WorkspaceId workspace, MailboxId mailbox) {
        return views(workspace, List.of(mailbox)).stream().findFirst();
    }

    @Override
    public Page<MailboxView> list(WorkspaceId workspace, MailboxFilter filter, Order order, PageRequest request) {
        Optional<Place> place = request.cursor().map(cursor -> Place.parse(cursor, order));
        boolean large = tallies.of(workspace).total() >= FleetTallies.LARGE;
        FleetQuery query = new FleetQuery(workspace, filter, order, place, large);
        List<Hit> found = hits(query, request.limit() + 1);
        boolean more = found.size() > request.limit();
        List<Hit> inSight = more ? found.subList(0, request.limit()) : found;
        List<Hit> shown = query.backwards() ? inSight.reversed() : inSight;
        if (shown.isEmpty()) {
            return new Page<>(List.of(), Optional.empty(), Optional.empty());
        }
        boolean before = query.backwards() ? more : place.isPresent();
        boolean behind = query.backwards() || more;
        return new Page<>(
                views(
                        workspace,
                        shown.stream().map(hit -> new MailboxId(hit.id())).toList()),
                before ? cursor(Place.Way.BACK, order, shown.getFirst()) : Optional.empty(),
                behind ? cursor(Place.Way.ON, order, shown.getLast()) : Optional.empty());
    }

    private static Optional<String> cursor(Place.Way way, Order order, Hit hit) {
        return Optional.of(Place.of(way, order, hit).cursor());
    }

    /**
     * What many have is found within the window; what few have is gathered by its index. Neither needs the planner to guess
     * how often a piece of text occurs, or where.
     */
    private List<Hit> hits(FleetQuery query, int limit) {
        if (query.indexAnswersAll()) {
            return hits(query.straight(), query, limit);
        }
        return hitsByTellingPart(query, limit).orElseGet(() -> nearOrGathered(query, limit));
    }

    private List<Hit> nearOrGathered(FleetQuery query, int limit) {
        List<Hit> near = hits(query.window(), query, limit);
        return near.size() == limit || !beyondWindow(query) ? near : hits(query.gather(), query, limit);
    }

    /** Empty when there is no such part, or when too many have it. */
    private Optional<List<Hit>> hitsByTellingPart(FleetQuery query, int limit) {
        if (!query.hasTellingPart()) {
            return Optional.empty();
        }
        List<Optional<Hit>> rows = statement(query.gatherByTellingPart(), query)
                .param("limit", limit)
                .param("few", FEW)
                .query((row, number) -> row.getBoolean("many") ? Optional.<Hit>empty() : Optional.of(hit(row)))
                .list();
        return rows.stream().anyMatch(Optional::isEmpty)
                ? Optional.empty()
                : Optional.of(rows.stream().flatMap(Optional::stream).toList());
    }

    private List<Hit> hits(String sql, FleetQuery query, int limit) {
        return statement(sql, query)
                .param("limit", limit)
                .query((row, number) -> hit(row))
                .list();
    }

    private static Hit hit(ResultSet row) throws SQLException {
        return new Hit(row.getObject("mailbox_id", UUID.class), row.getInt("urgency"), row.getString("address"));
    }

    private boolean beyondWindow(FleetQuery query) {
        return query.goesBeyondAnyWindow()
                || statement(query.beyondWindow(), query).query(Boolean.class).single();
    }

    private JdbcClient.StatementSpec statement(String sql, FleetQuery query) {
        return jdbc.sql(sql).params(query.parameters()).param("window", WINDOW);
    }

    private List<MailboxView> views(WorkspaceId workspace, List<MailboxId> ids) {
        var beliefs = monitor.beliefs(workspace, ids);
        Map<MailboxId, MailboxView> views = mailboxes(workspace, ids).stream()
                .map(mailbox -> new MailboxView(mailbox, beliefs.getOrDefault(mailbox.id(), Map.of()), 0, 0))
                .collect(Collectors.toMap(view -> view.mailbox().id(), Function.identity()));
        return ids.stream().map(views::get).filter(Objects::nonNull).toList();
    }

    private List<Mailbox> mailboxes(WorkspaceId workspace, List<MailboxId> ids) {
        return jdbc.sql("select " + MailboxRows.COLUMNS + " from " + MailboxRows.TABLES
                        + " where m.workspace_id = :workspace and m.mailbox_id = any(:ids)")
                .param("workspace", workspace.value())
                .param("ids", ids.stream().map(MailboxId::value).toArray(UUID[]::new))
                .query((row, number) -> MailboxRows.map(row))
                .list();
    }

    @Override
    public Map<MailboxState, Long> counts(WorkspaceId workspace) {
        return tallies.of(workspace).withLost(lost(workspace));
    }

    @Override
    public long lost(WorkspaceId workspace) {
        return jdbc.sql("""
                        select count(*) from mailbox where workspace_id = :workspace and state = 'auth-lost'
                        """)
                .param("workspace", workspace.value())
                .query(Long.class)
                .single();
    }

    @Override
    public List<ProviderCount> providers(WorkspaceId workspace) {
        return tallies.of(workspace).providers();
    }
}
