package dev.mailmoor.server.diagnosis;

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

/** What is said of the sender, after the sign-in or instead of it. Before the account's rules: they share words. */
final class SendingRules {
    static final List<Rule> ALL = List.of(
            new Rule(
                    stage("send")
                            .or(stage("auth").and(over("smtp")))
                            .and(
                                    phrase(
                                            "outbound ?spam|(?:tenant|domain|organi[sz]ation) (?:has been |is |was )?(?:blocked|suspended|disabled|banned)|sender (?:is |was |has been )?(?:blocked|suspended|disabled) (?:for|due|because)|sender account is disabled|account (?:is |has been )?(?:disabled|suspended|blocked)|bad outbound sender|spam abuse detected|sender[^.]{0,20}(?:suspended|blocked)|(?:outgoing|outbound|sending)[^.]{0,60}(?:suspended|disabled|blocked|on hold|frozen)")),
                    likely(Cause.ACCOUNT_LOCKED_OR_DISABLED, Cause.SENDER_NOT_ALLOWED),
                    "the account may not send any more",
                    "Google and Microsoft: SMTP error references"),
            new Rule(
                    stage("auth")
                            .and(over("smtp"))
                            .and(status(530))
                            .and(phrase("auth\\w{0,12} (?:is )?(?:required|needed|necessary)|must (?:be )?auth"))
                            .and(has(Word.SECURE).negate())
                            .and(has(Word.PASSWORD).negate()),
                    likely(Cause.SMTP_AUTH_NOT_PERFORMED, Cause.UNSUPPORTED_AUTH_MECHANISM),
                    "the server sees nobody signed in",
                    "RFC 4954 §6"),
            new Rule(
                    stage("send")
                            .and(over("smtp"))
                            .and(status(530)
                                    .and(has(Word.SECURE).negate())
                                    .or(enhanced("7.57"))
                                    .or(
                                            phrase(
                                                    "requires? (?:smtp )?auth|auth\\w{0,12}[^.]{0,16}(?:required|first|needed|necessary)|(?:need|must|have) (?:to )?(?:be )?auth\\w{0,12}|turn on smtp auth|not (?:been )?authenticated|not logged in|without auth\\w{0,12}|unauthenticated (?:senders?|users?|clients?)|(?:check|read|fetch|receive|retrieve) (?:for )?(?:new |your )?(?:e-?)?mail (?:before|first)|pop before smtp|pop/apop|(?:get|need|require) pop auth|rcpthosts|please (?:log ?in|authenticate)|log ?in first|relay(?:ing)? (?:access )?(?:denied|not permitted|not allowed|prohibited)|not permitted to relay|unable to relay|tenantattribution"))
                                    .and(phrase("credentials for relay|dmarc|dkim|spf")
                                            .negate())
                                    .and(says(Word.CREDENTIAL, Word.EXPIRED).negate())
                                    .and(status(535).negate())),
                    likely(Cause.SMTP_AUTH_NOT_PERFORMED, Cause.PROTOCOL_DISABLED_FOR_MAILBOX),
                    "the server sees nobody signed in",
                    "RFC 4954 §6; Microsoft 5.7.57"),
            new Rule(
                    stage("send").and(phrase("credentials for relay")),
                    ambiguous(Cause.SENDER_NOT_ALLOWED, Cause.IP_BLOCKED).upTo(WhoMustAct.PROVIDER_ADMIN),
                    "the relay knows neither our domain nor our address",
                    "Google Workspace, SMTP relay service errors"),
            new Rule(
                    stage("send")
                            .and(over("smtp"))
                            .and(
                                    phrase(
                                            "relaying disallowed as|(?:sender|from)[^;]{0,60}user unknown|invalid sender address")),
                    likely(Cause.SENDER_NOT_ALLOWED, Cause.SMTP_AUTH_NOT_PERFORMED, Cause.ACCOUNT_DOES_NOT_EXIST),
                    "the sender is not one of ours, whoever we are",
                    "Zoho, SMTP errors; Postfix, reject_unlisted_sender"),
            new Rule(
                    stage("send", "auth")
                            .and(over("smtp"))
                            .and(
                                    says(Word.SENDER, Word.FORBIDDEN)
                                            .or(says(Word.SENDER, Word.FAILED))
                                            .or(says(Word.SENDER, Word.WRONG))
                                            .or(enhanced("7.60"))
                                            .or(
                                                    phrase(
                                                            "not owned by|sendasdenied|permissions? to send as|not (?:verified|permitted|authori[sz]ed|allowed) (?:to send )?(?:as|from|sender)|address is not verified|(?:address|domain|identity|identities)[^.]{0,30}not (?:been )?verified|relaying disallowed as|must (?:be (?:the )?(?:same|equal|identical)|match)|cannot send from|unregistered domain|does not (?:belong|match)|spoof|not an? (?:[a-z]{1,12} )?sender|not (?:an? )?(?:own|valid sender)|sender address|verify your (?:domain|sender)")))
                            .and(stage("auth").and(status(535)).negate())
                            .and(phrase("temporar|rate|quota|too m|spam (?:message|content)|virus")
                                    .negate()),
                    certain(Cause.SENDER_NOT_ALLOWED),
                    "this account may not send as that address",
                    "Postfix, reject_sender_login_mismatch; Microsoft 5.7.60; Amazon SES, verified identities"));

    private SendingRules() {}
}
