package dev.mailmoor.server.diagnosis;

import static dev.mailmoor.server.diagnosis.Rule.at;
import static dev.mailmoor.server.diagnosis.Rule.code;
import static dev.mailmoor.server.diagnosis.Rule.enhanced;
import static dev.mailmoor.server.diagnosis.Rule.has;
import static dev.mailmoor.server.diagnosis.Rule.over;
import static dev.mailmoor.server.diagnosis.Rule.phrase;
import static dev.mailmoor.server.diagnosis.Rule.says;
import static dev.mailmoor.server.diagnosis.Rule.stage;
import static dev.mailmoor.server.diagnosis.Rule.status;
import static dev.mailmoor.server.diagnosis.Verdict.ambiguous;
import static dev.mailmoor.server.diagnosis.Verdict.certain;
import static dev.mailmoor.server.diagnosis.Verdict.likely;

import java.util.List;
import java.util.function.Predicate;

/** What is left: refusals of name and password, where the place decides what they mean; then the folder. Last in order. */
final class CredentialRules {
    /** Codes that stand for a refused name or password. */
    private static final Predicate<Answer> REFUSED_BY_CODE = code("AUTHENTICATIONFAILED", "AUTH")
            .or(status(535).and(enhanced("7.8").or(enhanced("7.0")).or(enhanced("7.1"))));

    private static final Predicate<Answer> REFUSED_IN_WORDS = says(Word.WRONG, Word.PASSWORD)
            .or(says(Word.WRONG, Word.CREDENTIAL))
            .or(says(Word.WRONG, Word.USERNAME))
            .or(says(Word.FAILED, Word.PASSWORD))
            .or(says(Word.FAILED, Word.CREDENTIAL))
            .or(says(Word.WRONG, Word.LOGIN))
            .or(
                    phrase(
                            "\\bbad (?:apop|auth|login)|(?:wrong|bad|invalid|incorrect) (?:digest|response)|(?:digest|proof)[^.]{0,20}(?:match|wrong|invalid|incorrect)"));

    private static final Predicate<Answer> REFUSED_VAGUELY = status(535, 526, 534)
            .or(says(Word.LOGIN, Word.FAILED))
            .or(
                    phrase(
                            "^[^a-z]{0,12}(?:[a-z0-9]{1,9}: (?:\\(\\d{1,3}\\) )?)?(?:access|permission) (?:is |was )?denied|not authori[sz]ed|unauthori[sz]ed|not (?:been )?authenticated|log you in|no access\\b"))
            .or(status(550, 530, 500, 501, 503, 553, 554).and(says(Word.LOGIN, Word.FAILED)));

    private static final Predicate<Answer> WORDS_OF_SIGN_IN = has(Word.LOGIN)
            .or(has(Word.PASSWORD))
            .or(has(Word.CREDENTIAL))
            .or(has(Word.USERNAME))
            .or(has(Word.FAILED))
            .or(has(Word.WRONG))
            .or(answer -> answer.wording().isEmpty());

    /** Some servers let in first and look later. */
    private static final Predicate<Answer> REFUSED_AFTERWARDS = says(Word.WRONG, Word.PASSWORD)
            .or(says(Word.CREDENTIAL, Word.WRONG))
            .or(says(Word.CREDENTIAL, Word.EXPIRED))
            .or(code("AUTHENTICATIONFAILED"))
            .or(status(535).and(says(Word.LOGIN, Word.FAILED)));

    private static final Predicate<Answer> REFUSED = stage("auth")
            .and(REFUSED_BY_CODE.or(REFUSED_IN_WORDS).or(REFUSED_VAGUELY))
            .or(stage("send", "select", "capability").and(REFUSED_AFTERWARDS));

    static final List<Rule> ALL = List.of(
            new Rule(
                    stage("auth")
                            .and(
                                    phrase(
                                            "authori[sz]ation[- ]id|authzid|not authori[sz]ed to (?:act|proxy|login|log in) |may not act as|cannot act as|proxy auth")),
                    ambiguous(
                                    Cause.OAUTH_CONSENT_OR_SCOPE_MISSING,
                                    Cause.ACCOUNT_DOES_NOT_EXIST,
                                    Cause.ALIAS_USED_AS_USERNAME)
                            .upTo(WhoMustAct.OPERATOR)
                            .withoutNewSecret(),
                    "signed in as one, asked to act as another: rights are missing, not the password",
                    "RFC 4616 §2, RFC 5530 §3"),
            new Rule(
                    code("AUTHORIZATIONFAILED").and(stage("auth")).and(REFUSED_IN_WORDS.negate()),
                    ambiguous(Cause.WRONG_PASSWORD_OR_USERNAME, Cause.ALIAS_USED_AS_USERNAME, Cause.OTHER)
                            .upTo(WhoMustAct.OPERATOR)
                            .withoutNewSecret(),
                    "the name and password are right, but may not act as the other name that was asked for",
                    "RFC 5530 §3"),
            new Rule(
                    stage("auth")
                            .and(code("BAD").or(status(500, 501)))
                            .and(
                                    phrase(
                                            "missing|syntax|argument|pars(?:e|ing)|\\batom\\b|literal|character|quot(?:e|ed|ing)|expect|parameter|malformed|base ?64|decod|too long"))
                            .and(REFUSED_IN_WORDS.negate()),
                    ambiguous(Cause.OTHER, Cause.WRONG_PASSWORD_OR_USERNAME),
                    "the server did not understand the command: the password was not looked at",
                    "RFC 9051 §7.1.3, RFC 5321 §4.2.4"),
            new Rule(
                    stage("auth")
                            .and(
                                    phrase(
                                            "bad protocol|protocol (?:error|violation)|cancell?ed|aborted by|until later in exchange|integrity check failed"))
                            .and(has(Word.PASSWORD).negate()),
                    ambiguous(Cause.OTHER, Cause.UNSUPPORTED_AUTH_MECHANISM),
                    "the exchange broke off before anything was judged",
                    "RFC 4422 §3.5; Cyrus SASL, sasl_errstring"),
            new Rule(
                    REFUSED.and(at("yandex", "naver", "web.de")),
                    ambiguous(
                            Cause.PROTOCOL_DISABLED_FOR_MAILBOX,
                            Cause.WRONG_PASSWORD_OR_USERNAME,
                            Cause.APP_PASSWORD_REQUIRED),
                    "these say the same when mail programs are not allowed in yet, which is how mailboxes begin there",
                    "Yandex, Naver, WEB.DE: help on mail programs"),
            new Rule(
                    REFUSED.and(at("microsoft", "outlook.com"))
                            .and(over("smtp").negate())
                            .and(REFUSED_IN_WORDS.negate()),
                    ambiguous(
                            Cause.BASIC_AUTH_DISABLED,
                            Cause.WRONG_PASSWORD_OR_USERNAME,
                            Cause.PROTOCOL_DISABLED_FOR_MAILBOX),
                    "Microsoft takes no passwords over IMAP and POP3 any more",
                    "Microsoft, deprecation of basic authentication in Exchange Online"),
            new Rule(
                    REFUSED.and(at("microsoft", "outlook.com")),
                    likely(
                            Cause.WRONG_PASSWORD_OR_USERNAME,
                            Cause.BASIC_AUTH_DISABLED,
                            Cause.APP_PASSWORD_REQUIRED,
                            Cause.MFA_OR_CONDITIONAL_ACCESS),
                    "the words are plain, but Microsoft uses them for more than they say",
                    "Microsoft, SMTP AUTH errors 5.7.139"),
            new Rule(
                    REFUSED.and(answer -> answer.provider().appPasswordOnly())
                            .or(REFUSED.and(at("aliyun", "lark", "google"))),
                    ambiguous(
                            Cause.APP_PASSWORD_REQUIRED,
                            Cause.WRONG_PASSWORD_OR_USERNAME,
                            Cause.APP_PASSWORD_REVOKED_OR_MALFORMED),
                    "only app passwords work here, and the refusal of another is no different",
                    "the providers' help on mail programs"),
            new Rule(
                    REFUSED.and(at("ovh")).and(status(535)),
                    ambiguous(
                            Cause.ALIAS_USED_AS_USERNAME,
                            Cause.WRONG_PASSWORD_OR_USERNAME,
                            Cause.ACCOUNT_LOCKED_OR_DISABLED),
                    "OVHcloud signs in by the mailbox's own address only",
                    "OVHcloud, help on e-mail"),
            new Rule(
                    REFUSED.and(REFUSED_BY_CODE
                            .or(REFUSED_IN_WORDS)
                            .or(WORDS_OF_SIGN_IN)
                            .negate()),
                    ambiguous(Cause.WRONG_PASSWORD_OR_USERNAME, Cause.OTHER),
                    "the status says so; the words are of something that we do not know",
                    "RFC 4954 §6"),
            new Rule(
                    REFUSED.and(REFUSED_BY_CODE.or(REFUSED_IN_WORDS)).and(CredentialRules::blursNothing),
                    certain(Cause.WRONG_PASSWORD_OR_USERNAME),
                    "the server itself says that name or password is wrong, and has other words for all else",
                    "RFC 5530 §3, RFC 3206 §5, RFC 4954 §6"),
            new Rule(
                    REFUSED.and(answer -> !answer.provider().appPasswordSteps().isEmpty()),
                    likely(Cause.WRONG_PASSWORD_OR_USERNAME, Cause.APP_PASSWORD_REQUIRED),
                    "an ordinary password where an app password is needed looks the same",
                    "the providers' help on mail programs"),
            new Rule(
                    REFUSED,
                    likely(
                            Cause.WRONG_PASSWORD_OR_USERNAME,
                            Cause.ACCOUNT_LOCKED_OR_DISABLED,
                            Cause.ALIAS_USED_AS_USERNAME),
                    "the sign-in failed, and nothing else is said",
                    "RFC 9051 §6.2.3"),
            new Rule(
                    stage("select")
                            .and(
                                    code("NONEXISTENT", "NOPERM", "CANNOT", "TRYCREATE")
                                            .or(says(Word.ACCOUNT, Word.GONE))
                                            .or(says(Word.ACCOUNT, Word.FAILED))
                                            .or(
                                                    phrase(
                                                            "(?:folder|inbox|maildir|mail ?box|mail ?drop)[^.]{0,60}(?:exist|not found|denied|open|select|read-only|invalid|no such|empty|moved|corrupt|deleted|unavailable)|(?:open|select|access|read)[^.]{0,30}(?:folder|inbox|maildir|mail ?box|mail ?drop)|no such file|permission denied|not authenticated|access denied"))),
                    likely(Cause.MAILBOX_OR_FOLDER_UNAVAILABLE),
                    "signed in, but the inbox does not open",
                    "RFC 5530 §3, RFC 9051 §6.3.3"),
            new Rule(
                    stage("select")
                            .and(over("imap"))
                            .and(has(Word.GONE).or(has(Word.FAILED)).or(phrase("\\b(?:mailbox|folder|inbox)\\b")))
                            .and(phrase("\\bbye\\b|^\\*").negate()),
                    ambiguous(Cause.MAILBOX_OR_FOLDER_UNAVAILABLE, Cause.OTHER),
                    "signed in, and refused with the inbox",
                    "RFC 9051 §6.3.3"),
            new Rule(
                    stage("auth").and(has(Word.MECHANISM)),
                    ambiguous(Cause.UNSUPPORTED_AUTH_MECHANISM, Cause.WRONG_PASSWORD_OR_USERNAME),
                    "the server speaks of the way to sign in, not of the password",
                    "RFC 4422 §3.6"),
            new Rule(
                    stage("auth").and(status(530)),
                    ambiguous(
                            Cause.SMTP_AUTH_NOT_PERFORMED,
                            Cause.TLS_REQUIRED_BEFORE_AUTH,
                            Cause.UNSUPPORTED_AUTH_MECHANISM),
                    "the server wants to see a sign-in, and does not say which",
                    "RFC 4954 §6"),
            new Rule(
                    code("SYS/PERM"),
                    ambiguous(
                                    Cause.MAILBOX_OR_FOLDER_UNAVAILABLE,
                                    Cause.ACCOUNT_LOCKED_OR_DISABLED,
                                    Cause.PROTOCOL_DISABLED_FOR_MAILBOX)
                            .upTo(WhoMustAct.PROVIDER_ADMIN),
                    "the server says that somebody has to mend it there",
                    "RFC 3206 §4"),
            new Rule(
                    over("autodiscover").and(phrase("\\b40[13]\\b|unauthori[sz]ed|forbidden")),
                    likely(Cause.WRONG_PASSWORD_OR_USERNAME, Cause.BASIC_AUTH_DISABLED),
                    "Autodiscover wants a sign-in, and refused this one",
                    "RFC 9110 §15.5.2; Microsoft, Autodiscover"),
            new Rule(
                    over("autodiscover").and(phrase("redirect|schema|\\b60[01]\\b")),
                    ambiguous(Cause.OTHER),
                    "a redirection that the library does not follow by itself, or a question that was not understood",
                    "Microsoft, Autodiscover redirection and error codes"),
            new Rule(
                    over("autodiscover").and(has(Word.GONE)),
                    ambiguous(Cause.ACCOUNT_DOES_NOT_EXIST, Cause.ALIAS_USED_AS_USERNAME),
                    "Autodiscover knows no such address",
                    "Microsoft, Autodiscover error codes"),
            new Rule(
                    over("autodiscover").and(says(Word.FAILED)),
                    ambiguous(
                            Cause.PROVIDER_OUTAGE_OR_TEMPORARY,
                            Cause.ACCOUNT_DOES_NOT_EXIST,
                            Cause.WRONG_PASSWORD_OR_USERNAME),
                    "Autodiscover failed, and nothing else is said",
                    "Microsoft, Autodiscover"),
            new Rule(
                    stage("send")
                            .and(status(550, 551, 553, 554)
                                    .or(status(501).and(enhanced("1.7", "1.8")))
                                    .or(status(501).and(has(Word.SENDER)))),
                    ambiguous(Cause.SENDER_NOT_ALLOWED, Cause.OTHER),
                    "the sender was refused",
                    "RFC 5321 §3.3"));

    private CredentialRules() {}

    /**
     * Where app passwords exist, the same words may mean that one is needed. By CRAM-MD5 a server refuses a right password
     * too, if it keeps that hashed in any other way (RFC 2195 §3).
     */
    private static boolean blursNothing(Answer answer) {
        return answer.provider().id().equals("custom")
                && answer.live()
                && !answer.mechanism().equals("CRAM-MD5");
    }
}
