package dev.mailmoor.server.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailmoor.server.campaign.CampaignVisits.Finding;
import dev.mailmoor.server.mailbox.MailboxId;
import dev.mailmoor.server.reauth.FieldError;
import dev.mailmoor.server.testing.ServerTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Who is reminded and told, and what is forgotten. */
@ServerTest
class CampaignProgressTest extends CampaignScene {
    @Test
    void whoHasNotActedIsRemindedAfterOneDayAndAfterThree() {
        launched(lost("a@example.com", "lead@example.com"));
        launch(Campaign.Reminders.NONE, lost("b@example.com", "other@example.com"));
        reminding.remind(clock.instant());
        assertThat(mails("lead@example.com")).hasSize(1);

        clock.moveOn(Duration.ofHours(25));
        reminding.remind(clock.instant());
        reminding.remind(clock.instant());
        assertThat(mails("lead@example.com")).hasSize(2);
        assertThat(letter("lead@example.com").orElseThrow().subject())
                .isEqualTo("Reminder: please reconnect a@example.com");

        clock.moveOn(Duration.ofDays(2));
        reminding.remind(clock.instant());
        clock.moveOn(Duration.ofDays(2));
        reminding.remind(clock.instant());
        assertThat(mails("lead@example.com")).hasSize(3);
        assertThat(mails("other@example.com")).hasSize(1);
    }

    /** The hours after which mails went, in eight days. */
    private List<Integer> hoursOfMails(String recipient) {
        List<Integer> hours = new ArrayList<>();
        int known = 0;
        for (int hour = 0; hour <= 24 * 8; hour += 6) {
            reminding.remind(clock.instant());
            int now = mails(recipient).size();
            for (; known < now; known++) {
                hours.add(hour);
            }
            clock.moveOn(Duration.ofHours(6));
        }
        return hours;
    }

    @Test
    void theSecondReminderGoesWhileThereIsTimeToAct() {
        launch(Campaign.Reminders.SENT, Duration.ofHours(72), lost("a@example.com", "three-days@example.com"));
        assertThat(hoursOfMails("three-days@example.com")).containsExactly(0, 24, 60);
        launch(Campaign.Reminders.SENT, Duration.ofDays(7), lost("b@example.com", "a-week@example.com"));
        assertThat(hoursOfMails("a-week@example.com")).containsExactly(0, 24, 72);
        launch(Campaign.Reminders.SENT, Duration.ofHours(30), lost("c@example.com", "a-day@example.com"));
        assertThat(hoursOfMails("a-day@example.com")).as("one, not two at once").containsExactly(0, 24);
        launch(Campaign.Reminders.SENT, Duration.ofHours(12), lost("d@example.com", "hours@example.com"));
        assertThat(hoursOfMails("hours@example.com")).containsExactly(0);
    }

    @Test
    void whoIsInARunningCampaignIsNotAskedOnceMore() {
        MailboxId a = lost("a@example.com", "lead@example.com");
        MailboxId b = lost("b@example.com", "lead@example.com");
        Campaign first = launched(a);

        assertThat(launch(Campaign.Reminders.SENT, a))
                .isEqualTo(new Campaigns.Launch.Invalid(List.of(new FieldError(
                        "mailboxes", "All that are lost were left out: asked already in a running campaign."))));
        var second = (Campaigns.Launch.Launched) launch(Campaign.Reminders.SENT, a, b);
        assertThat(second.leftOut()).isEqualTo(new Campaigns.LeftOut(0, 1));
        assertThat(second.campaign().progress().total()).isEqualTo(1);
        assertThat(mails("lead@example.com")).hasSize(2);

        campaigns.cancel(olga, first.id());
        assertThat(again(launched(a)).progress().total()).as("taken back").isEqualTo(1);
        clock.moveOn(Duration.ofDays(7));
        assertThat(again(launched(a, b)).progress().total()).as("expired").isEqualTo(2);
    }

    @Test
    void nothingWaitsForACampaignThatIsOver() {
        MailboxId a = lost("a@example.com", "lead@example.com");
        MailboxId b = lost("b@example.com", "other@example.com");
        Campaign done = launched(a, b);
        restoring.note(olga.workspace(), Map.of(a, clock.instant()));
        assertThat(waiting()).containsExactly("lead@example.com", "other@example.com");
        assertThat(letter("lead@example.com")).as("when it is composed").isEmpty();

        restoring.note(olga.workspace(), Map.of(b, clock.instant()));
        assertThat(again(done).state()).isEqualTo(Campaign.State.DONE);
        assertThat(waiting()).isEmpty();

        Campaign cancelled = launched(a, b);
        Campaign other = launched(lost("c@example.com", "third@example.com"));
        campaigns.cancel(olga, cancelled.id());
        assertThat(waiting()).containsExactly("third@example.com");
        assertThat(again(other).state()).isEqualTo(Campaign.State.RUNNING);
    }

    private List<String> waiting() {
        return jdbc.sql("select recipient from notice_mail where workspace_id = ? and state = 'waiting' order by 1")
                .param(olga.workspace().value())
                .query((row, _) -> row.getString("recipient"))
                .list();
    }

    @Test
    void whoWasWrittenToIsToldOnlyWhenTheRelayTookTheMail() {
        Campaign campaign = launched(lost("a@example.com", "lead@example.com"));
        assertThat(letter("lead@example.com")).isPresent();
        assertThat(again(campaign).progress().told()).as("written, not sent").isZero();

        letters.sent(
                olga.workspace(),
                "lead@example.com",
                mails("lead@example.com").getLast().about());
        assertThat(again(campaign).progress().told()).isEqualTo(1);
        assertThat(people(campaign).getFirst().lastToldAt()).isPresent();
    }

    @Test
    void aLinkEndsWithItsTimeAndIsForgottenLater() {
        Campaign campaign = launched(lost("a@example.com", "lead@example.com"));
        String token = token("lead@example.com");

        clock.moveOn(Duration.ofDays(7));
        assertThat(visits.find(token)).isEqualTo(new Finding.Over(Campaign.State.EXPIRED));
        clock.moveOn(Duration.ofDays(91));
        reminding.forget(clock.instant());

        assertThat(visits.find(token)).isInstanceOf(Finding.Unknown.class);
        assertThat(campaigns.find(olga.workspace(), campaign.id())).isEmpty();
        assertThat(jdbc.sql("select count(*) from sealed_secret where workspace_id = ? and purpose = 'campaign-link'")
                        .param(olga.workspace().value())
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void peopleComeInPartsThoseWithMostLeftToDoFirst() {
        Campaign campaign = launched(
                lost("a@example.com", "two@example.com"),
                lost("b@example.com", "two@example.com"),
                lost("c@example.com", ""),
                lost("d@example.com", ""),
                lost("e@example.com", ""));
        List<String> read = new ArrayList<>();
        Optional<Place> behind = Optional.empty();
        do {
            List<Campaign.Person> part =
                    campaigns.people(olga.workspace(), campaign.id(), new Campaigns.Part(2, behind));
            read.add(part.stream().map(Campaign.Person::address).collect(Collectors.joining(" ")));
            behind = part.size() < 2
                    ? Optional.empty()
                    : Place.read(Place.of(part.getLast()).cursor());
        } while (behind.isPresent());

        assertThat(read).containsExactly("two@example.com c@example.com", "d@example.com e@example.com", "");
        assertThat(Place.read("nonsense")).isEmpty();
    }

    @Test
    void olderCampaignsAreBehindTheNewest() {
        List<UUID> made = IntStream.range(0, 3)
                .mapToObj(n -> launched(lost("a" + n + "@example.com", "")).id())
                .toList()
                .reversed();

        assertThat(campaigns.list(olga.workspace(), 2, Optional.empty()))
                .extracting(Campaign::id)
                .containsExactlyElementsOf(made.subList(0, 2));
        assertThat(campaigns.list(olga.workspace(), 2, Optional.of(made.get(1))))
                .extracting(Campaign::id)
                .containsExactly(made.get(2));
    }
}
