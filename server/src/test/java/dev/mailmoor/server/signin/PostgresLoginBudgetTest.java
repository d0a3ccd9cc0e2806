package dev.mailmoor.server.signin;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.mailmoor.protocol.Endpoint;
import dev.mailmoor.protocol.TlsMode;
import dev.mailmoor.server.database.DatabaseAddress;
import dev.mailmoor.server.provider.Providers;
import dev.mailmoor.server.settings.Settings.MailServers;
import dev.mailmoor.server.signin.LoginBudget.Reservation;
import dev.mailmoor.server.testing.MovableClock;
import dev.mailmoor.server.testing.TestPostgres;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class PostgresLoginBudgetTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final String SERVER = "mail.example.com:993";
    private static final Endpoint ENDPOINT = new Endpoint("Mail.Example.com", 993, TlsMode.TLS);
    private static HikariDataSource pool;

    private final MovableClock clock = new MovableClock();
    private final LoginBudget budget = budget(Optional.empty());

    @BeforeAll
    static void connect() {
        DatabaseAddress address = TestPostgres.freshDatabase();
        pool = new HikariDataSource();
        pool.setDataSource(TestPostgres.connect(address));
        pool.setMaximumPoolSize(8);
    }

    @AfterAll
    static void disconnect() {
        pool.close();
    }

    @BeforeEach
    void startAnew() {
        JdbcClient.create(pool).sql("truncate login_budget").update();
    }

    private LoginBudget budget(Optional<Double> perSecond) {
        MailServers servers =
                new MailServers(List.of(), Optional.empty(), Duration.ZERO, Duration.ZERO, perSecond, false);
        return new PostgresLoginBudget(JdbcClient.create(pool), new LoginRates(servers, Providers.bundled()), clock);
    }

    private Reservation reserve(int logins) {
        return requireNonNull(budget.reserve(Map.of(SERVER, logins), MINUTE).get(SERVER));
    }

    @Test
    void anUnknownServerGetsTenASecond() {
        Reservation reservation = reserve(20);
        assertThat(reservation).isEqualTo(new Reservation(20, clock.instant(), Duration.ofMillis(100)));
        assertThat(reservation.start(19)).isEqualTo(clock.instant().plusMillis(1_900));
    }

    @Test
    void theNextReservationStandsBehindTheOneBefore() {
        reserve(20);
        assertThat(reserve(5).first()).isEqualTo(clock.instant().plusSeconds(2));
    }

    @Test
    void timeThatWentUnusedIsNotSavedUp() {
        reserve(20);
        clock.moveOn(Duration.ofHours(1));
        assertThat(reserve(5).first()).isEqualTo(clock.instant());
    }

    @Test
    void noMoreAreGrantedThanCanStartWithinTheHorizon() {
        assertThat(reserve(100_000).granted()).isEqualTo(600);
        assertThat(reserve(1).granted()).isZero();
        clock.moveOn(Duration.ofSeconds(10));
        assertThat(reserve(100_000).granted()).isEqualTo(100);
    }

    @Test
    void aPersonsTestGoesAtOnceAndTheOthersMoveBack() {
        budget.takeFirst(ENDPOINT);
        budget.takeFirst(ENDPOINT);
        assertThat(reserve(1).first()).isEqualTo(clock.instant().plusMillis(200));
    }

    @Test
    void manyTestsOfPeopleHoldChecksBackForTenMinutesAtMost() {
        LoginBudget slow = budget(Optional.of(0.01));
        for (int i = 0; i < 20; i++) {
            slow.takeFirst(ENDPOINT);
        }
        clock.moveOn(Duration.ofMinutes(10));
        assertThat(reserve(1).granted()).isEqualTo(1);
    }

    @Test
    void aClockThatWasSetBackDoesNotStopLogins() {
        clock.moveOn(Duration.ofHours(26));
        reserve(1);
        clock.moveOn(Duration.ofHours(-26));
        reserve(1);
        clock.moveOn(Duration.ofMinutes(10));
        assertThat(reserve(1).granted()).isEqualTo(1);
    }

    @Test
    void aConfiguredRateHoldsForEveryServer() {
        Map<String, Reservation> reservations =
                budget(Optional.of(2.0)).reserve(Map.of(SERVER, 3, "imap.gmail.com:993", 3), MINUTE);
        assertThat(reservations.values()).extracting(Reservation::spacing).containsOnly(Duration.ofMillis(500));
    }

    @Test
    void aKnownProviderGetsItsOwnRate() {
        int perSecond =
                Providers.bundled().byHost("imap.gmail.com").loginsPerSecond().orElseThrow();
        Reservation reservation = requireNonNull(
                budget.reserve(Map.of("imap.gmail.com:993", 1), MINUTE).get("imap.gmail.com:993"));
        assertThat(reservation.spacing()).isEqualTo(Duration.ofNanos(1_000_000_000L / perSecond));
    }

    @Test
    void aLiftedBudgetDoesNotAskTheDatabase() {
        LoginBudget lifted = budget(Optional.of(1e6));
        lifted.takeFirst(ENDPOINT);
        assertThat(lifted.reserve(Map.of(SERVER, 500), MINUTE).get(SERVER))
                .isEqualTo(new Reservation(500, clock.instant(), Duration.ZERO));
        assertThat(JdbcClient.create(pool)
                        .sql("select count(*) from login_budget")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void serversThatNobodySignsInToAreForgotten() {
        JdbcClient jdbc = JdbcClient.create(pool);
        ForgetIdleServers forgetting = new ForgetIdleServers(jdbc, clock);
        reserve(1);
        forgetting.forget();
        assertThat(jdbc.sql("select count(*) from login_budget")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
        clock.moveOn(Duration.ofHours(2));
        forgetting.forget();
        assertThat(jdbc.sql("select count(*) from login_budget")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void processesThatReserveAtOnceNeverShareASlotAndNeverDeadlock() throws Exception {
        Map<String, Integer> oneWay = Map.of("a:1", 3, "b:1", 3, "c:1", 3, "d:1", 3);
        List<Callable<Map<String, Reservation>>> work =
                Collections.nCopies(200, () -> budget.reserve(oneWay, Duration.ofMinutes(10)));
        List<Instant> starts = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (Future<Map<String, Reservation>> done : threads.invokeAll(work)) {
                Reservation reservation = requireNonNull(done.get().get("c:1"));
                for (int i = 0; i < reservation.granted(); i++) {
                    starts.add(reservation.start(i));
                }
            }
        }
        assertThat(starts).hasSize(600).doesNotHaveDuplicates();
        assertThat(Collections.max(starts)).isEqualTo(clock.instant().plusMillis(59_900));
    }
}
