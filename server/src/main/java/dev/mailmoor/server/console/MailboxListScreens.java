package dev.mailmoor.server.console;

import dev.mailmoor.server.fleet.Fleet;
import dev.mailmoor.server.fleet.Fleet.PageRequest;
import dev.mailmoor.server.fleet.MailboxFilter;
import dev.mailmoor.server.fleet.MailboxView;
import dev.mailmoor.server.fleet.Order;
import dev.mailmoor.server.fleet.Page;
import dev.mailmoor.server.mailbox.MailboxState;
import dev.mailmoor.server.provider.Providers;
import dev.mailmoor.server.workspace.Needs;
import dev.mailmoor.server.workspace.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.util.UriComponentsBuilder;

@Controller
class MailboxListScreens {
    private static final String PATH = "/mailboxes";
    private static final int ROWS = 50;

    private final Fleet fleet;
    private final Providers providers;

    MailboxListScreens(Fleet fleet, Providers providers) {
        this.fleet = fleet;
        this.providers = providers;
    }

    @GetMapping(PATH)
    @Needs(Role.VIEWER)
    Answer list(Visit visit, Submitted query) {
        MailboxListPage.Filter filter = new MailboxListPage.Filter(
                query.text("q"),
                state(query.text("state")).map(MailboxState::word).orElse(""),
                query.text("provider"),
                query.text("tag"),
                query.text("owner"),
                order(query.text("order")).name().toLowerCase(Locale.ROOT));
        try {
            return page(visit, filter, given(query.text("cursor")));
        } catch (IllegalArgumentException e) {
            // A link to a place that never was: the list from its beginning is the better answer.
            return GoTo.path(link(filter, Optional.empty()));
        }
    }

    private Screen page(Visit visit, MailboxListPage.Filter filter, Optional<String> cursor) {
        Page<MailboxView> page = fleet.list(
                visit.workspace(),
                new MailboxFilter(
                        state(filter.state()),
                        given(filter.provider()),
                        given(filter.tag()),
                        given(filter.owner()),
                        given(filter.q())),
                order(filter.order()),
                new PageRequest(ROWS, cursor));
        Counts counts = new Counts(fleet.counts(visit.workspace()));
        return new MailboxListPage(
                visit.frame("Email", Section.EMAIL),
                "Channels · " + Numbers.count(counts.total(), "mailbox", "mailboxes"),
                counts.total() == 0 && page.items().isEmpty(),
                filter,
                chips(counts, filter),
                options(visit, filter),
                page.items().stream().map(view -> row(view, visit)).toList(),
                page.previousCursor().map(place -> link(filter, Optional.of(place))),
                page.nextCursor().map(place -> link(filter, Optional.of(place))));
    }

    private MailboxRow row(MailboxView view, Visit visit) {
        return MailboxRow.of(view, providers, visit.now());
    }

    private static List<MailboxListPage.Chip> chips(Counts counts, MailboxListPage.Filter filter) {
        List<MailboxListPage.Chip> chips = new ArrayList<>();
        chips.add(chip("All", counts.total(), "", filter));
        for (MailboxState state : MailboxState.values()) {
            boolean chosen = filter.state().equals(state.word());
            if (chosen || state == MailboxState.AUTH_LOST || counts.in(state) > 0) {
                chips.add(chip(Badge.of(state).text(), counts.in(state), state.word(), filter));
            }
        }
        return chips;
    }

    private static MailboxListPage.Chip chip(String text, long number, String state, MailboxListPage.Filter filter) {
        MailboxListPage.Filter with = new MailboxListPage.Filter(
                filter.q(), state, filter.provider(), filter.tag(), filter.owner(), filter.order());
        return new MailboxListPage.Chip(
                text,
                Numbers.grouped(number),
                link(with, Optional.empty()),
                filter.state().equals(state));
    }

    private List<MailboxListPage.Option> options(Visit visit, MailboxListPage.Filter filter) {
        return fleet.providers(visit.workspace()).stream()
                .map(one -> new MailboxListPage.Option(
                        one.provider(),
                        providers.byId(one.provider()).name() + " (" + Numbers.grouped(one.total()) + ")",
                        one.provider().equals(filter.provider())))
                .toList();
    }

    private static String link(MailboxListPage.Filter filter, Optional<String> cursor) {
        UriComponentsBuilder uri = UriComponentsBuilder.fromPath(PATH);
        add(uri, "q", filter.q());
        add(uri, "state", filter.state());
        add(uri, "provider", filter.provider());
        add(uri, "tag", filter.tag());
        add(uri, "owner", filter.owner());
        add(uri, "order", order(filter.order()) == Order.URGENCY ? "" : filter.order());
        add(uri, "cursor", cursor.orElse(""));
        return uri.encode().toUriString();
    }

    private static void add(UriComponentsBuilder uri, String name, String value) {
        if (!value.isEmpty()) {
            uri.queryParam(name, "{" + name + "}").uriVariables(java.util.Map.of(name, value));
        }
    }

    private static Optional<MailboxState> state(String word) {
        return Arrays.stream(MailboxState.values())
                .filter(state -> state.word().equals(word))
                .findFirst();
    }

    private static Order order(String word) {
        return Arrays.stream(Order.values())
                .filter(order -> order.name().equalsIgnoreCase(word))
                .findFirst()
                .orElse(Order.URGENCY);
    }

    private static Optional<String> given(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }
}
