package dev.mailmoor.server.diagnosis;

import static dev.mailmoor.server.diagnosis.Rule.at;
import static dev.mailmoor.server.diagnosis.Rule.code;
import static dev.mailmoor.server.diagnosis.Rule.enhanced;
import static dev.mailmoor.server.diagnosis.Rule.over;
import static dev.mailmoor.server.diagnosis.Rule.says;
import static dev.mailmoor.server.diagnosis.Rule.stage;
import static dev.mailmoor.server.diagnosis.Rule.status;
import static dev.mailmoor.server.diagnosis.Rule.temporaryStatus;
import static dev.mailmoor.server.diagnosis.Verdict.ambiguous;
import static dev.mailmoor.server.diagnosis.Verdict.certain;
import static dev.mailmoor.server.diagnosis.Verdict.likely;

import dev.mailmoor.protocol.Protocol;
import dev.mailmoor.protocol.Stage;
import java.util.List;
import java.util.function.Predicate;

/** What is left: refusals of name and password, of the folder, of the sender. Last in order. */
final class CredentialRules {
    private static final String SECRET = "(password|passwd|credentials?|user(name)?|login|account name)";

    /** Codes that stand for a refused name or password. */
    private static final Predicate<Answer> REFUSED_BY_CODE = code("AUTHENTICATIONFAILED", "AUTH")
            .or(status(535).and(enhanced("7.8").or(enhanced("7.0")).or(enhanced("7.1"))));

    private static final Predicate<Answer> REFUSED_IN_WORDS =
            says("(invalid|incorrect|wrong|bad|unknown)[a-z '/]*" + SECRET + "|" + SECRET
                    + "[a-z ,'/]*(invalid|incorrect|wrong|not accepted|not match|mismatch)|bad (user/pass|apop)"
                    + "|not loving your login|code d'authentification invalide");

    private static final Predicate<Answer> REFUSED_VAGUELY = status(535, 526)
            .or(says("(log ?(in|on)|auth\\w*|unable to log ?on)[^.]*(fail|error|invalid|denied|reject|unsuccessful)"
                    + "|(fail|error|invalid|denied|reject)[^.]*(log ?in|auth)|unable to log on"));

    private static final Predicate<Answer> REFUSED =
            stage(Stage.AUTH).and(REFUSED_BY_CODE.or(REFUSED_IN_WORDS).or(REFUSED_VAGUELY));

    static final List<Rule> ALL = List.of(
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
                            .and(over(Protocol.SMTP).negate())
                            .and(says("invalid user|unknown user").negate()),
                    ambiguous(
                            Cause.BASIC_AUTH_DISABLED,
                            Cause.WRONG_PASSWORD_OR_USERNAME,
                            Cause.PROTOCOL_DISABLED_FOR_MAILBOX),
                    "Microsoft takes no passwords over IMAP and POP3 any more",
                    "Microsoft, deprecation of basic authentication"),
            new Rule(
                    REFUSED.and(answer -> answer.provider().appPasswordOnly()).or(REFUSED.and(at("aliyun", "lark"))),
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
                    REFUSED.or(code("AUTHORIZATIONFAILED").and(stage(Stage.AUTH))),
                    likely(
                            Cause.WRONG_PASSWORD_OR_USERNAME,
                            Cause.ACCOUNT_LOCKED_OR_DISABLED,
                            Cause.ALIAS_USED_AS_USERNAME),
                    "the sign-in failed, and nothing else is said",
                    "RFC 9051 §6.2.3"),
            new Rule(
                    stage(Stage.SELECT)
                            .and(code("NONEXISTENT", "NOPERM")
                                    .or(says("(mailbox|folder|inbox)[^.]*(exist|selected read-only|not found|denied)"
                                            + "|unable to open"))),
                    likely(Cause.MAILBOX_OR_FOLDER_UNAVAILABLE),
                    "signed in, but the inbox does not open",
                    "RFC 5530 §3"),
            new Rule(
                    over(Protocol.SMTP).and(temporaryStatus()),
                    likely(Cause.PROVIDER_OUTAGE_OR_TEMPORARY),
                    "4xx: try again later",
                    "RFC 5321 §4.2.1"),
            new Rule(
                    stage(Stage.SEND).and(status(550, 551, 553, 554)),
                    ambiguous(Cause.SENDER_NOT_ALLOWED, Cause.OTHER),
                    "the sender was refused",
                    "RFC 5321 §3.3"));

    private CredentialRules() {}

    /** Where app passwords exist, the same words may mean that one is needed. */
    private static boolean blursNothing(Answer answer) {
        return answer.provider().id().equals("custom") && answer.live();
    }
}
