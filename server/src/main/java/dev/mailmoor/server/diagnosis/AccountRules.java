package dev.mailmoor.server.diagnosis;

import static dev.mailmoor.server.diagnosis.Rule.at;
import static dev.mailmoor.server.diagnosis.Rule.byToken;
import static dev.mailmoor.server.diagnosis.Rule.code;
import static dev.mailmoor.server.diagnosis.Rule.enhanced;
import static dev.mailmoor.server.diagnosis.Rule.has;
import static dev.mailmoor.server.diagnosis.Rule.phrase;
import static dev.mailmoor.server.diagnosis.Rule.says;
import static dev.mailmoor.server.diagnosis.Rule.stage;
import static dev.mailmoor.server.diagnosis.Rule.status;
import static dev.mailmoor.server.diagnosis.Rule.temporaryStatus;
import static dev.mailmoor.server.diagnosis.Verdict.ambiguous;
import static dev.mailmoor.server.diagnosis.Verdict.certain;
import static dev.mailmoor.server.diagnosis.Verdict.likely;

import java.util.List;
import java.util.function.Predicate;

/** The server knows the account, and says what about it stands in the way: the most particular words first. */
final class AccountRules {
    private static final Predicate<Answer> ABOUT_PROTOCOLS = stage("auth", "greeting", "capability", "select", "send")
            .and(temporaryStatus().negate())
            .and(phrase("relay|temporar|unavailable").negate());

    static final List<Rule> ALL = List.of(
            new Rule(
                    phrase("business mail account"),
                    likely(Cause.LICENSE_OR_PLAN_MISSING, Cause.ACCOUNT_DOES_NOT_EXIST),
                    "the sign-in belongs to an account without a mailbox of the business plan",
                    "Yahoo Small Business, help on mail programs"),
            new Rule(
                    code("WEBALERT")
                            .or(says(Word.LOGIN, Word.BROWSER, Word.REQUIRED)
                                    .and(phrase("only [^.]{0,30}(?:by|via|through|over|from|with) (?:the |our |a )?web")
                                            .negate())
                                    .and(has(Word.APP_PASSWORD).negate()))
                            .or(
                                    says(Word.LOGIN, Word.BROWSER)
                                            .and(has(Word.APP_PASSWORD).negate())
                                            .and(
                                                    phrase(
                                                            "please|log ?in (?:via|with|to|on|at|through|using)|sign in (?:via|with|to|on|at)|first")))
                            .or(
                                    phrase(
                                            "(?:verify|confirm|secure|validate|unlock) your (?:account|identity|login|e-?mail|phone)|(?:unusual|suspicious|unauthori[sz]ed|strange) (?:activity|sign|login|log-in|access|attempt)|(?:verdachtig|ungewohnlich)[a-z]{0,3} (?:aktiv|anmelde|zugriff)|(?:activite|actividad|attivita|atividade)s? (?:suspect|sospechos|inusual|suspeit|sospett|insolit|inhabituel)|подозрительн[а-я]{1,3} (?:актив|вход|действ)|security (?:check|challenge|reasons|alert|verification)|captcha|unlockcaptcha|(?:to continue|in order to|before)[^.]{0,60}(?:sign|log) ?in (?:to|at|on) |new (?:device|location)|to protect (?:your|the) account|(?:blocked|prevented|stopped) (?:a|the|this|an) (?:sign-?in|log-?in)|sign-?in (?:attempt )?(?:from [^.]{0,30} )?(?:has been |was |is )?(?:blocked|prevented)|prove you|mbr1240|accept the (?:new )?terms|terms (?:of|and)"))
                            .or(enhanced("7.14").and(at("gmail"))),
                    certain(Cause.PROVIDER_SECURITY_CHECK),
                    "the provider wants to see the owner in a browser",
                    "Gmail, answer 78754; Yahoo, MBR1240"),
            new Rule(
                    has(Word.APP_PASSWORD)
                            .and(
                                    phrase(
                                            "revoked|no longer|deleted|removed|expired|(?:invalid|wrong|incorrect) app|已失效|过期|错误"))
                            .and(has(Word.REQUIRED).negate()),
                    likely(Cause.APP_PASSWORD_REVOKED_OR_MALFORMED, Cause.APP_PASSWORD_REQUIRED),
                    "an app password was tried, and is not good",
                    "the providers' help on mail programs"),
            new Rule(
                    has(Word.APP_PASSWORD).and(at("qq", "qq-exmail", "netease-163")),
                    likely(Cause.APP_PASSWORD_REQUIRED, Cause.APP_PASSWORD_REVOKED_OR_MALFORMED, Cause.RATE_LIMITED),
                    "said of the account's own password, and of codes that were revoked",
                    "QQ Mail, help on authorization codes"),
            new Rule(
                    has(Word.APP_PASSWORD)
                            .or(enhanced("7.9")
                                    .and(stage("auth"))
                                    .and(at("gmail", "yahoo", "icloud", "fastmail", "zoho", "mail.ru", "yandex"))),
                    certain(Cause.APP_PASSWORD_REQUIRED),
                    "the server asks for an app password by name",
                    "Gmail, answer 185833; QQ, Mail.ru and others in their own words"),
            new Rule(
                    has(Word.BASIC_AUTH),
                    certain(Cause.BASIC_AUTH_DISABLED),
                    "the provider takes no passwords any more",
                    "Microsoft, deprecation of basic authentication in Exchange Online"),
            new Rule(
                    has(Word.SECOND_FACTOR),
                    likely(Cause.MFA_OR_CONDITIONAL_ACCESS, Cause.APP_PASSWORD_REQUIRED),
                    "a second factor or a policy stands before the password",
                    "Microsoft, SMTP AUTH errors 5.7.139; servers' own words"),
            new Rule(
                    says(Word.PASSWORD, Word.EXPIRED)
                            .and(has(Word.CHANGE))
                            .and(code("EXPIRED").or(has(Word.TOKEN)).negate()),
                    likely(Cause.PASSWORD_EXPIRED, Cause.PASSWORD_MUST_CHANGE),
                    "too old, and to be changed: by the owner in either case",
                    "servers' own words"),
            new Rule(
                    says(Word.PASSWORD, Word.CHANGE)
                            .or(phrase("change (?:is )?required|must change|force change|strong(?:er)? password"))
                            .or(enhanced("7.12")),
                    certain(Cause.PASSWORD_MUST_CHANGE),
                    "the password holds only until it is changed",
                    "servers' own words"),
            new Rule(
                    code("EXPIRED")
                            .or(says(Word.CREDENTIAL, Word.EXPIRED)
                                    .and(stage("auth"))
                                    .and(byToken().negate()))
                            .or(says(Word.PASSWORD, Word.EXPIRED)
                                    .and(has(Word.TOKEN).negate())),
                    certain(Cause.PASSWORD_EXPIRED),
                    "the server says that the password is too old",
                    "RFC 5530 §3"),
            new Rule(
                    byToken()
                            .and(
                                    phrase(
                                            "(?:access ?|oauth |bearer )?token (?:has |is )?expired|expired (?:access |oauth |bearer )?token|accesstokenexpired")),
                    likely(Cause.OAUTH_GRANT_REVOKED_OR_EXPIRED)
                            .upTo(WhoMustAct.OPERATOR)
                            .withoutNewSecret()
                            .passing(),
                    "an access token lives an hour: refresh it first, ask the owner only when that fails",
                    "RFC 6750 §3.1, RFC 6749 §1.5"),
            new Rule(
                    byToken()
                            .or(phrase("\\bscopes?\\b"))
                            .and(stage("auth"))
                            .and(phrase("scope|\\b400\\b|insufficient|permission|consent|audience")),
                    likely(Cause.OAUTH_CONSENT_OR_SCOPE_MISSING, Cause.OAUTH_GRANT_REVOKED_OR_EXPIRED),
                    "the token is good, but not for this",
                    "RFC 7628 §3.2.2, RFC 6750 §3.1"),
            new Rule(
                    phrase("authenticated but not connected"),
                    ambiguous(
                            Cause.PROTOCOL_DISABLED_FOR_MAILBOX,
                            Cause.ALIAS_USED_AS_USERNAME,
                            Cause.OAUTH_CONSENT_OR_SCOPE_MISSING,
                            Cause.TOO_MANY_CONNECTIONS,
                            Cause.WRONG_PASSWORD_OR_USERNAME,
                            Cause.MAILBOX_OR_FOLDER_UNAVAILABLE),
                    "Exchange lets the user in, but opens no mailbox: IMAP is off, the name is another's, or the token is",
                    "imapflow, MailKit and imapsync: issue threads"),
            new Rule(
                    phrase("smtpclientauthentication is disabled"),
                    certain(Cause.PROTOCOL_DISABLED_FOR_MAILBOX).upTo(WhoMustAct.PROVIDER_ADMIN),
                    "SMTP sign-in is switched off for the mailbox or the organisation",
                    "Microsoft, enable or disable SMTP AUTH"),
            new Rule(
                    says(Word.PROTOCOL, Word.OFF)
                            .and(
                                    says(Word.WRONG, Word.CREDENTIAL)
                                            .or(
                                                    phrase(
                                                            "(?:login|password|auth\\w{0,12}) (?:fail\\w{0,3}|error|invalid|incorrect)")))
                            .and(ABOUT_PROTOCOLS),
                    ambiguous(
                            Cause.PROTOCOL_DISABLED_FOR_MAILBOX,
                            Cause.WRONG_PASSWORD_OR_USERNAME,
                            Cause.APP_PASSWORD_REQUIRED),
                    "the server names both: a wrong password, or the protocol switched off",
                    "Yandex, help on mail programs"),
            new Rule(
                    has(Word.LICENCE)
                            .and(says(Word.PROTOCOL, Word.OFF))
                            .and(phrase(
                                    "upgrade|free (?:plan|account|user)|paid (?:plan|account|user)|licen[sc]e|subscri"))
                            .and(ABOUT_PROTOCOLS),
                    likely(Cause.LICENSE_OR_PLAN_MISSING, Cause.PROTOCOL_DISABLED_FOR_MAILBOX),
                    "the protocol is off because the plan does not include it",
                    "Zoho and Mail.com: help on mail programs; servers' own words"),
            new Rule(
                    says(Word.PROTOCOL, Word.OFF).and(ABOUT_PROTOCOLS),
                    certain(Cause.PROTOCOL_DISABLED_FOR_MAILBOX),
                    "the protocol is switched off for this mailbox",
                    "Gmail, Zoho: help on mail programs; Courier, Cyrus"),
            new Rule(
                    phrase(
                                    "(?:user|account|mailbox)[^.]{0,20} (?:has no permission|does not have (?:access|permission)|not (?:allowed|permitted|authori[sz]ed) (?:to (?:use|access|log ?(?:on|in)|sign ?in|connect)|for))"
                                            + "|access (?:rights|to this service)|service (?:is )?not (?:open|enabled|activated|available for)|only (?:available |allowed |permitted |open )?(?:for|to) (?:the )?(?:admin|staff|member|employee|internal)|allows? only [^.]{0,40}(?:web|\\bapps?\\b)|only [^.]{0,30}(?:by|via|through|over|with) (?:the |our )?web ?mail|not allowed to use (?:this )?(?:service|protocol|server)"
                                            + "|(?:login|log ?in|access|sign-?in) (?:via|by|through|from|to|with) (?:this |the )?(?:service|protocol|client|program)|(?:permission|access) (?:is )?denied (?:for|to|over|via) (?:the )?(?:imap|pop|smtp)|(?:imap|pop3?|smtp) (?:access |service )?(?:is |was )?denied|未开启|未开通|无权(?:限|登|访问|使用)|没有权限")
                            .and(phrase("\\balias|primary (?:address|e-?mail)").negate())
                            .and(ABOUT_PROTOCOLS),
                    likely(
                            Cause.PROTOCOL_DISABLED_FOR_MAILBOX,
                            Cause.APP_PASSWORD_REQUIRED,
                            Cause.LICENSE_OR_PLAN_MISSING),
                    "the account may not use this service",
                    "Yandex, NetEase: help on mail programs"),
            new Rule(
                    has(Word.LICENCE)
                            .and(says(Word.BLOCK_LIST).negate())
                            .and(
                                    phrase(
                                            "credits?\\b[^.]{0,20}exceed|licen[sc]e|subscri|plan\\b|upgrade|trial|unpaid|paying|package|billing|payment|premium|paid|purchased|provisioned|tarif|тариф")),
                    likely(Cause.LICENSE_OR_PLAN_MISSING),
                    "the plan does not include this, or is used up",
                    "servers' own words"),
            new Rule(
                    at("netease-163").and(phrase("user is locked|user (?:has )?no permission")),
                    ambiguous(Cause.PROTOCOL_DISABLED_FOR_MAILBOX, Cause.ACCOUNT_LOCKED_OR_DISABLED),
                    "NetEase calls a mailbox locked whose client access is off",
                    "NetEase, help on client access"),
            new Rule(
                    stage("auth", "send")
                            .and(
                                    phrase(
                                            "domain is disable|domain (?:is )?(?:disabled|not hosted|suspended|unknown)|unknown domain")),
                    ambiguous(Cause.ACCOUNT_DOES_NOT_EXIST, Cause.ACCOUNT_LOCKED_OR_DISABLED)
                            .upTo(WhoMustAct.PROVIDER_ADMIN),
                    "the domain is not, or no longer, served there",
                    "servers' own words"),
            new Rule(
                    says(Word.WRONG, Word.PASSWORD)
                            .or(says(Word.WRONG, Word.CREDENTIAL))
                            .and(has(Word.LOCKED))
                            .and(phrase("\\b(?:or|oder|ou|of|lub|nebo|oppure)\\b|или|或|または|또는"))
                            .and(stage("auth")),
                    ambiguous(
                            Cause.WRONG_PASSWORD_OR_USERNAME,
                            Cause.ACCOUNT_LOCKED_OR_DISABLED,
                            Cause.PROTOCOL_DISABLED_FOR_MAILBOX),
                    "the server names both: a wrong password, or something that is locked",
                    "servers' own words"),
            new Rule(
                    says(Word.ACCOUNT, Word.LOCKED)
                            .and(
                                    has(Word.LICENCE)
                                            .or(has(Word.BROWSER))
                                            .or(has(Word.CHANGE))
                                            .or(has(Word.TEMPORARY))
                                            .or(says(Word.TOO_MANY, Word.ATTEMPTS))
                                            .or(
                                                    phrase(
                                                            "pago\\b|paiement|pagament|zahlung|securit|sicherheit|segurid|seguranc|sicurezza|безопасн|安全")))
                            .or(phrase("(?:account|mailbox|subscription) (?:has |is |was )?expired"))
                            .and(phrase("from address|sender address").negate()),
                    likely(
                            Cause.ACCOUNT_LOCKED_OR_DISABLED,
                            Cause.LICENSE_OR_PLAN_MISSING,
                            Cause.PROVIDER_SECURITY_CHECK,
                            Cause.RATE_LIMITED),
                    "the account is locked, for money, for a time, until its owner is seen or the password is another",
                    "servers' own words"),
            new Rule(
                    enhanced("7.13")
                            .or(code("CONTACTADMIN").and(has(Word.TROUBLE).negate()))
                            .or(says(Word.ACCOUNT, Word.LOCKED)
                                    .and(code("INUSE")
                                            .or(
                                                    phrase(
                                                            "from address|sender address|to lock |lock (?:the )?(?:mailbox|maildrop|inbox)|(?:mailbox|maildrop|inbox|file) lock\\b"))
                                            .negate()))
                            .or(
                                    phrase(
                                            "you (?:have been|were|are) (?:blocked|banned)|spam abuse detected|administratively (?:locked|disabled)|(?:mailbox|user) ?disabled|login (?:is )?(?:disabled|blocked|denied by|not permitted)|\\bnologin\\b|passwo\\w{1,3} (?:is |was |has been )?(?:locked|frozen|suspended)|bad outbound sender|access denied, (?:bad|spam)|account ?disabled|accountdisabled")),
                    certain(Cause.ACCOUNT_LOCKED_OR_DISABLED),
                    "the account is locked",
                    "RFC 5530 §3, RFC 5248 §2.4"),
            new Rule(
                    phrase(
                                    "full (?:e-?mail|mail) address|complete e-?mail|(?:must|should) be (?:the|your|a|an) (?:full|complete|e-?mail)|user name (?:must|should)[^.]{0,30}(?:address|domain)|(?:no|missing|without|lacks?|needs?) (?:an? |the )?(?:auth )?(?:domain|realm)[^.]{0,20}(?:user|login)|(?:domain|realm) (?:part )?(?:is )?(?:missing|required)|primary (?:address|e-?mail|smtp)|user ?name (?:lacks|has no|without|is missing)|\\balias")
                            .and(stage("auth")),
                    likely(Cause.ALIAS_USED_AS_USERNAME, Cause.WRONG_PASSWORD_OR_USERNAME),
                    "the user name is not the one that signs in",
                    "hMailServer, Zoho and OVHcloud: help on user names"),
            new Rule(
                    stage("auth")
                            .and(says(Word.ACCOUNT, Word.GONE)
                                    .or(says(Word.USERNAME, Word.GONE))
                                    .or(
                                            phrase(
                                                    "\\bno such (?:user|account|mailbox)|unknown user(?! ?name)|(?:address|recipient) (?:is )?(?:unknown|does(?: not|n't) exist|not found)|user unknown|(?:have|has) no account|no mailbox for|never heard of|invalid user$|not found"))
                                    .and(phrase(
                                                    "user ?name or|or (?:bad|wrong|invalid) pass|and pass|or pass|user/pass")
                                            .negate())),
                    likely(Cause.ACCOUNT_DOES_NOT_EXIST, Cause.WRONG_PASSWORD_OR_USERNAME),
                    "the server knows no such account",
                    "servers' own words"),
            new Rule(
                    stage("auth", "select")
                            .and(
                                    phrase(
                                            "(?:access|security|login|sign-in|client|network|location)[ -](?:control )?(?:rule|polic)|(?:denied|blocked|refused|prevented|forbidden|not (?:allowed|permitted)|restricted|prohibited|disallowed) (?:by|due to|because of|under) (?:an?|the|your|its|our)? ?[^.]{0,40}(?:rule|polic)|organi[sz]ation(?:'?s|al)? (?:[a-z]{1,12} )?polic|polic(?:y|ies) [^.]{0,30}(?:not (?:allow|permit)|forbid|prohibit|block|den(?:y|ies)|restrict)|account restriction|log ?[io]n (?:hours|time restriction)"))
                            .and(temporaryStatus().negate()),
                    likely(Cause.MFA_OR_CONDITIONAL_ACCESS, Cause.PROTOCOL_DISABLED_FOR_MAILBOX, Cause.IP_BLOCKED)
                            .upTo(WhoMustAct.PROVIDER_ADMIN)
                            .withoutNewSecret(),
                    "a rule of the organisation's stands before the password",
                    "Amazon WorkMail, access control rules; servers' own words"),
            new Rule(
                    byToken()
                            .and(stage("auth"))
                            .and(status(454, 421, 451, 500, 501, 502, 503).negate())
                            .and(has(Word.TEMPORARY).negate())
                            .and(code("UNAVAILABLE").negate()),
                    ambiguous(
                            Cause.OAUTH_GRANT_REVOKED_OR_EXPIRED,
                            Cause.OAUTH_CONSENT_OR_SCOPE_MISSING,
                            Cause.PROTOCOL_DISABLED_FOR_MAILBOX),
                    "a token was refused",
                    "RFC 7628 §3.2.2"));

    private AccountRules() {}
}
