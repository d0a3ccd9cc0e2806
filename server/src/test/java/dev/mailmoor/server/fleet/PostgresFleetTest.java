package dev.mailmoor.server.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.mailmoor.server.fleet.Fleet.PageRequest;
import dev.mailmoor.server.fleet.SeededFleet.Row;
import dev.mailmoor.server.mailbox.MailboxState;
import dev.mailmoor.server.testing.TestPostgres;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresFleetTest {
    private static final DataSource DATABASE = TestPostgres.connect(TestPostgres.freshDatabase());
    private static final MailboxFilter ALL =
            new MailboxFilter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    private final SeededFleet seeded = new SeededFleet(DATABASE);

    @ParameterizedTest
    @EnumSource(Order.class)
    void pagesFollowEachOtherAndLeadBackTheSameWay(Order order) {
        List<String> states = List.of("connected", "auth-lost", "paused", "unreachable", "suspect", "unverified");
        for (int i = 0; i < 23; i++) {
            seeded.add(Row.of("m%02d@a.example".formatted((i * 7) % 23)).at("custom", states.get(i % states.size())));
        }
        List<String> whole = seeded.found(ALL, order);
        assertThat(whole).hasSize(23).doesNotHaveDuplicates();

        List<List<String>> onward = new ArrayList<>();
        Page<MailboxView> page = seeded.fleet.list(seeded.workspace, ALL, order, new PageRequest(5, Optional.empty()));
        assertThat(page.previousCursor()).isEmpty();
        onward.add(SeededFleet.addresses(page));
        while (page.nextCursor().isPresent()) {
            page = seeded.fleet.list(seeded.workspace, ALL, order, new PageRequest(5, page.nextCursor()));
            onward.add(SeededFleet.addresses(page));
        }
        assertThat(onward.stream().flatMap(List::stream)).containsExactlyElementsOf(whole);

        for (int i = onward.size() - 2; i >= 0; i--) {
            page = seeded.fleet.list(seeded.workspace, ALL, order, new PageRequest(5, page.previousCursor()));
            assertThat(SeededFleet.addresses(page)).isEqualTo(onward.get(i));
        }
        assertThat(page.previousCursor()).isEmpty();
        assertThat(page.nextCursor()).isPresent();
    }

    @Test
    void theMostUrgentComeFirst() {
        seeded.add(Row.of("a@x.example").at("custom", "connected"));
        seeded.add(Row.of("b@x.example").at("custom", "paused"));
        seeded.add(Row.of("c@x.example").at("custom", "unreachable"));
        seeded.add(Row.of("d@x.example").at("custom", "auth-lost"));
        seeded.add(Row.of("e@x.example").at("custom", "suspect"));

        assertThat(seeded.found(ALL, Order.URGENCY))
                .containsExactly("d@x.example", "e@x.example", "c@x.example", "a@x.example", "b@x.example");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            anna              | anna@x.example
            ANNA EK           | anna@x.example
            ek                | anna@x.example
            100%              | percent@x.example
            %                 | percent@x.example
            snake_c           | under_score@x.example
            _                 | under_score@x.example
            o'neil            | quote@x.example
            'drop table'      | ''
            back\\slash       | quote@x.example
            łUKASZ åkerström  | unicode@x.example
            ÅKER              | unicode@x.example
            日本               | unicode@x.example
            x.example         | anna@x.example,percent@x.example,quote@x.example,under_score@x.example,unicode@x.example
            """)
    void aSearchTakesEveryLetterAsItIs(String typed, String expected) {
        seeded.add(Row.of("anna@x.example").named("Anna", "Ek"));
        seeded.add(Row.of("percent@x.example").configured("100% match"));
        seeded.add(Row.of("under_score@x.example").configured("snake_case"));
        seeded.add(Row.of("quote@x.example").named("Pat", "O'Neil").configured("back\\slash"));
        seeded.add(Row.of("unicode@x.example").named("Łukasz", "Åkerström").configured("日本 Sales"));

        assertThat(seeded.found(searching(typed), Order.ADDRESS))
                .containsExactly(expected.isEmpty() ? new String[0] : expected.split(","));
    }

    @ParameterizedTest
    @EnumSource(Order.class)
    void anAddressIsFoundWhereverItStands(Order order) {
        seeded.add(Row.of("a_nna.ek@x.example").of("lead@x.example", "eu"));
        seeded.add(Row.of("ha_nna.ek@x.example.org"));
        seeded.add(
                Row.of("sales@x.example").configured("for A_nna.Ek@X.example").of("lead@x.example", "eu"));
        seeded.add(Row.of("a_nna.ek@y.example"));
        seeded.add(Row.of("ek@x.example"));

        assertThat(seeded.found(searching("A_NNA.ek@x.example"), order))
                .containsExactlyInAnyOrder("a_nna.ek@x.example", "ha_nna.ek@x.example.org", "sales@x.example");
        assertThat(seeded.found(searching("_nna.ek@"), order)).hasSize(4);
        assertThat(seeded.found(searching("ek@x.example"), order)).hasSize(4);
        assertThat(seeded.found(searching("@y.example"), order)).containsExactly("a_nna.ek@y.example");
        assertThat(seeded.found(searching("b_nna.ek@x.example"), order)).isEmpty();
        assertThat(seeded.found(
                        new MailboxFilter(
                                Optional.empty(),
                                Optional.of("custom"),
                                Optional.of("eu"),
                                Optional.empty(),
                                Optional.of("nna.ek@x.example")),
                        order))
                .containsExactlyInAnyOrder("a_nna.ek@x.example", "sales@x.example");
    }

    @ParameterizedTest
    @EnumSource(Order.class)
    void whatFewHaveIsFoundFarBehindInALargeFleet(Order by) {
        seeded.addCrowd(8_200);
        seeded.add(Row.of("z.anna@far.example").of("lead@far.example", "rare").at("custom", "paused"));
        seeded.add(Row.of("z.zoe@far.example").configured("Zebra desk").at("custom", "paused"));
        List<String> both = List.of("z.anna@far.example", "z.zoe@far.example");

        assertThat(seeded.found(searching("far.example"), by))
                .containsExactlyElementsOf(by == Order.NEWEST ? both.reversed() : both);
        assertThat(seeded.found(searching("zebra"), by)).containsExactly("z.zoe@far.example");
        assertThat(seeded.found(filter("", "", "rare", ""), by)).containsExactly("z.anna@far.example");
        assertThat(seeded.found(filter("", "custom", "", "lead@far.example"), by))
                .containsExactly("z.anna@far.example");
        assertThat(seeded.found(searching("z.zoe@far.example"), by)).containsExactly("z.zoe@far.example");
        assertThat(seeded.found(searching("a08199.contact@crowd.example"), by))
                .as("thousands have its ending")
                .containsExactly("a08199.contact@crowd.example");
        assertThat(seeded.found(searching("nobody.contact@crowd.example"), by)).isEmpty();
    }

    @Test
    void aSearchDoesNotRunFromOneFieldIntoTheNext() {
        seeded.add(Row.of("anna@x.example").named("Ines", "Ek").configured("Sales"));

        assertThat(seeded.found(searching("ek sales"), Order.ADDRESS)).isEmpty();
        assertThat(seeded.found(searching("example ines"), Order.ADDRESS)).isEmpty();
    }

    @Test
    void filtersNarrowTogether() {
        seeded.add(Row.of("a@x.example").of("lead@x.example", "eu", "big").at("gmail", "auth-lost"));
        seeded.add(Row.of("b@x.example").of("lead@x.example", "eu").at("gmail", "connected"));
        seeded.add(Row.of("c@x.example").of("other@x.example", "us").at("microsoft", "auth-lost"));

        for (Order order : Order.values()) {
            assertThat(seeded.found(filter("auth-lost", "", "", ""), order))
                    .containsExactlyInAnyOrder("a@x.example", "c@x.example");
            assertThat(seeded.found(filter("", "gmail", "", ""), order))
                    .containsExactlyInAnyOrder("a@x.example", "b@x.example");
            assertThat(seeded.found(filter("", "", "eu", "lead@x.example"), order))
                    .containsExactlyInAnyOrder("a@x.example", "b@x.example");
            assertThat(seeded.found(filter("auth-lost", "gmail", "eu", "lead@x.example"), order))
                    .containsExactly("a@x.example");
            assertThat(seeded.found(filter("", "", "e", ""), order)).isEmpty();
        }
    }

    @Test
    void anotherWorkspaceIsNeverSeen() {
        SeededFleet other = new SeededFleet(DATABASE);
        Row foreign = Row.of("foreign@x.example");
        other.add(foreign);

        assertThat(seeded.found(ALL, Order.ADDRESS)).isEmpty();
        assertThat(seeded.fleet.find(seeded.workspace, foreign.id())).isEmpty();
        assertThat(other.fleet.find(other.workspace, foreign.id())).isPresent();
    }

    @Test
    void countsNameEveryState() {
        seeded.add(Row.of("a@x.example").at("gmail", "auth-lost"));
        seeded.add(Row.of("b@x.example").at("gmail", "connected"));
        seeded.add(Row.of("c@x.example").at("microsoft", "connected"));

        assertThat(seeded.fleet.counts(seeded.workspace))
                .hasSize(MailboxState.values().length)
                .containsEntry(MailboxState.CONNECTED, 2L)
                .containsEntry(MailboxState.AUTH_LOST, 1L)
                .containsEntry(MailboxState.PAUSED, 0L);
        assertThat(seeded.fleet.lost(seeded.workspace)).isEqualTo(1);
        assertThat(seeded.fleet.providers(seeded.workspace))
                .extracting(Fleet.ProviderCount::provider, Fleet.ProviderCount::total)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("gmail", 2L),
                        org.assertj.core.groups.Tuple.tuple("microsoft", 1L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "!!", "MTox", "MTowOjA6eA", "MTo5OjA6eA", "MTowOnp6Onh4"})
    void aCursorThatIsNoneOfOursIsRefused(String cursor) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> seeded.fleet.list(
                        seeded.workspace, ALL, Order.NEWEST, new PageRequest(5, Optional.of(cursor))));
    }

    private static MailboxFilter searching(String typed) {
        return new MailboxFilter(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(typed));
    }

    private static MailboxFilter filter(String state, String provider, String tag, String owner) {
        return new MailboxFilter(
                given(state).map(MailboxState::ofWord), given(provider), given(tag), given(owner), Optional.empty());
    }

    private static Optional<String> given(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }
}
