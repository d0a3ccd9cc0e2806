package dev.mailmoor.server.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailmoor.server.diagnosis.Cause;
import dev.mailmoor.server.diagnosis.Confidence;
import dev.mailmoor.server.diagnosis.Diagnosis;
import dev.mailmoor.server.mailbox.MailboxState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * CONTRACT §4 as a table. One line of a story: when (seconds after its beginning), what was seen, the state after it, and
 * in how many seconds the next look is due. D is 30 s, the interval 300 s.
 */
class JudgeTest {
    private static final Duration D = Duration.ofSeconds(30);
    private static final Pace PACE = new Pace(Duration.ofSeconds(300), D);
    private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");
    /** Picks the middle of what is only about. */
    private static final RandomGenerator MIDDLE = () -> 0x7fff_ffff_ffff_ffffL;

    // Allowed MethodLength: one table of stories, read from top to bottom.
    static Stream<Arguments> stories() {
        return Stream.of(
                story("a certain refusal is confirmed by one more after D, then tried hourly", """
                          0 ok       connected  300
                        300 refused  suspect     30
                        330 refused  auth-lost 3600
                       3930 refused  auth-lost 3600
                        """),
                story("from the third day of the loss the known-bad secret is tried daily", """
                          0 refused  suspect      30
                         30 refused  auth-lost  3600
                     172829 refused  auth-lost  3600
                     172830 refused  auth-lost 86400
                     259230 refused  auth-lost 86400
                        """),
                story("what heals without a new secret is tried every quarter of an hour", """
                          0 locked   suspect     30
                         30 locked   auth-lost  900
                     259200 locked   auth-lost  900
                        """),
                story("a doubtful refusal needs four in all, at D, 4 D and 10 D", """
                          0 doubtful  suspect     30
                         30 ambiguous suspect     90
                        120 doubtful  suspect    180
                        300 doubtful  auth-lost 3600
                        """),
                story("a doubtful refusal is settled early when a certain one is confirmed", """
                          0 doubtful suspect     30
                         30 refused  suspect     30
                         60 doubtful auth-lost 3600
                        """),
                story("a success on the way ends the suspicion and its counts", """
                          0 doubtful suspect     30
                         30 doubtful suspect     90
                        120 ok       connected  300
                        420 doubtful suspect     30
                        450 doubtful suspect     90
                        """),
                story("a server away is unreachable after three, at D and 4 D, and never lost", """
                          0 away suspect     30
                         30 away suspect     90
                        120 away unreachable 120
                        240 away unreachable 120
                        360 away unreachable 240
                        600 away unreachable 480
                       1080 away unreachable 900
                     999999 away unreachable 900
                    1000000 ok   connected   300
                        """),
                story("two refusals within seconds confirm nothing: the step is kept", """
                          0 refused suspect     30
                          5 refused suspect     25
                         29 refused suspect      1
                         30 refused auth-lost 3600
                        """),
                story("three failures to connect within seconds make nothing unreachable", """
                          0 away suspect      30
                          1 away suspect      29
                          2 away suspect      28
                         30 away suspect      90
                         31 away suspect      89
                        120 away unreachable 120
                        """),
                story("a late check does not let the next step follow at its heels", """
                          0 doubtful suspect     30
                        200 doubtful suspect     30
                        201 doubtful suspect     29
                        230 doubtful suspect     70
                        300 doubtful auth-lost 3600
                        """),
                story("each class is counted by itself: path failures do not confirm a refusal", """
                          0 refused suspect     30
                         30 away    suspect     30
                         60 away    suspect     30
                         90 refused auth-lost 3600
                        """),
                story("refusals do not make a server unreachable", """
                          0 away     suspect    30
                         30 away     suspect    90
                        120 doubtful suspect    30
                        150 doubtful suspect    30
                        180 away     unreachable 120
                        """),
                story("a refusal while unreachable begins a suspicion of its own", """
                          0 refused suspect      30
                         10 away    suspect      20
                         40 away    suspect      30
                        130 away    unreachable 120
                        250 refused suspect      30
                        280 refused auth-lost  3600
                        """),
                story("a lost login stays lost while its server is away", """
                          0 refused suspect     30
                         30 refused auth-lost 3600
                       3630 away    auth-lost 3600
                       7230 away    auth-lost 3600
                      10830 ok      connected  300
                        """),
                story("a mailbox in use says nothing, whatever is believed", """
                          0 in-use  unverified   30
                          1 ok      connected   300
                          2 in-use  connected   300
                          3 refused suspect      30
                         13 in-use  suspect      20
                         33 refused auth-lost  3600
                         63 in-use  auth-lost  3600
                        """));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("stories")
    void whatIsBelievedFollowsTheContract(String name, String script) {
        Belief belief = Belief.unverified(START);
        for (String line : script.strip().lines().toList()) {
            belief = step(belief, Hold.NONE, line.strip().split(" +", -1), 0);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("heldStories")
    void anIncidentHoldsBackWhatBeganWithIt(String name, String script) {
        Belief belief = Belief.unverified(START);
        for (String line : script.strip().lines().toList()) {
            String[] words = line.strip().split(" +", -1);
            Hold hold = words[0].equals("-") ? Hold.NONE : new Hold(Optional.of(time(words[0])));
            belief = step(belief, hold, words, 1);
        }
    }

    private static Belief step(Belief before, Hold hold, String[] words, int from) {
        Instant at = time(words[from]);
        Judgement judgement = new Judge(PACE, hold).judge(before, sight(words[from + 1]), at);
        assertThat(told(judgement, at))
                .as(String.join(" ", words))
                .isEqualTo(words[from + 2] + " in " + words[from + 3]);
        return judgement.belief();
    }

    private static Instant time(String seconds) {
        return START.plusSeconds(Long.parseLong(seconds));
    }

    private static Diagnosis sight(String word) {
        return switch (word) {
            case "ok" -> Seen.ok();
            case "refused" -> Seen.refused();
            case "doubtful" -> Seen.doubtful();
            case "ambiguous" -> Seen.login(Cause.APP_PASSWORD_REQUIRED, Confidence.AMBIGUOUS);
            case "locked" -> Seen.login(Cause.ACCOUNT_LOCKED_OR_DISABLED, Confidence.CERTAIN);
            case "away" -> Seen.away();
            case "in-use" -> Seen.inUse();
            default -> throw new IllegalArgumentException(word);
        };
    }

    /** As above, with the time since which suspicions belong to an incident in front. */
    static Stream<Arguments> heldStories() {
        return Stream.of(
                story("no loss while the incident is open; then those that still fail are judged", """
                        -     0 refused suspect     30
                        -10  30 refused suspect    300
                        -10 330 refused suspect    300
                        -   630 refused auth-lost 3600
                        """),
                story("a refusal from before the incident is judged as usual", """
                        -     0 refused suspect     30
                        1    30 refused auth-lost 3600
                        """),
                story("an incident does not hide that a server is away", """
                        0    0 away suspect      30
                        0   30 away suspect      90
                        0  120 away unreachable 120
                        """));
    }

    private static Arguments story(String name, String script) {
        return Arguments.of(name, script);
    }

    @Test
    void backOffIsNeverLongerThanAQuarterOfAnHour() {
        Belief away = Belief.unverified(START).concluded(MailboxState.UNREACHABLE, START, Seen.away());
        Instant later = START.plus(Duration.ofHours(9));
        Due due = new Judge(PACE, Hold.NONE).judge(away, Seen.away(), later).due();
        RandomGenerator random = new Random(1);
        for (int i = 0; i < 1_000; i++) {
            assertThat(Duration.between(later, due.pick(random)))
                    .isBetween(Duration.ofSeconds(810), Duration.ofMinutes(15));
        }
    }

    /** At the latest, where it may only be earlier. */
    private static String told(Judgement judgement, Instant at) {
        Instant due = judgement.due() instanceof Due.Between within
                ? within.until()
                : judgement.due().pick(MIDDLE);
        long seconds = Math.round(Duration.between(at, due).toMillis() / 1000.0);
        return judgement.belief().state().word() + " in " + seconds;
    }
}
