package dev.mailmoor.server.monitor;

import dev.mailmoor.server.diagnosis.Cause;
import dev.mailmoor.server.diagnosis.CauseClass;
import dev.mailmoor.server.diagnosis.Confidence;
import dev.mailmoor.server.diagnosis.Diagnosis;
import dev.mailmoor.server.diagnosis.Diagnosis.Finding;
import dev.mailmoor.server.diagnosis.WhoMustAct;
import java.util.List;
import java.util.Optional;

/** Diagnoses for tests. */
final class Seen {
    private Seen() {}

    static Diagnosis ok() {
        return of(Optional.empty(), "select", "Connected.");
    }

    static Diagnosis refused() {
        return login(Cause.WRONG_PASSWORD_OR_USERNAME, Confidence.CERTAIN);
    }

    static Diagnosis doubtful() {
        return login(Cause.WRONG_PASSWORD_OR_USERNAME, Confidence.LIKELY);
    }

    static Diagnosis login(Cause cause, Confidence confidence) {
        return of(
                Optional.of(finding(cause, CauseClass.LOGIN, confidence)), "auth", "The server refused the password.");
    }

    static Diagnosis away() {
        return of(
                Optional.of(finding(Cause.CONNECTION_REFUSED, CauseClass.PATH, Confidence.CERTAIN)),
                "connect",
                "The server does not answer.");
    }

    /** A healthy server's word about one mailbox. */
    static Diagnosis overQuota() {
        return of(
                Optional.of(finding(Cause.MAILBOX_OVER_QUOTA, CauseClass.PATH, Confidence.CERTAIN)),
                "select",
                "The mailbox is full.");
    }

    static Diagnosis inUse() {
        return of(
                Optional.of(finding(Cause.POP_MAILBOX_IN_USE, CauseClass.NEITHER, Confidence.CERTAIN)),
                "auth",
                "Another program has this mailbox open.");
    }

    private static Finding finding(Cause cause, CauseClass leadsTo, Confidence confidence) {
        boolean login = leadsTo == CauseClass.LOGIN;
        return new Finding(
                cause,
                leadsTo,
                confidence,
                List.of(),
                List.of("Enter the password again."),
                Optional.of("/guide/passwords"),
                login ? WhoMustAct.MAILBOX_OWNER : WhoMustAct.NOBODY,
                login,
                !login);
    }

    private static Diagnosis of(Optional<Finding> finding, String stage, String summary) {
        return new Diagnosis(
                finding, stage, summary, Optional.empty(), List.of(), "imap", "imap.northwind.example", 993, 12);
    }
}
