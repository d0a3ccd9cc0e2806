package dev.mailmoor.server.diagnosis;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What an outcome means and who must do what; the Diagnosis of the public contract.
 *
 * @param finding empty when the channel is connected
 * @param stage {@code connect tls greeting capability auth select send token authorize}
 * @param summary one plain sentence
 * @param serverReply the server's own words, empty when none came
 * @param transcript without secrets
 * @param protocol {@code imap}, {@code pop3} or {@code smtp}
 */
public record Diagnosis(
        Optional<Finding> finding,
        String stage,
        String summary,
        Optional<String> serverReply,
        List<String> transcript,
        String protocol,
        String host,
        int port,
        long elapsedMillis) {

    public boolean connected() {
        return finding.isEmpty();
    }

    /** The same with one more sentence for the person: at the transcript's end, and behind the summary of a failure. */
    public Diagnosis noting(String sentence) {
        return new Diagnosis(
                finding,
                stage,
                connected() ? summary : summary + " " + sentence,
                serverReply,
                Stream.concat(transcript.stream(), Stream.of("(" + sentence + ")"))
                        .toList(),
                protocol,
                host,
                port,
                elapsedMillis);
    }

    /** For those who may look only: what was said on the wire is for those who mend it. */
    public Diagnosis withoutTranscript() {
        return new Diagnosis(finding, stage, summary, serverReply, List.of(), protocol, host, port, elapsedMillis);
    }

    /** Whether {@link #noting} was told this sentence. */
    public boolean notes(String sentence) {
        return transcript.contains("(" + sentence + ")");
    }

    /** The same, but for the finding; a connected one stays as it is. */
    Diagnosis replacing(UnaryOperator<Finding> change) {
        return new Diagnosis(
                finding.map(change), stage, summary, serverReply, transcript, protocol, host, port, elapsedMillis);
    }

    /** The same with another sentence. */
    Diagnosis saying(String other) {
        return new Diagnosis(finding, stage, other, serverReply, transcript, protocol, host, port, elapsedMillis);
    }

    /**
     * Why it failed.
     *
     * @param guide path of the page that explains the cause, with the provider as fragment where it has its own steps
     * @param retryable the same settings may succeed later without anybody acting
     * @param leadsTo which class of the contract's section 4 this finding is in (for {@code other} it depends on the stage)
     */
    public record Finding(
            Cause cause,
            CauseClass leadsTo,
            Confidence confidence,
            List<Cause> alternatives,
            List<String> remedy,
            Optional<String> guide,
            WhoMustAct whoMustAct,
            boolean reauthRequired,
            boolean retryable) {

        Finding with(Confidence other) {
            return new Finding(
                    cause, leadsTo, other, alternatives, remedy, guide, whoMustAct, reauthRequired, retryable);
        }

        Finding withRemedy(List<String> steps) {
            return new Finding(
                    cause, leadsTo, confidence, alternatives, steps, guide, whoMustAct, reauthRequired, retryable);
        }
    }
}
