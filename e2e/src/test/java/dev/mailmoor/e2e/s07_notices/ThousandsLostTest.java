package dev.mailmoor.e2e.s07_notices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mailmoor.e2e.Answer;
import dev.mailmoor.e2e.RunningMailmoor;
import dev.mailmoor.e2e.Story;
import dev.mailmoor.testkit.hosts.MailHost;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Thousands of mailboxes lose their login within a minute, each by checks of its own: one incident, then a handful of mails
 * for each person, none lost, none doubled; and the same when all come back. Nothing is pretended but the mail server and the relay.
 */
@EnabledIfSystemProperty(named = "mailmoor.full", matches = "true")
@Story
class ThousandsLostTest {
    private static final int MAILBOXES = Integer.getInteger("mailmoor.storm", 5_000);
    private static final Duration PATIENCE = Duration.ofMinutes(8);
    private static final String LEAD = "lead@" + MailHost.DOMAIN;
    private static final List<String> MANY = List.of(RunningMailmoor.OWNER, LEAD);
    private static final Predicate<String> AGAIN =
            subject -> subject.toLowerCase(Locale.ROOT).contains("connected again");

    private final Instant began = Instant.now();

    private static String address(int number) {
        return "box" + number + "@" + MailHost.DOMAIN;
    }

    @Test
    @Timeout(2_400)
    void theyAreOneIncidentThenAHandfulOfMailsForEachAndSoIsTheirEnd() {
        try (FickleImap imap = new FickleImap();
                HoldingRelay relay = HoldingRelay.never();
                RunningMailmoor moor = RunningMailmoor.prepare()
                        .with("MAILMOOR_ALLOWED_NETWORKS", "127.0.0.0/8")
                        .with("MAILMOOR_CHECK_INTERVAL", "45s")
                        .with("MAILMOOR_CONFIRM_DELAY", "60s")
                        .with("MAILMOOR_INCIDENT_MAX", "10m")
                        .with("MAILMOOR_TEST_CLOCK", "true")
                        .with("MAILMOOR_SERVER_LOGINS_PER_SECOND", "1000")
                        .with("MAILMOOR_NOTICE_SMTP_URL", relay.url())
                        .with("MAILMOOR_NOTICE_FROM", "notices@" + MailHost.DOMAIN)
                        .start()) {
            add(imap, moor);
            reached("all connected", () -> count(moor, "connected") == MAILBOXES);

            imap.refusesAll();
            reached(
                    "told of the incident",
                    () -> relay.taken().stream()
                            .anyMatch(mail -> mail.header("Subject").startsWith("Trouble at")));
            reached("all refused", () -> count(moor, "connected") == 0);
            assertThat(count(moor, "auth-lost"))
                    .as("the incident holds them back")
                    .isZero();

            moveClock(moor, "11m");
            reached("all lost", () -> count(moor, "auth-lost") == MAILBOXES);
            moveClock(moor, "17m");
            reached("all told", () -> told(relay).size() >= MAILBOXES + 2);
            reached("nothing waits", () -> waiting(moor) == 0);
            assertToldOnce(relay);

            comeBack(imap, moor, relay);
            assertToldOfTheEndOnce(relay);
        }
    }

    private void comeBack(FickleImap imap, RunningMailmoor moor, HoldingRelay relay) {
        imap.takesAllAgain();
        // What is known to be bad is tried again after an hour.
        moveClock(moor, "90m");
        reached("all connected again", () -> count(moor, "connected") == MAILBOXES);
        reached("all told of the end", () -> to(relay, AGAIN).size() >= MAILBOXES + 2);
        reached(
                "all named to those who are told of many",
                () -> MANY.stream()
                        .allMatch(reader -> notNamed(relay, reader, AGAIN).isEmpty()));
        reached("nothing waits", () -> waiting(moor) == 0);
    }

    private void assertToldOfTheEndOnce(HoldingRelay relay) {
        Map<String, Integer> told = to(relay, AGAIN);
        IntStream.range(0, MAILBOXES)
                .forEach(i -> assertThat(of(told, address(i))).as(address(i)).isEqualTo(1));
        MANY.forEach(reader -> say("mails of the end to " + reader + ": " + of(told, reader)));
        assertThat(MANY).as("ten singly, then a handful").allMatch(reader -> of(told, reader) <= 15);
        assertNothingTwice(relay);
    }

    private void add(FickleImap imap, RunningMailmoor moor) {
        try (var threads = Executors.newFixedThreadPool(4)) {
            IntStream.range(0, MAILBOXES)
                    .forEach(i -> threads.submit(() -> moor.api()
                            .post("/mailboxes", """
                    {"address":"%s","configurationName":"Box %d.","owner":"%s","secret":"first secret","verify":false,
                     "receiving":{"protocol":"imap","host":"127.0.0.1","port":%d,"security":"none"}}
                    """.formatted(address(i), i, LEAD, imap.port()))
                            .expect(201)));
        }
        say("added");
    }

    private static void moveClock(RunningMailmoor moor, String offset) {
        moor.api().put("/test-clock", "{\"offset\":\"" + offset + "\"}").expect(200);
    }

    /** A machine that is busy with all of them may say "not now" (503) for a moment: then nothing is known. */
    private static int count(RunningMailmoor moor, String state) {
        Answer fleet = moor.api().get("/fleet");
        return fleet.status() == 503
                ? -1
                : fleet.expect(200).json().path("mailboxes").path(state).asInt(0);
    }

    private static long waiting(RunningMailmoor moor) {
        var items = moor.api()
                .get("/notice-settings/sent?limit=500")
                .expect(200)
                .json()
                .path("items");
        return IntStream.range(0, items.size())
                .filter(i -> items.get(i).path("state").asString("").equals("waiting"))
                .count();
    }

    /** How many mails about lost logins each reader got. */
    private static Map<String, Integer> told(HoldingRelay relay) {
        return to(relay, subject -> !subject.startsWith("Trouble at"));
    }

    private static Map<String, Integer> to(HoldingRelay relay, Predicate<String> subject) {
        Map<String, Integer> told = new HashMap<>();
        relay.taken().stream()
                .filter(mail -> subject.test(mail.header("Subject")))
                .forEach(mail -> told.merge(mail.header("To"), 1, Integer::sum));
        return told;
    }

    /** The numbers of those that no such mail to this reader names. */
    private static List<Integer> notNamed(HoldingRelay relay, String reader, Predicate<String> subject) {
        String all = relay.taken().stream()
                .filter(mail -> mail.header("To").contains(reader))
                .filter(mail -> subject.test(mail.header("Subject")))
                .map(HoldingRelay::plain)
                .collect(Collectors.joining());
        Set<String> named = Pattern.compile("box[0-9]+@[a-z.]+")
                .matcher(all)
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toSet());
        return IntStream.range(0, MAILBOXES)
                .filter(i -> !named.contains(address(i)))
                .boxed()
                .toList();
    }

    private static void assertNothingTwice(HoldingRelay relay) {
        assertThat(relay.taken().stream().map(mail -> mail.header("Message-ID")).distinct())
                .as("nothing came twice")
                .hasSameSizeAs(relay.taken());
    }

    private void assertToldOnce(HoldingRelay relay) {
        Map<String, Integer> told = told(relay);
        int owner = of(told, RunningMailmoor.OWNER);
        int lead = of(told, LEAD);
        say("mails to the admin: " + owner + ", to the owner of all: " + lead);
        assertThat(List.of(owner, lead)).as("a handful").allMatch(count -> count <= 5);
        IntStream.range(0, MAILBOXES)
                .forEach(i -> assertThat(of(told, address(i))).as(address(i)).isEqualTo(1));
        assertNothingTwice(relay);
        for (String reader : MANY) {
            assertThat(notNamed(relay, reader, _ -> true))
                    .as("not named to " + reader)
                    .isEmpty();
        }
        assertThat(relay.taken().stream().filter(mail -> mail.header("Subject").startsWith("Trouble at")))
                .as("one incident")
                .hasSize(1);
    }

    private static int of(Map<String, Integer> told, String reader) {
        return told.entrySet().stream()
                .filter(one -> one.getKey().equals(reader) || one.getKey().contains("<" + reader + ">"))
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    private void reached(String what, BooleanSupplier when) {
        await(what).atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).until(when::getAsBoolean);
        say(what);
    }

    private void say(String what) {
        System.out.printf("%4d s: %s%n", Duration.between(began, Instant.now()).toSeconds(), what);
    }
}
