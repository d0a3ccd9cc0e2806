package dev.mailmoor.server.console;

import dev.mailmoor.server.diagnosis.Diagnosis;
import dev.mailmoor.server.provider.Passwords;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A diagnosis in the order people read it: a sentence, who must act, what to do; then the server's own words.
 *
 * @param reply empty when the server said nothing
 * @param who empty when it works, and on a link's page
 * @param sure how sure it is; empty when it works, and on a link's page
 * @param guide the page that tells more; empty when it works
 */
record Explained(
        boolean connected,
        String summary,
        String cause,
        String who,
        List<String> remedy,
        String reply,
        String sure,
        String guide,
        List<String> transcript) {
    /** Whoever reads a link's page stands before the form already. */
    private static final Pattern ENTER_IT_IN_MAILMOOR = Pattern.compile("Enter the [a-z ]*password in Mailmoor.*");

    static final String WORKS = "We were able to connect to your mailbox.";

    static Explained of(Diagnosis diagnosis, String owner) {
        return diagnosis
                .finding()
                .map(finding -> new Explained(
                        false,
                        diagnosis.summary(),
                        Words.cause(finding.cause()),
                        Words.whoMustAct(finding.whoMustAct(), owner),
                        finding.remedy(),
                        diagnosis.serverReply().orElse(""),
                        Words.confidence(finding.confidence()),
                        finding.guide().orElse(""),
                        diagnosis.transcript()))
                .orElseGet(() -> new Explained(
                        true, works(List.of(diagnosis)), "", "", List.of(), "", "", "", diagnosis.transcript()));
    }

    /** For the person at a link's form, who acts already: not who must, nor how sure it is, nor where the form is. */
    Explained byLink() {
        List<String> left = remedy.stream()
                .filter(step -> !ENTER_IT_IN_MAILMOOR.matcher(step).matches())
                .toList();
        return new Explained(connected, summary, cause, "", left, reply, "", guide, transcript);
    }

    /** That it works, and that the spaces of an app password were left out where they were. */
    static String works(Collection<Diagnosis> diagnoses) {
        boolean withoutSpaces = diagnoses.stream().anyMatch(one -> one.notes(Passwords.WITHOUT_SPACES));
        return withoutSpaces ? WORKS + " " + Passwords.WITHOUT_SPACES : WORKS;
    }
}
