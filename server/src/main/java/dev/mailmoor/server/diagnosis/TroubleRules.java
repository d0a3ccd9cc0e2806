package dev.mailmoor.server.diagnosis;

import static dev.mailmoor.server.diagnosis.Rule.at;
import static dev.mailmoor.server.diagnosis.Rule.code;
import static dev.mailmoor.server.diagnosis.Rule.enhanced;
import static dev.mailmoor.server.diagnosis.Rule.has;
import static dev.mailmoor.server.diagnosis.Rule.over;
import static dev.mailmoor.server.diagnosis.Rule.permanentStatus;
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

/** The server is ill, or ends the session: nothing is wrong with the mailbox. After accounts, before bare refusals. */
final class TroubleRules {
    private static final Predicate<Answer> ENDS = phrase(
                    "\\bbye\\b|^421|^-err|disconnected|waiting for (?:client|input|command)")
            .or(status(421))
            .or(stage("select", "send", "greeting"));

    static final List<Rule> ALL = List.of(
            new Rule(
                    phrase("federated sts"),
                    certain(Cause.PROVIDER_OUTAGE_OR_TEMPORARY).upTo(WhoMustAct.PROVIDER_ADMIN),
                    "the organisation's own sign-in service is down",
                    "Microsoft, SMTP AUTH errors 5.7.139"),
            new Rule(
                    at("exchange-on-premises").and(says(Word.TEMPORARY).or(temporaryStatus())),
                    likely(Cause.PROVIDER_OUTAGE_OR_TEMPORARY).upTo(WhoMustAct.PROVIDER_ADMIN),
                    "Exchange's front end does not reach the mailbox: that lasts until its administrator mends it",
                    "Microsoft, Exchange proxy errors PRX1 to PRX5"),
            new Rule(
                    code("REFERRAL"),
                    ambiguous(Cause.MAILBOX_OR_FOLDER_UNAVAILABLE, Cause.OTHER, Cause.ACCOUNT_DOES_NOT_EXIST)
                            .upTo(WhoMustAct.OPERATOR),
                    "the mailbox lies on another server, which the answer names",
                    "RFC 2193 §4, RFC 2221 §4"),
            new Rule(
                    status(454).and(phrase("\\btls\\b")).or(code("CORRUPTION")),
                    likely(
                            Cause.PROVIDER_OUTAGE_OR_TEMPORARY,
                            Cause.TLS_VERSION_OR_CIPHER,
                            Cause.MAILBOX_OR_FOLDER_UNAVAILABLE),
                    "what is broken there may not pass by itself",
                    "RFC 3207 §4, RFC 5530 §3"),
            new Rule(
                    code("UNAVAILABLE", "SYS/TEMP", "SERVERBUG", "INUSE")
                            .or(status(454, 451, 432)
                                    .and(permanentStatus().negate())
                                    .and(phrase("time-?d? ?out waiting for (?:client|input|command)")
                                            .negate())
                                    .and(says(Word.WRONG, Word.PASSWORD)
                                            .and(stage("auth"))
                                            .negate())),
                    certain(Cause.PROVIDER_OUTAGE_OR_TEMPORARY),
                    "the code says that it will pass",
                    "RFC 5530 §3, RFC 3206 §4, RFC 4954 §6"),
            new Rule(
                    has(Word.IDLE)
                            .and(ENDS)
                            .and(phrase(
                                            "too many|later|shutting|shutdown|restart|maintenance|overload|busy|load|unavailable|not available|not active")
                                    .negate())
                            .and(phrase("login failed|authentication failed").negate()),
                    likely(Cause.CONNECTION_RESET_OR_CLOSED, Cause.PROVIDER_OUTAGE_OR_TEMPORARY),
                    "the server ended the session",
                    "RFC 9051 §5.4 and §7.1.5"),
            new Rule(
                    phrase(
                            "unable to (?:scan|stat|read|access|open|create|enter)[^.]{0,20}(?:maildir|mail ?drop|mail ?box|spool|inbox)|\\b(?:chdir|opendir|mkdir|stat|scan|open|lock|read)\\b.{0,80}maildir.{0,20}(?:fail|error|denied|no such)|no (?:\\$home/)?maildir\\b"),
                    likely(Cause.MAILBOX_OR_FOLDER_UNAVAILABLE, Cause.PROVIDER_OUTAGE_OR_TEMPORARY),
                    "the server lets in, and then does not get at the messages itself",
                    "qmail, qmail-pop3d.c"),
            new Rule(
                    says(Word.TROUBLE)
                            .or(says(Word.TEMPORARY))
                            .or(temporaryStatus())
                            .and(status(535, 435)
                                    .and(enhanced("7.8"))
                                    .and(phrase(
                                                    "generic failure|server failed|not responding|no response|temporar|(?<!reason )unavailable|connection (?:lost|to)|ldap|database|busy|backend|internal|timeout")
                                            .negate())
                                    .negate())
                            .and(stage("auth")
                                    .and(says(Word.WRONG, Word.PASSWORD))
                                    .negate())
                            .and(over("autodiscover", "network", "tls").negate().or(temporaryStatus()))
                            .and(permanentStatus()
                                    .or(stage("select"))
                                    .and(
                                            phrase(
                                                    "(?:mailbox|inbox|folder) (?:is )?(?:unavailable|not available)|(?:cannot|can't|could not|couldn't|unable to|failed to) (?:open|select|access) (?:the |your )?(?:mailbox|inbox|folder)"))
                                    .negate()),
                    likely(Cause.PROVIDER_OUTAGE_OR_TEMPORARY, Cause.WRONG_PASSWORD_OR_USERNAME),
                    "the server is in trouble itself",
                    "RFC 5321 §4.2.1; servers' own words"));

    private TroubleRules() {}
}
