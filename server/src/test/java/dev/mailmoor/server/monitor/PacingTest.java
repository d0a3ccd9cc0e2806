package dev.mailmoor.server.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailmoor.protocol.Endpoint;
import dev.mailmoor.protocol.Protocol;
import dev.mailmoor.protocol.TlsMode;
import dev.mailmoor.server.database.DatabaseAddress;
import dev.mailmoor.server.mailbox.ChannelKey;
import dev.mailmoor.server.mailbox.ChannelSettings;
import dev.mailmoor.server.mailbox.ChannelTarget;
import dev.mailmoor.server.mailbox.Direction;
import dev.mailmoor.server.mailbox.MailboxId;
import dev.mailmoor.server.mailbox.MailboxState;
import dev.mailmoor.server.monitor.PostgresDueChannels.Postponed;
import dev.mailmoor.server.signin.LoginBudget;
import dev.mailmoor.server.testing.MovableClock;
import dev.mailmoor.server.testing.TestPostgres;
import dev.mailmoor.server.testing.TestSettings;
import dev.mailmoor.server.workspace.TimeOrderedId;
import dev.mailmoor.server.workspace.WorkspaceId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Ten logins a second, and more channels than that. */
class PacingTest {
    private static final DatabaseAddress DATABASE = TestPostgres.freshDatabase();
    private static final Endpoint SERVER = new Endpoint("imap.northwind.example", 993, TlsMode.TLS);

    private final MovableClock clock = new MovableClock();
    private final CheckFigures figures = new CheckFigures(JdbcClient.create(TestPostgres.connect(DATABASE)), clock);
    private final TenASecond budget = new TenASecond();
    private final Pacing pacing = new Pacing(budget, figures, new Paces(TestSettings.on(DATABASE)), clock);

    @Test
    void whatFitsTheNextMomentsStartsAndTheRestQueuesAtTheBudgetsPace() {
        Pacing.Plan plan = pacing.plan(channels(50, MailboxState.CONNECTED));
        assertThat(plan.starts()).hasSize(20);
        assertThat(plan.starts().getLast().at()).isEqualTo(in(1_900));
        assertThat(plan.postponed())
                .extracting(Postponed::until)
                .startsWith(in(2_000), in(2_100))
                .endsWith(in(4_900));
        assertThat(pacing.plan(channels(1, MailboxState.CONNECTED)).postponed())
                .as("queues behind")
                .extracting(Postponed::until)
                .containsExactly(in(5_000));
    }

    @Test
    void aSuspicionIsCheckedAheadOfRoutine() {
        List<DueChannel> claimed = Stream.concat(
                        channels(50, MailboxState.CONNECTED).stream(), channels(3, MailboxState.SUSPECT).stream())
                .toList();
        assertThat(pacing.plan(claimed).starts())
                .filteredOn(start -> start.channel().urgent())
                .extracting(Pacing.Start::at)
                .containsExactly(in(0), in(100), in(200));
    }

    @Test
    void whatComesInUntriedTogetherIsDueOneAfterTheOther() {
        Server northwind = new Server("imap.northwind.example:993", "northwind.example", Optional.empty());
        Server kestrel = new Server("imap.kestrel.example:993", "kestrel.example", Optional.empty());
        assertThat(pacing.oneAfterTheOther(List.of(northwind, northwind, kestrel, northwind)))
                .containsExactly(in(0), in(100), in(0), in(200));
        assertThat(pacing.oneAfterTheOther(List.of(northwind)))
                .as("queues behind")
                .containsExactly(in(300));
        assertThat(pacing.plan(channels(60, MailboxState.SUSPECT)).postponed())
                .as("nothing of it is in a suspicion's way")
                .extracting(Postponed::until)
                .startsWith(in(5_000), in(5_100));
        clock.moveOn(Duration.ofMinutes(1));
        assertThat(pacing.oneAfterTheOther(List.of(northwind, northwind))).containsExactly(in(0), in(100));
    }

    @Test
    void aStretchedIntervalShowsInTheFigures() {
        pacing.plan(channels(4_000, MailboxState.CONNECTED));
        figures.flush();
        JdbcClient jdbc = JdbcClient.create(TestPostgres.connect(DATABASE));
        assertThat(jdbc.sql("select interval_seconds from stretched_server")
                        .query(Long.class)
                        .single())
                .isEqualTo(300 + 399);
    }

    private Instant in(long millis) {
        return clock.instant().plusMillis(millis);
    }

    private List<DueChannel> channels(int count, MailboxState state) {
        return IntStream.range(0, count).mapToObj(_ -> channel(state)).toList();
    }

    private DueChannel channel(MailboxState state) {
        ChannelKey key = new ChannelKey(
                new WorkspaceId(TimeOrderedId.next()), new MailboxId(TimeOrderedId.next()), Direction.RECEIVING);
        ChannelTarget target =
                new ChannelTarget(key, "anna@northwind.example", new ChannelSettings(Protocol.IMAP, SERVER, "anna"), 1);
        Optional<Instant> checked = Optional.of(clock.instant().minus(Duration.ofMinutes(5)));
        return new DueChannel(target, LoginBudget.serverKey(SERVER), LoginBudget.serverKey(SERVER), state, checked, 1);
    }

    private final class TenASecond implements LoginBudget {
        private static final Duration SPACING = Duration.ofMillis(100);
        private Instant next = clock.instant();

        @Override
        public Map<String, Reservation> reserve(
                Map<String, Integer> loginsByServer, Duration horizon, double atLeastPerSecond) {
            return loginsByServer.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, entry -> {
                Instant first = next;
                long room = Math.max(
                        0,
                        Duration.between(first, clock.instant().plus(horizon)).dividedBy(SPACING));
                int granted = (int) Math.min(entry.getValue(), room);
                next = first.plus(SPACING.multipliedBy(granted));
                return new Reservation(granted, first, SPACING);
            }));
        }

        @Override
        public double usualPerSecond(String server) {
            return 10;
        }

        @Override
        public void takeFirst(Endpoint endpoint) {
            throw new UnsupportedOperationException();
        }
    }
}
