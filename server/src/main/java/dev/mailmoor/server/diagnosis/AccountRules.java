package dev.mailmoor.server.diagnosis;

import static dev.mailmoor.server.diagnosis.Rule.at;
import static dev.mailmoor.server.diagnosis.Rule.byToken;
import static dev.mailmoor.server.diagnosis.Rule.code;
import static dev.mailmoor.server.diagnosis.Rule.enhanced;
import static dev.mailmoor.server.diagnosis.Rule.over;
import static dev.mailmoor.server.diagnosis.Rule.says;
import static dev.mailmoor.server.diagnosis.Rule.stage;
import static dev.mailmoor.server.diagnosis.Rule.status;
import static dev.mailmoor.server.diagnosis.Verdict.ambiguous;
import static dev.mailmoor.server.diagnosis.Verdict.certain;
import static dev.mailmoor.server.diagnosis.Verdict.likely;

import dev.mailmoor.protocol.Protocol;
import dev.mailmoor.protocol.Stage;
import java.util.List;

/** The server knows the account, and says what about it stands in the way. */
final class AccountRules {
    static final List<Rule> ALL = List.of(
            new Rule(
                    code("WEBALERT")
                            .or(says("web login required|log ?in (via|with|to your account via) (your|a) web browser"
                                    + "|verify your (account|identity)|(unusual|suspicious) (activity|sign|login)")),
                    certain(Cause.PROVIDER_SECURITY_CHECK),
                    "the provider wants to see the owner in a browser",
                    "Gmail, answer 78754; Yahoo, MBR1240"),
            new Rule(
                    says("app(lication)?[- ]?(specific)?[ -]password (is )?required|your authorization code"
                                    + "|invalidsecondfactor|parol prilozheniya|пароль приложения")
                            .or(enhanced("7.9").and(at("gmail"))),
                    certain(Cause.APP_PASSWORD_REQUIRED),
                    "the server asks for an app password by name",
                    "Gmail, answer 185833; RFC 4954 §6 on 5.7.9"),
            new Rule(
                    says("basic auth\\w* is (disabled|blocked|not (allowed|supported))|basicauthblocked"),
                    certain(Cause.BASIC_AUTH_DISABLED),
                    "the provider takes no passwords any more",
                    "Microsoft, deprecation of basic authentication"),
            new Rule(
                    says(
                            "security defaults|conditional access|multi-?factor|two-?factor|totp|second factor|one-time code"),
                    certain(Cause.MFA_OR_CONDITIONAL_ACCESS),
                    "a second factor or a policy stands before the password",
                    "Microsoft 5.7.139; servers' own words"),
            new Rule(
                    says("smtpclientauthentication is disabled"
                            + "|\\b(imap|pop3?|smtp)( (access|service|use|login))?( is| are)?( currently)?"
                            + " (disabled|not enabled|not allowed|switched off)"
                            + "|not enabled for (imap|pop3?|smtp)|yet to enable (imap|pop)|enable your account for (imap|pop)"
                            + "|access rights to this service"),
                    certain(Cause.PROTOCOL_DISABLED_FOR_MAILBOX),
                    "the protocol is switched off for this mailbox",
                    "Gmail, Zoho, Microsoft; Courier"),
            new Rule(
                    says("password change (is )?required|(must|need to) change (your|the) password|change your password"
                            + "|force change password|password is too (simple|weak|short)"),
                    certain(Cause.PASSWORD_MUST_CHANGE),
                    "the password holds only until it is changed",
                    "servers' own words"),
            new Rule(
                    code("EXPIRED")
                            .or(says("password[^.]{0,20} expired|expired password|password isn't valid any ?more")),
                    certain(Cause.PASSWORD_EXPIRED),
                    "the server says that the password is too old",
                    "RFC 5530 §3"),
            new Rule(
                    says("credits? exceeded|licen[sc]e|subscription|not subscribed|upgrade your (plan|account)"),
                    likely(Cause.LICENSE_OR_PLAN_MISSING),
                    "the plan does not include this, or is used up",
                    "servers' own words"),
            new Rule(
                    at("netease-163").and(says("user is locked")),
                    ambiguous(Cause.PROTOCOL_DISABLED_FOR_MAILBOX, Cause.ACCOUNT_LOCKED_OR_DISABLED),
                    "NetEase calls a mailbox locked whose client access is off",
                    "NetEase, help on client access"),
            new Rule(
                    at("yahoo", "aol", "turbify").and(says("too many bad auth attempts")),
                    likely(Cause.APP_PASSWORD_REQUIRED, Cause.RATE_LIMITED, Cause.WRONG_PASSWORD_OR_USERNAME),
                    "Yahoo says so at the first try with an account's own password",
                    "Yahoo, AUTH005"),
            new Rule(
                    at("lark").and(says("authentication failed, system busy")),
                    likely(Cause.APP_PASSWORD_REQUIRED, Cause.APP_PASSWORD_REVOKED_OR_MALFORMED),
                    "Lark calls itself busy when the client password is dead",
                    "Lark, help on client passwords"),
            new Rule(
                    enhanced("7.13")
                            .or(code("CONTACTADMIN"))
                            .or(says("(account|user)( is| has been)?( administratively| temporarily)?"
                                    + " (locked|disabled|suspended|deactivated|blocked|frozen|closed)"
                                    + "|administratively locked|login disabled|account inactive|spam abuse detected")),
                    certain(Cause.ACCOUNT_LOCKED_OR_DISABLED),
                    "the account is locked",
                    "RFC 5530 §3, RFC 5248 §2.4"),
            new Rule(
                    stage(Stage.AUTH, Stage.SEND)
                            .and(
                                    says(
                                            "domain is disable"
                                                    + "|no such (user|account|mailbox)|(user|account) \\S+ not found|user not found"
                                                    + "|(user|account|mailbox) (doesn'?t|does not) exist|invalid user$|\\bunknown user$")),
                    likely(Cause.ACCOUNT_DOES_NOT_EXIST, Cause.WRONG_PASSWORD_OR_USERNAME),
                    "the server knows no such account",
                    "servers' own words"),
            new Rule(
                    stage(Stage.SEND)
                            .and(says(
                                    "sender address rejected|not owned by|(address|address is|sender) not verified|is not verified"
                                            + "|sendasdenied|not allowed to send as|cannot send from|relaying disallowed as"
                                            + "|mail ?from( address)? must (be|equal)|unregistered domain|credentials for relay"
                                            + "|sender (is )?not (allowed|authorized|permitted)")),
                    certain(Cause.SENDER_NOT_ALLOWED),
                    "this account may not send as that address",
                    "Postfix, reject_sender_login_mismatch; servers' own words"),
            new Rule(
                    stage(Stage.SEND)
                            .and(over(Protocol.SMTP))
                            .and(status(530)
                                    .or(says("authentication is required|^authentication required|authenticate first"
                                            + "|turn on smtp auth|not authenticated|no longer valid. please re-auth"))
                                    .and(status(535).negate())),
                    likely(Cause.SMTP_AUTH_NOT_PERFORMED, Cause.PROTOCOL_DISABLED_FOR_MAILBOX),
                    "the server sees nobody signed in",
                    "RFC 4954 §6"),
            new Rule(
                    byToken()
                            .and(stage(Stage.AUTH))
                            .and(says("expired|invalid|fail|not accepted|error \\(40|denied|authenticationfailed")),
                    ambiguous(Cause.OAUTH_GRANT_REVOKED_OR_EXPIRED, Cause.OAUTH_CONSENT_OR_SCOPE_MISSING),
                    "a token was refused",
                    "RFC 7628 §3.2.2"));

    private AccountRules() {}
}
