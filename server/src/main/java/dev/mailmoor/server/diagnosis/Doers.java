package dev.mailmoor.server.diagnosis;

import java.util.Set;
import java.util.regex.Pattern;

/** Who must act, and whether waiting helps, where the answer itself says so or the place makes it plain. */
final class Doers {
    private static final Pattern ADMINISTRATOR = Pattern.compile(
            "administrator|\\badmin\\b|\\btenant\\b|your organi[sz]ation'?s?|postmaster|support team|administrateur|管理员");
    private static final Pattern ASK_ADMINISTRATOR = Pattern.compile(
            "contact[^.]{0,20} admin|organi[sz]ation'?s (?:security|policy)|for the (?:tenant|organi[sz]ation|domain)|admin_policy|admin consent");
    private static final Pattern PASSES = Pattern.compile(
            "later|temporar|for the day|(?:in|for) (?:a few |some |\\d{1,4} )?(?:seconds|minutes|hours|days)|plus tard|spater|deferred");

    /** What a server's own administrator switches, on a server that is no big provider's. */
    private static final Set<Cause> SWITCHED_BY_ADMINISTRATOR = Set.of(Cause.PROTOCOL_DISABLED_FOR_MAILBOX);

    private Doers() {}

    static Verdict named(Answer answer, Verdict verdict) {
        if (verdict.cause() == Cause.IP_BLOCKED
                && (answer.status() / 100 == 4 || answer.wording().matches(PASSES))) {
            return verdict.passing();
        }
        if (verdict.cause() == Cause.HOST_NOT_FOUND && !answer.provider().id().equals("custom")) {
            return verdict.passing();
        }
        return verdict.whoMustAct().isEmpty() && administratorMust(answer, verdict.cause())
                ? verdict.upTo(WhoMustAct.PROVIDER_ADMIN)
                : verdict;
    }

    private static boolean administratorMust(Answer answer, Cause cause) {
        boolean known = !answer.provider().id().equals("custom");
        if (SWITCHED_BY_ADMINISTRATOR.contains(cause)) {
            return !known || answer.wording().matches(ADMINISTRATOR);
        }
        boolean login = cause.leadsTo(answer.stage()) == CauseClass.LOGIN;
        return login && answer.wording().matches(cause.reauthRequired() ? ASK_ADMINISTRATOR : ADMINISTRATOR);
    }
}
