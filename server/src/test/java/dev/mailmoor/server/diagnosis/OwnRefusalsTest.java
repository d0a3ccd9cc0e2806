package dev.mailmoor.server.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailmoor.protocol.Protocol;
import dev.mailmoor.protocol.Stage;
import dev.mailmoor.server.diagnosis.RefusalScore.Judged;
import dev.mailmoor.server.provider.Providers;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real refusals, collected by us from the servers' and libraries' sources and help pages, score the rules in every build. */
class OwnRefusalsTest {
    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();
    private static final Providers PROVIDERS = Providers.bundled();

    private final Explainer explainer = Explainer.byRules(PROVIDERS);

    @Test
    void nearlyAllAreUnderstood() {
        RefusalScore score = RefusalScore.of(explainer, Refusals.own());
        System.out.println(score.report());
        assertThat(score.judged()).hasSizeGreaterThan(300);
        assertThat(score.share(Judged::fair)).isGreaterThanOrEqualTo(0.98);
        assertThat(score.share(Judged::exact)).isGreaterThanOrEqualTo(0.9);
        assertThat(score.share(Judged::reauthRight)).isGreaterThanOrEqualTo(0.98);
        assertThat(score.share(Judged::surelyWrong)).isZero();
    }

    @Test
    void everyRuleDecidesAtLeastOneCase() {
        Set<Rule> deciding = Refusals.own().parallelStream()
                .map(refusal -> Answer.of(
                        refusal.quote(), PROVIDERS.byId(refusal.quote().provider()), false))
                .flatMap(answer -> Rules.first(answer).stream())
                .collect(Collectors.toSet());
        Answer seen = Answer.of(
                Outcomes.trace(Protocol.IMAP, Stage.AUTH, Outcomes.IMAPS),
                "a NO [AUTHENTICATIONFAILED] Authentication failed.",
                PROVIDERS.byId("custom"),
                "custom");
        Rules.first(seen).ifPresent(deciding::add);
        assertThat(Rules.ALL)
                .allSatisfy(rule -> assertThat(deciding).as(rule.reason()).contains(rule));
    }

    @Test
    void everyRuleHasItsReasonAndItsSource() {
        assertThat(Rules.ALL).allSatisfy(rule -> {
            assertThat(rule.reason()).isNotBlank();
            assertThat(rule.source()).isNotBlank();
            assertThat(rule.verdict().alternatives())
                    .doesNotContain(rule.verdict().cause());
        });
    }

    @Test
    void whatNobodyEverSaidIsOtherAndNoConfidentGuess() {
        Random random = new Random(7);
        for (int i = 0; i < 200; i++) {
            StringBuilder words = new StringBuilder("a1 NO ");
            random.ints(8, 0, 26 * 26 * 26)
                    .forEach(n -> words.append("qzx")
                            .append(Integer.toString(n, 26).replaceAll("\\d", "q"))
                            .append(' '));
            Diagnosis.Finding finding = explainer
                    .explain(new Quote("imap", "", "", "auth", "LOGIN", words.toString()))
                    .finding()
                    .orElseThrow();
            assertThat(finding.cause()).as(words.toString()).isEqualTo(Cause.OTHER);
            assertThat(finding.confidence()).isEqualTo(Confidence.AMBIGUOUS);
        }
    }

    /** Words that mean something, but nothing that we know: no word of them may be taken for a cause. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "imap/auth/a1 NO Banana pudding on Tuesdays",
                "imap/auth/a1 NO xq7",
                "imap/auth/a1 BAD 0xDEADBEEF",
                "imap/auth/a1 NO Unbekannter Fehler 17",
                "imap/auth/a1 NO N\u00e5got gick snett",
                "imap/auth/a1 NO See log entry 77123 for details",
                "imap/auth/a1 NO \u16a0\u16a2\u16a6\u16a8\u16b1\u16b2",
                "imap/select/a3 NO The quick brown fox jumps over the lazy dog",
                "imap/greeting/* BYE so long and thanks for all the fish",
                "imap/greeting/zzzz",
                "pop3/auth/-ERR",
                "pop3/auth/-ERR aardvark",
                "pop3/select/-ERR 42",
                "smtp/auth/599 99.9.9",
                "smtp/auth/550 Order number 8812 has shipped",
                "smtp/greeting/zzzz",
                "smtp/send/555 Lorem ipsum dolor sit amet",
                "oauth/token/{\"error\":\"purple_monkey_dishwasher\"}",
                "oauth/token/{}",
                "oauth/token/null",
                "network/connect/java.lang.IllegalStateException: flux capacitor not charged",
                "network/auth/java.lang.ArrayIndexOutOfBoundsException: Index 3 out of bounds for length 3",
                "autodiscover/connect/<weather>sunny</weather>",
                "imap/auth/a1 NO Wednesday is soup day",
                "imap/auth/A7 NO Zw\u00f6lf Boxk\u00e4mpfer jagen Viktor",
                "imap/auth/a1 NO E_0x4412",
                "imap/select/a4 NO colourless green ideas",
                "imap/select/a4 BAD hmm",
                "imap/greeting/* BYE ciao bella",
                "pop3/auth/-ERR teapot",
                "pop3/greeting/-ERR [X-FOO]",
                "smtp/auth/571 5.9.9 Delta Charlie",
                "smtp/send/599 pancakes",
                "oauth/token/{\"error\":\"gremlins\"}",
                "oauth/authorize/error=banana",
                "network/auth/kotlin.NotImplementedError: An operation is not implemented: moon"
            })
    void whatIsOfAnotherMatterIsOtherAndNoConfidentGuess(String told) {
        String[] parts = told.split("/", 3);
        Diagnosis.Finding finding = explainer
                .explain(new Quote(parts[0], "", "", parts[1], "", parts[2]))
                .finding()
                .orElseThrow();
        assertThat(finding.cause()).isEqualTo(Cause.OTHER);
        assertThat(finding.confidence()).isEqualTo(Confidence.AMBIGUOUS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "login ",
                "too many ",
                "1.2.3.",
                "aaaa@",
                "@aaaa",
                "[A ",
                "eyJ",
                "(((",
                "\u00e9\u00fc\u00e4\u00f6",
                "not ",
                "certificate host ",
                "token grant ",
                "535 5.7.8 ",
                "\n535 ",
                "error: 535 5.7.1 "
            })
    void aHostileTextTakesLessThanASecond(String piece) {
        String text = piece.repeat(100_000 / piece.length());
        assertThat(Duration.ofNanos(timed(text))).isLessThan(Duration.ofSeconds(1));
    }

    private long timed(String text) {
        long start = CPU.getCurrentThreadCpuTime();
        for (String protocol : List.of("imap", "smtp", "oauth")) {
            Optional<Diagnosis.Finding> finding = explainer
                    .explain(new Quote(protocol, "gmail", "", "", "", text))
                    .finding();
            assertThat(finding).isPresent();
        }
        return CPU.getCurrentThreadCpuTime() - start;
    }
}
