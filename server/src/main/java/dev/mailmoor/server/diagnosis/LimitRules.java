package dev.mailmoor.server.diagnosis;

import static dev.mailmoor.server.diagnosis.Rule.at;
import static dev.mailmoor.server.diagnosis.Rule.code;
import static dev.mailmoor.server.diagnosis.Rule.enhanced;
import static dev.mailmoor.server.diagnosis.Rule.over;
import static dev.mailmoor.server.diagnosis.Rule.permanentStatus;
import static dev.mailmoor.server.diagnosis.Rule.says;
import static dev.mailmoor.server.diagnosis.Rule.stage;
import static dev.mailmoor.server.diagnosis.Rule.status;
import static dev.mailmoor.server.diagnosis.Verdict.ambiguous;
import static dev.mailmoor.server.diagnosis.Verdict.certain;
import static dev.mailmoor.server.diagnosis.Verdict.likely;

import dev.mailmoor.protocol.Protocol;
import dev.mailmoor.protocol.Stage;
import java.util.List;

/** The server is busy, full, ill, or has had enough of us: nothing is said of the password. */
final class LimitRules {
    static final List<Rule> ALL = List.of(
            new Rule(
                    says("(maximum|too many)( number of)?( open| concurrent| simultaneous)*( smtp| imap| pop3)?"
                                    + " (connections|sessions|requests)|thread limit exceeded")
                            .or(code("LIMIT")),
                    certain(Cause.TOO_MANY_CONNECTIONS),
                    "a limit of connections",
                    "RFC 5530 §3; Dovecot, mail_max_userip_connections"),
            new Rule(
                    over(Protocol.POP3)
                            .and(code("IN-USE")
                                    .or(says("(mailbox|maildrop)[^.]*(locked|in use)|get lock|already locked"))),
                    certain(Cause.POP_MAILBOX_IN_USE),
                    "another POP3 session holds the mailbox",
                    "RFC 2449 §8.1.2"),
            new Rule(
                    says("(\\bip\\b|\\baddress\\b|client host)[^.]*(blocked|rejected|banned|blacklist|blocklist|listed)"
                                    + "|spamhaus|intrusion prevention|not accepted from (this ip|\\d)"
                                    + "|connections will not be accepted")
                            .or(at("netease-163").and(says("hl:ihu|ip is rejected"))),
                    likely(Cause.IP_BLOCKED),
                    "the server refuses our address",
                    "RFC 5321 §7.9; servers' own words"),
            new Rule(
                    says("too many invalid logon"),
                    ambiguous(Cause.IP_BLOCKED, Cause.RATE_LIMITED, Cause.WRONG_PASSWORD_OR_USERNAME),
                    "hMailServer bans an address after failed logins",
                    "hMailServer, auto-ban"),
            new Rule(
                    says("rate[^.]*too high|throttl|rate ?limit|slow down|too much (mail|fail)"
                                    + "|too many (messages|failed|bad|auth|errors|invalid|login|times)|too many times"
                                    + "|logins must be at least|(command|bandwidth|relay|sending|attempts?) limits? (exceed|reached)"
                                    + "|command or bandwidth limits|error limit exceed|quotaexceededexception|daily [a-z ]*limit"
                                    + "|limite m[aá]ximo|(excessive|unexpected) volume|max(imum)? message"
                                    + "|session expired, please log")
                            .or(code("LOGIN-DELAY", "THROTTLED")),
                    likely(Cause.RATE_LIMITED, Cause.WRONG_PASSWORD_OR_USERNAME),
                    "too much in too short a time",
                    "RFC 2449 §8.1.1; servers' own words"),
            new Rule(
                    code("OVERQUOTA")
                            .or(enhanced("2.2"))
                            .or(says("over ?quota|exceeded your (mail )?quota|quota (is |has been )?exceeded"
                                    + "|mailbox( for user)? is full|mailbox full")),
                    certain(Cause.MAILBOX_OVER_QUOTA),
                    "the mailbox is full",
                    "RFC 5530 §3, RFC 3463 §3.3"),
            new Rule(
                    over(Protocol.SMTP)
                            .and(stage(Stage.GREETING, Stage.CONNECT))
                            .and(permanentStatus()),
                    ambiguous(Cause.IP_BLOCKED, Cause.NOT_A_MAIL_SERVER_ON_PORT),
                    "refused before we said a word: it is about our address",
                    "RFC 5321 §3.1"),
            new Rule(
                    says("federated sts url"),
                    likely(Cause.TLS_VERSION_OR_CIPHER).upTo(WhoMustAct.PROVIDER_ADMIN),
                    "the organisation's own sign-in service is not secured",
                    "Microsoft 5.7.139"),
            new Rule(
                    says("inactiv|autologout|idle (for )?too long|because of timeout|connection (expired|closed)"
                            + "|closing connection"),
                    likely(Cause.CONNECTION_RESET_OR_CLOSED),
                    "the server ended the session",
                    "RFC 9051 §7.1.5"),
            new Rule(
                    code("UNAVAILABLE", "SYS/TEMP", "SERVERBUG", "INUSE").or(status(421, 432, 451, 454)),
                    certain(Cause.PROVIDER_OUTAGE_OR_TEMPORARY),
                    "the code says that it will pass",
                    "RFC 5530 §3, RFC 3206 §4, RFC 4954 §6"),
            new Rule(
                    says(
                            "temporar|try (again|later)|(?<!reason )unavailable|unreachable|maintenance|internal (server )?error"
                                    + "|system (error|problem|busy)|server (error|busy|failed)|service not active|no servers available"
                                    + "|too much load|ports are busy|unexpected (error|exception)|generic failure"
                                    + "|unable to authenticate at present|clock skew|shutting down|shutdown|restarting now"),
                    likely(Cause.PROVIDER_OUTAGE_OR_TEMPORARY),
                    "the server is in trouble itself",
                    "servers' own words"));

    private LimitRules() {}
}
