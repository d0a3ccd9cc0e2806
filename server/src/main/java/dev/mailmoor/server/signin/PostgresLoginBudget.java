package dev.mailmoor.server.signin;

import dev.mailmoor.protocol.Endpoint;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Keeps for each server when its next login is free (the generic cell rate algorithm without a burst). One statement
 * serves any number of servers; it locks them in the order of their keys.
 */
@Component
class PostgresLoginBudget implements LoginBudget {
    /** No booking lies further ahead, whoever makes it: a clock that was set back must not stop all logins. */
    private static final Duration FURTHEST = Duration.ofMinutes(10);

    /** From 10,000 logins a second on there is nothing to pace. */
    private static final Duration UNPACED = Duration.ofNanos(100_000);

    private final JdbcClient jdbc;
    private final LoginRates rates;
    private final Clock clock;

    PostgresLoginBudget(JdbcClient jdbc, LoginRates rates, Clock clock) {
        this.jdbc = jdbc;
        this.rates = rates;
        this.clock = clock;
    }

    @Override
    public Map<String, Reservation> reserve(
            Map<String, Integer> loginsByServer, Duration horizon, double atLeastPerSecond) {
        Instant now = now();
        Map<String, Reservation> reservations = new HashMap<>();
        Map<String, Wish> wishes = new HashMap<>();
        loginsByServer.forEach((server, logins) -> {
            Duration spacing = shorter(rates.spacing(server), spacing(atLeastPerSecond));
            if (spacing.compareTo(UNPACED) <= 0) {
                reservations.put(server, new Reservation(logins, now, Duration.ZERO));
            } else {
                wishes.put(server, new Wish(server, logins, micros(spacing)));
            }
        });
        reservations.putAll(book(List.copyOf(wishes.values()), now, shorter(horizon, FURTHEST)));
        return reservations;
    }

    // Allowed MethodLength: one statement, which is read in one piece.
    private Map<String, Reservation> book(List<Wish> wishes, Instant now, Duration horizon) {
        if (wishes.isEmpty()) {
            return Map.of();
        }
        Map<String, Reservation> booked = new HashMap<>();
        jdbc.sql("""
                        insert into login_budget as b (server_key, next_free_at, spacing_micros, granted)
                        select server_key, cast(:now as timestamptz) + first_grant * spacing * interval '1 microsecond',
                            spacing, first_grant
                        from (
                            select server_key, spacing, least(logins, ceil(:horizon / spacing::numeric))::int as first_grant
                            from unnest(:servers::text[], :logins::int[], :spacings::bigint[]) as w (server_key, logins, spacing)
                        ) wish
                        order by server_key
                        on conflict (server_key) do update set
                            (next_free_at, spacing_micros, granted) = (
                                select free_at + fits * excluded.spacing_micros * interval '1 microsecond',
                                    excluded.spacing_micros, fits
                                from (
                                    select free_at, greatest(0, least(excluded.granted, ceil(
                                        (:horizon - extract(epoch from free_at - :now) * 1000000)
                                            / excluded.spacing_micros)))::int as fits
                                    from (select greatest(least(b.next_free_at, :furthest), :now) as free_at) f
                                ) g)
                        returning server_key, next_free_at, spacing_micros, granted
                        """)
                .param("now", utc(now))
                .param("furthest", utc(now.plus(FURTHEST)))
                .param("horizon", micros(horizon))
                .param("servers", wishes.stream().map(Wish::server).toArray(String[]::new))
                .param("logins", wishes.stream().map(Wish::logins).toArray(Integer[]::new))
                .param("spacings", wishes.stream().map(Wish::spacingMicros).toArray(Long[]::new))
                .query(row -> {
                    int granted = row.getInt("granted");
                    Duration spacing = Duration.of(row.getLong("spacing_micros"), ChronoUnit.MICROS);
                    Instant next =
                            row.getObject("next_free_at", OffsetDateTime.class).toInstant();
                    Instant first = next.minus(spacing.multipliedBy(granted));
                    booked.put(row.getString("server_key"), new Reservation(granted, first, spacing));
                });
        return booked;
    }

    @Override
    public double usualPerSecond(String server) {
        return 1e9 / Math.max(1, rates.spacing(server).toNanos());
    }

    @Override
    public void takeFirst(Endpoint endpoint) {
        String server = LoginBudget.serverKey(endpoint);
        Duration spacing = rates.spacing(server);
        if (spacing.compareTo(UNPACED) <= 0) {
            return;
        }
        Instant now = now();
        jdbc.sql("""
                        insert into login_budget as b (server_key, next_free_at, spacing_micros, granted)
                        values (:server, :next, :spacing, 1)
                        on conflict (server_key) do update set
                            next_free_at = least(greatest(b.next_free_at, :now) + (excluded.next_free_at - :now), :furthest)
                        """)
                .param("server", server)
                .param("now", utc(now))
                .param("next", utc(now.plus(spacing)))
                .param("furthest", utc(now.plus(FURTHEST)))
                .param("spacing", micros(spacing))
                .update();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static Duration spacing(double perSecond) {
        return perSecond > 0 ? Duration.ofNanos(Math.round(1e9 / perSecond)) : FURTHEST;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / 1_000;
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private record Wish(String server, int logins, long spacingMicros) {}
}
