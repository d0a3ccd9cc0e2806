package dev.mailmoor.server.diagnosis;

import static dev.mailmoor.server.diagnosis.Rule.has;
import static dev.mailmoor.server.diagnosis.Rule.phrase;
import static dev.mailmoor.server.diagnosis.Verdict.ambiguous;
import static dev.mailmoor.server.diagnosis.Verdict.certain;
import static dev.mailmoor.server.diagnosis.Verdict.likely;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Microsoft's numbers for refused tokens, by family. Where errors are stacked, the last number is the real one. */
final class EntraCodes {
    private static final String SOURCE = "Microsoft Entra authentication and authorization error codes";
    private static final Pattern CODE = Pattern.compile("aadsts(\\d{4,8})\\b");

    static final List<Rule> ALL = List.of(
            new Rule(
                    anyOf("50055").and(has(Word.CHANGE)),
                    certain(Cause.PASSWORD_MUST_CHANGE),
                    "a first password that holds until it is changed",
                    SOURCE),
            new Rule(
                    phrase("aadsts\\d").and(phrase("abuse mode|account (?:is |has been )?(?:suspended|blocked)")),
                    certain(Cause.ACCOUNT_LOCKED_OR_DISABLED).upTo(WhoMustAct.MAILBOX_OWNER),
                    "the words tell more than the number, which an expired grant has too",
                    SOURCE),
            new Rule(
                    anyOf("50053").and(phrase("malicious|ip address")),
                    ambiguous(Cause.ACCOUNT_LOCKED_OR_DISABLED, Cause.IP_BLOCKED, Cause.PROVIDER_SECURITY_CHECK),
                    "locked, or our address is in bad repute",
                    SOURCE),
            new Rule(
                    anyOf(
                            "70000 70008 700081 700082 700083 700084 50013 50058 50085 50132 50133 50173 54005 50196001 70044 "
                                    + "700009 500133 16001 70019 70020 90086 50139 50136 50143 50089"),
                    likely(Cause.OAUTH_GRANT_REVOKED_OR_EXPIRED, Cause.OAUTH_CLIENT_MISCONFIGURED),
                    "a token that ran out, was withdrawn with a changed password, or was never ours",
                    SOURCE),
            new Rule(
                    anyOf(
                            "50072 50074 50076 50078 50079 50158 50125 500121 70043 50140 50203 50204 50207 53004 50206 50181 "
                                    + "50199 16002 50168 51006 700020 160021"),
                    likely(Cause.MFA_OR_CONDITIONAL_ACCESS, Cause.OAUTH_GRANT_REVOKED_OR_EXPIRED),
                    "a person must prove more, which they can by signing in again",
                    SOURCE),
            new Rule(
                    anyOf(
                            "50129 50131 50155 50187 53000 53001 53002 53003 53008 53009 53010 53011 530001 530002 530003 "
                                    + "530031 530032 530033 530034 530035 50192 500212 500213 500021 500022 50161 50097 50127 130007 "
                                    + "130008 135011 50180 130004 50005"),
                    likely(Cause.MFA_OR_CONDITIONAL_ACCESS)
                            .upTo(WhoMustAct.PROVIDER_ADMIN)
                            .withoutNewSecret(),
                    "a policy forbids it, whoever signs in: only the administrator can change that",
                    SOURCE),
            new Rule(
                    anyOf("50126 50054 50056 50064 50061 90101"),
                    certain(Cause.WRONG_PASSWORD_OR_USERNAME),
                    "the user name or the password is wrong",
                    SOURCE),
            new Rule(
                    anyOf("50055 50144"),
                    certain(Cause.PASSWORD_EXPIRED),
                    "the directory's password is too old",
                    SOURCE),
            new Rule(
                    anyOf("50142 50063 50135 120000 120002 120003 120004 120018"),
                    certain(Cause.PASSWORD_MUST_CHANGE),
                    "the password must be changed first",
                    SOURCE),
            new Rule(
                    anyOf("50053 50057 50052 50201 80012"),
                    certain(Cause.ACCOUNT_LOCKED_OR_DISABLED),
                    "the account is locked or disabled",
                    SOURCE),
            new Rule(
                    anyOf(
                            "50034 500341 50020 51004 90072 50177 1600011 50107 500342 50178 70046 50014 16000 16003 90125 "
                                    + "50197"),
                    certain(Cause.ACCOUNT_DOES_NOT_EXIST).upTo(WhoMustAct.PROVIDER_ADMIN),
                    "the directory knows no such account: signing in again cannot help",
                    SOURCE),
            new Rule(
                    anyOf("50105 501051 90093 90094 90095 650054 65002 7000114 90099"),
                    likely(Cause.OAUTH_CONSENT_OR_SCOPE_MISSING).upTo(WhoMustAct.PROVIDER_ADMIN),
                    "the administrator must give leave, then the owner signs in",
                    SOURCE),
            new Rule(
                    anyOf("65001 70016 65004 90008 650053 50179 700022 28003 28002 9002341 50015 54000"),
                    likely(Cause.OAUTH_CONSENT_OR_SCOPE_MISSING, Cause.OAUTH_GRANT_REVOKED_OR_EXPIRED),
                    "the owner, or somebody who may, has not given leave",
                    SOURCE),
            new Rule(
                    anyOf("650052 500014"),
                    likely(Cause.LICENSE_OR_PLAN_MISSING, Cause.OAUTH_CONSENT_OR_SCOPE_MISSING),
                    "the organisation has not subscribed to the service",
                    SOURCE),
            new Rule(
                    anyOf("7000112"),
                    certain(Cause.OAUTH_CLIENT_MISCONFIGURED).upTo(WhoMustAct.PROVIDER_ADMIN),
                    "the organisation's administrator switched our application off",
                    SOURCE),
            new Rule(
                    anyOf("50001 50002 50003 50006 50010 50011 50012 50027 50059 50128 50146 50147 50194 500011 500012 "
                            + "500113 500117 50017 50049 65005 650056 650057 70001 70002 70003 70005 70007 70011 700016 "
                            + "700021 700023 700025 700027 700030 700054 7000215 7000216 7000218 7000219 7000222 7000110 7000115 "
                            + "7000229 75001 75003 75005 75008 75011 76021 76026 81010 90002 90010 90013 90014 90015 90016 90019 "
                            + "90023 90027 90081 90082 90084 90100 90102 90117 90119 90123 900144 900023 900382 900383 900384 "
                            + "900561 900971 901002 9001011 9001023 9002313 9002325 9002326 9002327 9002332 1000000 1000031 "
                            + "100007 240001 500208 500571 501481 501461 399284 700005 7000014 7000024 50007 50050 50134 50169 "
                            + "50170 51000 51001 67003 700011 70004 700229 90004 90005 90007 90009 90022 90038 900432 90051 "
                            + "90056 90107 90121 90124 90126 90130 140000 140001 165900 240002 50099 50029 50042 50048 50008 "
                            + "900236"),
                    likely(Cause.OAUTH_CLIENT_MISCONFIGURED, Cause.OAUTH_CONSENT_OR_SCOPE_MISSING),
                    "our registration, or our request",
                    SOURCE),
            new Rule(
                    anyOf("50196 90055 90024 90025 7000999 220450 50088"),
                    likely(Cause.RATE_LIMITED),
                    "too many requests",
                    SOURCE),
            new Rule(
                    anyOf(
                            "50000 50033 50043 50086 80001 80002 80005 80007 80010 80013 80014 81005 81006 81007 81009 81011 "
                                    + "81012 90012 90020 90033 90036 90040 90043 500585 135004 135010 17003 20001 20012 20033 40008 "
                                    + "40009 40010 40015 50087 50166 90006 70012 90090 90091 90092 90085 1000002 51005 50120 50124 81004"),
                    likely(Cause.PROVIDER_OUTAGE_OR_TEMPORARY),
                    "Microsoft's own trouble, or the organisation's sign-in server's",
                    SOURCE),
            new Rule(
                    family("53\\d{3,4}"),
                    likely(Cause.MFA_OR_CONDITIONAL_ACCESS)
                            .upTo(WhoMustAct.PROVIDER_ADMIN)
                            .withoutNewSecret(),
                    "a number that we do not know, among those of conditional access",
                    SOURCE),
            new Rule(
                    family("65\\d{3,4}"),
                    likely(Cause.OAUTH_CONSENT_OR_SCOPE_MISSING, Cause.OAUTH_CLIENT_MISCONFIGURED),
                    "a number that we do not know, among those of consent",
                    SOURCE),
            new Rule(
                    family("80\\d{3}"),
                    likely(Cause.PROVIDER_OUTAGE_OR_TEMPORARY),
                    "a number that we do not know, among those of the organisation's own sign-in server",
                    SOURCE),
            new Rule(
                    family("(?:75\\d{3,5}|90\\d{3,5}|7000\\d{3})"),
                    likely(Cause.OAUTH_CLIENT_MISCONFIGURED, Cause.PROVIDER_OUTAGE_OR_TEMPORARY),
                    "a number that we do not know, among those of requests and registrations",
                    SOURCE));

    private EntraCodes() {}

    private static Predicate<Answer> anyOf(String codes) {
        Set<String> wanted = Set.of(codes.split(" ", -1));
        return last(wanted::contains);
    }

    /** The numbers are given out by subject; new ones join their family. */
    private static Predicate<Answer> family(String numbers) {
        return last(Pattern.compile(numbers).asMatchPredicate());
    }

    private static Predicate<Answer> last(Predicate<String> number) {
        return answer -> {
            List<String> told = answer.wording().groups(CODE);
            return !told.isEmpty() && number.test(told.getLast());
        };
    }
}
