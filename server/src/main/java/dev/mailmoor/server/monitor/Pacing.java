package dev.mailmoor.server.monitor;

import dev.mailmoor.server.monitor.PostgresDueChannels.Postponed;
import dev.mailmoor.server.signin.LoginBudget;
import dev.mailmoor.server.signin.LoginBudget.Reservation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Fits claimed channels into the login budgets of their servers. What a server has room for in the next moments starts
 * then; the rest queues behind, spaced as the budget allows, so that it is not claimed in vain again and again. Suspicions
 * and new credentials book ahead of routine, which never books further than those moments.
 */
@Component
class Pacing {
    private static final Duration ROUTINE = Duration.ofSeconds(2);
    private static final Duration URGENT = Duration.ofSeconds(5);

    private final LoginBudget budget;
    private final CheckFigures figures;
    private final Paces paces;
    private final Clock clock;
    private final Map<String, Instant> queueEnds = new ConcurrentHashMap<>();

    Pacing(LoginBudget budget, CheckFigures figures, Paces paces, Clock clock) {
        this.budget = budget;
        this.figures = figures;
        this.paces = paces;
        this.clock = clock;
    }

    record Start(DueChannel channel, Instant at) {}

    record Plan(List<Start> starts, List<Postponed> postponed) {}

    Plan plan(List<DueChannel> claimed) {
        Plan plan = new Plan(new ArrayList<>(), new ArrayList<>());
        Map<Boolean, List<DueChannel>> byUrgency =
                claimed.stream().collect(Collectors.partitioningBy(DueChannel::urgent));
        fit(byUrgency.getOrDefault(true, List.of()), URGENT, plan);
        fit(byUrgency.getOrDefault(false, List.of()), ROUTINE, plan);
        return plan;
    }

    private void fit(List<DueChannel> channels, Duration horizon, Plan plan) {
        if (channels.isEmpty()) {
            return;
        }
        Map<String, List<DueChannel>> byServer =
                channels.stream().collect(Collectors.groupingBy(DueChannel::serverKey));
        Map<String, Integer> wanted = byServer.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().size()));
        Instant now = clock.instant();
        budget.reserve(wanted, horizon).forEach((server, reservation) -> {
            List<DueChannel> waiting = byServer.getOrDefault(server, List.of());
            int granted = Math.min(reservation.granted(), waiting.size());
            for (int i = 0; i < granted; i++) {
                plan.starts().add(new Start(waiting.get(i), reservation.start(i)));
            }
            queue(waiting.subList(granted, waiting.size()), reservation, now.plus(horizon), plan);
        });
    }

    /**
     * When each of many channels that came in together, untried, is first looked at: one after the other at its server's
     * pace, in a queue of their own. Due all at once, each would be claimed, postponed and claimed again, and suspicions
     * would queue behind them.
     */
    List<Instant> oneAfterTheOther(List<Server> servers) {
        Instant now = clock.instant();
        Map<String, Duration> spacings = new HashMap<>();
        return servers.stream()
                .map(Server::key)
                .map(server -> queueEnds.merge(
                        server + "?",
                        now,
                        (end, earliest) -> end.isBefore(earliest)
                                ? earliest
                                : end.plus(spacings.computeIfAbsent(server, this::usualSpacing))))
                .toList();
    }

    private Duration usualSpacing(String server) {
        return Duration.ofNanos((long) (1e9 / budget.usualPerSecond(server))).multipliedBy(figures.processes());
    }

    /** Each process queues its own share, so they queue at their part of the pace. */
    private void queue(List<DueChannel> waiting, Reservation reservation, Instant from, Plan plan) {
        Duration spacing = reservation.spacing().multipliedBy(figures.processes());
        for (DueChannel channel : waiting) {
            Instant until = queueEnds.merge(
                    channel.serverKey() + (channel.urgent() ? "!" : ""),
                    from,
                    (end, earliest) -> end.isBefore(earliest) ? earliest : end.plus(spacing));
            plan.postponed().add(new Postponed(channel, until));
            if (!channel.urgent()) {
                noteStretch(channel, until);
            }
        }
    }

    private void noteStretch(DueChannel channel, Instant until) {
        Duration interval = paces.of(channel.target().settings().protocol()).interval();
        channel.checkedAt()
                .map(last -> Duration.between(last, until))
                .filter(stretched ->
                        stretched.compareTo(interval.multipliedBy(5).dividedBy(4)) > 0)
                .ifPresent(stretched -> figures.stretched(new Server(channel.serverKey(), channel.place()), stretched));
    }

    /** Forgets queues that have gone. */
    void tidy() {
        Instant now = clock.instant();
        queueEnds.values().removeIf(end -> end.isBefore(now));
    }
}
