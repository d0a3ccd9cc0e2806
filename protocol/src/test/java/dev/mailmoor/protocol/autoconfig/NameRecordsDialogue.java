package dev.mailmoor.protocol.autoconfig;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailmoor.protocol.autoconfig.NameRecords.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The JDK's DNS client against a name server that is well, ill, silent or mad. */
class NameRecordsDialogue {
    private static final MailAddress ANNA = new MailAddress("anna", "moor.example");

    private static Answer ask(UnaryOperator<byte[]> script, String name, String type) {
        try (ScriptedNames server = new ScriptedNames(script)) {
            return JndiNameRecords.at("127.0.0.1", server.port()).find(name, type);
        }
    }

    private static List<String> records(Answer answer) {
        assertThat(answer).isInstanceOf(Answer.Records.class);
        return ((Answer.Records) answer).texts();
    }

    @Test
    void serviceRecordsComeInTheFormThatTheirReaderTakes() {
        Answer answer = ask(
                question -> ScriptedNames.answer(
                        question,
                        ScriptedNames.SRV,
                        List.of(
                                ScriptedNames.srv(10, 5, 993, "b.moor.example"),
                                ScriptedNames.srv(0, 5, 993, "a.moor.example"))),
                SrvService.IMAPS.name(ANNA),
                "SRV");

        assertThat(SrvService.IMAPS.found(records(answer), ANNA))
                .extracting(found -> found.endpoint().host())
                .containsExactly("a.moor.example", "b.moor.example");
    }

    @Test
    void aServiceThatIsNotOfferedIsNoServer() {
        Answer answer = ask(
                question -> ScriptedNames.answer(question, ScriptedNames.SRV, List.of(ScriptedNames.srv(0, 0, 0, ""))),
                SrvService.POP3.name(ANNA),
                "SRV");

        assertThat(records(answer)).hasSize(1);
        assertThat(SrvService.POP3.found(records(answer), ANNA)).isEmpty();
    }

    @Test
    void exchangersAreRead() {
        Answer answer = ask(
                question -> ScriptedNames.answer(
                        question,
                        ScriptedNames.MX,
                        List.of(ScriptedNames.mx(20, "mx2.moor.example"), ScriptedNames.mx(10, "mx1.moor.example"))),
                "moor.example",
                "MX");

        assertThat(MxRecords.hosts(records(answer))).containsExactly("mx1.moor.example", "mx2.moor.example");
    }

    @Test
    void aNameThatDoesNotExistHasNoRecords() {
        assertThat(records(ask(ScriptedNames::noSuchName, "nowhere.example", "MX")))
                .isEmpty();
    }

    @Test
    void aNameWithoutRecordsOfTheTypeHasNone() {
        assertThat(records(ask(
                        question -> ScriptedNames.answer(question, ScriptedNames.SRV, List.of()),
                        "moor.example",
                        "SRV")))
                .isEmpty();
    }

    @Test
    void silenceEndsInAFailureWithinSeconds() {
        long before = System.nanoTime();

        assertThat(ask(question -> new byte[0], "moor.example", "MX")).isEqualTo(new Answer.Failed());

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(6));
    }

    @Test
    void answersCutAtEachByteOrBentAreSurvived() throws Exception {
        AtomicInteger bentOnes = new AtomicInteger();
        Random random = new Random(7);
        try (ScriptedNames server = new ScriptedNames(question -> {
            byte[] good = ScriptedNames.answer(
                    question, ScriptedNames.SRV, List.of(ScriptedNames.srv(0, 1, 993, "a.moor.example")));
            byte[] bent = Arrays.copyOf(good, 12 + random.nextInt(good.length - 12));
            for (int i = random.nextInt(4); i > 0; i--) {
                bent[2 + random.nextInt(bent.length - 2)] = (byte) random.nextInt(256);
            }
            // Not marked as cut short: the client would come again by TCP, which nobody serves here.
            bent[2] &= ~2;
            bentOnes.incrementAndGet();
            return bent;
        })) {
            NameRecords names = JndiNameRecords.at("127.0.0.1", server.port());
            for (Answer answer : sideBySide(() -> names.find("_imaps._tcp.moor.example", "SRV"))) {
                if (answer instanceof Answer.Records(List<String> texts)) {
                    assertThat(SrvService.IMAPS.found(texts, ANNA)).hasSizeLessThanOrEqualTo(4);
                }
            }
        }
        assertThat(bentOnes).hasValueGreaterThanOrEqualTo(12);
    }

    /** A bent answer may cost its question the whole deadline: a dozen of them wait together. */
    private static List<Answer> sideBySide(Callable<Answer> question) throws InterruptedException, ExecutionException {
        List<Answer> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Answer> one : threads.invokeAll(Collections.nCopies(12, question))) {
                answers.add(one.get());
            }
        }
        return answers;
    }
}
