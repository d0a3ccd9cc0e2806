package dev.mailmoor.server.fleet;

import dev.mailmoor.server.workspace.WorkspaceId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The SQL of one page. Conditions come in two kinds: those that an index answers in the list's own order, and the rest,
 * for which {@link PostgresFleet} looks a short way along the order before it gathers.
 */
final class FleetQuery {
    private static final String COLUMNS = "mailbox_id, mailbox_urgency(state) as urgency, address";

    /** What a window hands on is named, or PostgreSQL does not see that it is in order already and sorts all of it. */
    private static final String IN_WINDOW =
            "mailbox.*, mailbox_urgency(state) as urgency, address collate \"C\" as place";

    private static final String TELLING = "telling";
    private static final char AFTER_ALL = '\uffff';

    private final Order order;
    private final Optional<Place> place;
    private final List<String> ordered = new ArrayList<>();
    private final List<String> rest = new ArrayList<>();
    private final Map<String, Object> parameters = new HashMap<>();
    private final boolean large;

    /** @param large the fleet is too large for one or two letters to be looked for anywhere */
    FleetQuery(WorkspaceId workspace, MailboxFilter filter, Order order, Optional<Place> place, boolean large) {
        this.order = order;
        this.large = large;
        this.place = place;
        ordered.add("workspace_id = :workspace");
        parameters.put("workspace", workspace.value());
        List<String> byState = order == Order.NEWEST ? rest : ordered;
        filter.state()
                .ifPresent(state ->
                        add(byState, "mailbox_urgency(state) = mailbox_urgency(:state)", "state", state.word()));
        filter.provider().ifPresent(provider -> add(ordered, "provider = :provider", "provider", provider));
        filter.owner().ifPresent(owner -> add(rest, "owner = :owner and owner <> ''", "owner", owner));
        filter.tag().ifPresent(tag -> add(rest, "tags @> :tags::text[]", "tags", new String[] {tag}));
        filter.q().flatMap(SearchText::of).ifPresent(this::search);
    }

    private void search(SearchText text) {
        if (text.isShort() && large) {
            String from = text.text().toLowerCase(java.util.Locale.ROOT);
            List<String> kind = order == Order.ADDRESS ? ordered : rest;
            add(kind, "address collate \"C\" >= :from", "from", from);
            add(kind, "address collate \"C\" < :to", "to", from + AFTER_ALL);
        } else {
            add(rest, "search_text like mailbox_fold(:text)", "text", text.anywhere());
            text.telling().ifPresent(part -> parameters.put(TELLING, part));
        }
    }

    private void add(List<String> kind, String condition, String name, Object value) {
        kind.add(condition);
        parameters.put(name, value);
    }

    Map<String, Object> parameters() {
        return parameters;
    }

    boolean indexAnswersAll() {
        return rest.isEmpty();
    }

    /** An address is looked for: it may be quicker to go by a part of it. */
    boolean hasTellingPart() {
        return parameters.containsKey(TELLING);
    }

    boolean backwards() {
        return place.isPresent() && place.get().way() == Place.Way.BACK;
    }

    /** Straight along an index. */
    String straight() {
        return "select " + COLUMNS + " from mailbox where " + all(ordered) + behind() + orderBy() + " limit :limit";
    }

    /** Only as far along the index as {@code :window} rows, whatever is found there. */
    String window() {
        return "select mailbox_id, urgency, address from (select " + IN_WINDOW + " from mailbox where " + all(ordered)
                + behind() + orderBy() + " limit :window) seen where " + all(rest) + windowOrder() + " limit :limit";
    }

    /** The whole of a large fleet does, unasked. */
    boolean goesBeyondAnyWindow() {
        return large && ordered.size() == 1 && place.isEmpty();
    }

    /** Whether there is anything beyond the window. */
    String beyondWindow() {
        return "select exists (select from mailbox where " + all(ordered) + behind() + orderBy()
                + " offset :window limit 1)";
    }

    /**
     * All that match, by whatever index finds them, then the page of them. What is cut off from the order by {@code offset}
     * cannot be looked for along it, and is not stored on the way either.
     */
    String gather() {
        return "select " + COLUMNS + " from (select mailbox_id, state, address from mailbox where " + all(ordered)
                + " and " + all(rest) + " offset 0) found where true" + behind() + orderBy() + " limit :limit";
    }

    /** As {@link #gather}, looking only at those that have the telling part; one row that says {@code many} when they are. */
    String gatherByTellingPart() {
        return "with near as materialized (select * from mailbox where workspace_id = :workspace"
                + " and search_text like mailbox_fold(:" + TELLING + ") limit :few + 1),"
                + " many as (select count(*) > :few as many from near)"
                + " select many, " + COLUMNS + " from many left join near on not many and " + all(ordered) + " and "
                + all(rest) + behind() + " where many or mailbox_id is not null" + orderBy() + " limit :limit";
    }

    private static String all(List<String> conditions) {
        return String.join(" and ", conditions);
    }

    private String behind() {
        if (place.isEmpty()) {
            return "";
        }
        Place from = place.get();
        String compare = backwards() == (order == Order.NEWEST) ? ">" : "<";
        return switch (order) {
            case ADDRESS -> {
                parameters.put("key", from.key());
                yield " and address collate \"C\" " + compare + " :key";
            }
            case URGENCY -> {
                parameters.put("key", from.key());
                parameters.put("urgency", from.urgency());
                yield " and (mailbox_urgency(state), address collate \"C\") " + compare + " (:urgency::int, :key)";
            }
            case NEWEST -> {
                parameters.put("key", UUID.fromString(from.key()));
                yield " and mailbox_id " + compare + " :key";
            }
        };
    }

    private String orderBy() {
        String way = way();
        return " order by "
                + switch (order) {
                    case ADDRESS -> "address collate \"C\"" + way;
                    case URGENCY -> "mailbox_urgency(state)" + way + ", address collate \"C\"" + way;
                    case NEWEST -> "mailbox_id" + way;
                };
    }

    private String windowOrder() {
        String way = way();
        return " order by "
                + switch (order) {
                    case ADDRESS -> "place" + way;
                    case URGENCY -> "urgency" + way + ", place" + way;
                    case NEWEST -> "mailbox_id" + way;
                };
    }

    private String way() {
        return backwards() != (order == Order.NEWEST) ? " desc" : "";
    }
}
