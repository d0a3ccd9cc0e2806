package dev.mailmoor.server.diagnosis;

import static dev.mailmoor.server.diagnosis.Rule.code;
import static dev.mailmoor.server.diagnosis.Rule.enhanced;
import static dev.mailmoor.server.diagnosis.Rule.says;
import static dev.mailmoor.server.diagnosis.Rule.stage;
import static dev.mailmoor.server.diagnosis.Rule.status;
import static dev.mailmoor.server.diagnosis.Verdict.ambiguous;
import static dev.mailmoor.server.diagnosis.Verdict.certain;
import static dev.mailmoor.server.diagnosis.Verdict.likely;

import dev.mailmoor.protocol.Stage;
import java.util.List;

/** We talk to the wrong partner, or in the wrong way: port, encryption, mechanism. */
final class ConnectionRules {
    static final List<Rule> ALL = List.of(
            new Rule(
                    says("^(.*response=)?(http/1\\.|ssh-\\d|<html|<!doctype|rfb \\d)"),
                    certain(Cause.NOT_A_MAIL_SERVER_ON_PORT),
                    "another protocol's first words",
                    "RFC 9112 §4, RFC 4253 §4.2"),
            new Rule(
                    says("no smtp service here|only allowed on submission ports"),
                    likely(Cause.NOT_A_MAIL_SERVER_ON_PORT),
                    "the server says that this port is not for us",
                    "RFC 5321 §3.1"),
            new Rule(
                    says("^(.*response=)?(\\d{3})?[ -]?\\*{8,}"),
                    likely(Cause.PROXY_OR_ANTIVIRUS_INTERFERENCE),
                    "some firewalls write stars over an SMTP greeting",
                    "Cisco PIX and ASA, SMTP inspection"),
            new Rule(
                    says("non-ssl socket|again speaking imap|wrong version number|tls (handshake|client ?hello)"),
                    likely(Cause.TLS_PLAIN_MISMATCH, Cause.NOT_A_MAIL_SERVER_ON_PORT),
                    "the server saw TLS where it expects plain text",
                    "servers' own words"),
            new Rule(
                    says("synchroni[sz]ation error"),
                    likely(Cause.PROXY_OR_ANTIVIRUS_INTERFERENCE, Cause.TLS_PLAIN_MISMATCH),
                    "bytes came before the greeting: not ours",
                    "RFC 5321 §4.3.1"),
            new Rule(
                    code("PRIVACYREQUIRED").or(enhanced("7.11")).or(status(538)),
                    certain(Cause.TLS_REQUIRED_BEFORE_AUTH),
                    "this code says so",
                    "RFC 5530 §3, RFC 4954 §6"),
            new Rule(
                    says(
                            "starttls (command )?(first|is required)|must issue a starttls|starttls is required|requires? starttls"
                                    + "|(plain ?text|cleartext)( password)? (authentication|auth|logins?)"
                                    + " (is |are )?(disallowed|disabled|not allowed|not permitted)"
                                    + "|(ssl|tls|encrypt|secure)[a-z/ -]*(connection|encryption|layer|session)?"
                                    + " (is |are )?(required|needed)|requires an encrypted|encryption (is )?(needed|required)"
                                    + "|available under a layer|insecure connection|not allowed without (ssl|tls|encryption)"),
                    certain(Cause.TLS_REQUIRED_BEFORE_AUTH),
                    "the server wants the connection secured first",
                    "RFC 3207 §4, RFC 9051 §6.2.3"),
            new Rule(
                    says("auth(entication)? command used when not advertised"),
                    ambiguous(Cause.TLS_REQUIRED_BEFORE_AUTH, Cause.UNSUPPORTED_AUTH_MECHANISM),
                    "servers advertise sign-in only on secured connections",
                    "Exim, auth_advertise_hosts"),
            new Rule(
                    says("no authentication mechanisms supported by both"),
                    ambiguous(Cause.UNSUPPORTED_AUTH_MECHANISM, Cause.TLS_REQUIRED_BEFORE_AUTH),
                    "nothing in common; more may be offered on a secured connection",
                    "RFC 4422 §3.1"),
            new Rule(
                    stage(Stage.AUTH, Stage.CAPABILITY)
                            .and(
                                    status(504)
                                            .or(
                                                    says(
                                                            "(unsupported|unrecogni[sz]ed|unknown|invalid) auth\\w* (mechanism|method|type)"
                                                                    + "|mechanism[^.]{0,20}(not supported|unsupported|not available|disabled)"
                                                                    + "|no (\\w+ )?mechanism available|no worthy mechs"
                                                                    + "|imap authenticate is not enabled|apop not enabled"
                                                                    + "|command (unrecogni[sz]ed|not recogni[sz]ed|unknown)|unrecogni[sz]ed command"))),
                    likely(Cause.UNSUPPORTED_AUTH_MECHANISM),
                    "the server does not know this way to sign in",
                    "RFC 4954 §4, RFC 4422 §3.6"),
            new Rule(
                    stage(Stage.AUTH).and(says("authentication (is )?not enabled")),
                    ambiguous(
                            Cause.PROTOCOL_DISABLED_FOR_MAILBOX,
                            Cause.TLS_REQUIRED_BEFORE_AUTH,
                            Cause.NOT_A_MAIL_SERVER_ON_PORT),
                    "sign-in is off on this port",
                    "Postfix, smtpd_sasl_auth_enable"));

    private ConnectionRules() {}
}
