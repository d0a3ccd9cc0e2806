package dev.mailmoor.server.diagnosis;

import static dev.mailmoor.server.diagnosis.PathRules.BEFORE_SIGN_IN;
import static dev.mailmoor.server.diagnosis.PathRules.BY_A_LIBRARY;
import static dev.mailmoor.server.diagnosis.Rule.at;
import static dev.mailmoor.server.diagnosis.Rule.over;
import static dev.mailmoor.server.diagnosis.Rule.phrase;
import static dev.mailmoor.server.diagnosis.Rule.stage;
import static dev.mailmoor.server.diagnosis.Verdict.certain;
import static dev.mailmoor.server.diagnosis.Verdict.likely;

import java.util.List;

/** Somebody else answered: a server of another kind, a firewall, a scanner, a proxy. First in order. */
final class StrangerRules {
    private static final String SCANNER =
            "mail shield|web/mail|anti-?virus|antispyware|\\bavast|\\bavg\\b|\\bavira|norton|kaspersky|\\beset\\b|bitdefender|sophos|mcafee"
                    + "|symantec|f-secure|g data|dr\\.?web|panda|trend ?micro|comodo|webroot|fortigate|fortinet|zscaler|netskope|palo ?alto|check ?point|cyberoam|watchguard"
                    + "|sonicwall|blue ?coat|mitm|interception|ssl (?:scan|inspection)|adguard|emsisoft|scanning proxy|mail ?guard";

    static final List<Rule> ALL = List.of(
            new Rule(
                    phrase(
                                    "(?:^|response=|response: |greeting[^a-z]{1,4}|server: |received[^a-z]{1,4}|b')(?:http/[12]|ssh-\\d|<html|<!doctype|<\\?xml|rfb \\d|mysql|sip/2|rtsp/1|amqp|asterisk)"
                                            + "|ftpd\\b|\\bftp server|filezilla|pure-ftp|400 bad request|http request")
                            .and(over("autodiscover", "oauth").negate())
                            .and(phrase("\\b407\\b").negate()),
                    likely(Cause.NOT_A_MAIL_SERVER_ON_PORT, Cause.PROXY_OR_ANTIVIRUS_INTERFERENCE),
                    "another protocol's first words",
                    "RFC 9112 §4, RFC 4253 §4.2, RFC 959 §4"),
            new Rule(
                    stage("greeting")
                            .and(over("imap", "pop3")
                                    .and(phrase("\\be?smtp\\b"))
                                    .or(over("smtp", "pop3").and(phrase("imap4rev|^\\* (?:ok|preauth)")))
                                    .or(over("smtp", "imap").and(phrase("^(?:\\+ok|-err)\\b")))),
                    certain(Cause.NOT_A_MAIL_SERVER_ON_PORT),
                    "the greeting is that of another mail protocol",
                    "RFC 5321 §4.2, RFC 1939 §4, RFC 9051 §7.1"),
            new Rule(
                    phrase(
                            "no smtp service here|(?:only )?(?:allowed|available|possible|accepted)[a-z ]{0,12} (?:on|via|through) (?:the )?submission|not an? (?:imap|pop3?|smtp|mail) server"
                                    + "|does not accept mail|wrong port|this port is (?:not )?for"),
                    likely(Cause.NOT_A_MAIL_SERVER_ON_PORT),
                    "the server says that this port is not for us",
                    "RFC 7504 §3; servers' own words"),
            new Rule(
                    at("exchange-on-premises")
                            .and(stage("greeting", "capability"))
                            .and(phrase("forcibly closed|closed by the remote|reset")),
                    likely(Cause.PROVIDER_OUTAGE_OR_TEMPORARY, Cause.CONNECTION_RESET_OR_CLOSED)
                            .upTo(WhoMustAct.PROVIDER_ADMIN),
                    "Exchange hangs up while its IMAP or POP proxy component is inactive",
                    "Microsoft, Exchange server component states"),
            new Rule(
                    phrase("\\*{8,}|\\bx{5,}[a-z]?\\b"),
                    likely(Cause.PROXY_OR_ANTIVIRUS_INTERFERENCE),
                    "some firewalls write stars over an SMTP greeting, and X over commands",
                    "Cisco PIX and ASA, SMTP inspection"),
            new Rule(
                    phrase(SCANNER).and(BY_A_LIBRARY.or(BEFORE_SIGN_IN).or(phrase("proxy|certificate|issuer"))),
                    likely(
                            Cause.PROXY_OR_ANTIVIRUS_INTERFERENCE,
                            Cause.CERTIFICATE_UNTRUSTED_OR_EXPIRED_OR_NAME_MISMATCH),
                    "a scanner or firewall answers in the server's place",
                    "Jakarta Mail FAQ, on certificates of virus scanners"),
            new Rule(
                    phrase(
                                    "\\bsocks\\w?\\b|proxy[ -]auth|\\b407\\b|http proxy|permission denied: connect|access permissions|proxy (?:server|connection|refused|error|tunnel|returned|responded|said|denied|connect)|(?:via|through|from|to|by) (?:the |a |our )?proxy|proxy:|(?:by|from) (?:a |the |our |your |corporate )?firewall|firewall (?:rule|polic)|http connect|tunneling socket|tunnel connection failed|captive portal")
                            .and(BY_A_LIBRARY.or(BEFORE_SIGN_IN)),
                    likely(Cause.PROXY_OR_ANTIVIRUS_INTERFERENCE),
                    "our own proxy did not let us through",
                    "RFC 1928 §6, RFC 9110 §15.5.8"));

    private StrangerRules() {}
}
