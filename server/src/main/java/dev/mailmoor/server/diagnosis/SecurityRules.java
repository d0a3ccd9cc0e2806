package dev.mailmoor.server.diagnosis;

import static dev.mailmoor.server.diagnosis.Rule.code;
import static dev.mailmoor.server.diagnosis.Rule.enhanced;
import static dev.mailmoor.server.diagnosis.Rule.has;
import static dev.mailmoor.server.diagnosis.Rule.over;
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

/** The way of signing in is at fault: encryption or mechanism. Before accounts, for such answers too speak of logins. */
final class SecurityRules {
    /** The mechanism is fine, what was computed by it is not. */
    private static final Predicate<Answer> WRONG_PROOF = phrase(
            "(?:digest|response|hash|proof)[^.]{0,20}(?:match|wrong|invalid|incorrect|bad)|(?:wrong|bad|invalid|incorrect) (?:digest|response|proof)");

    /** A library speaks, not a server. */
    private static final Predicate<Answer> BEFORE_THE_SERVER = stage("auth", "connect")
            .and(status(535).negate())
            .and(phrase("^(?:[a-z0-9.]{1,200}(?:exception|error)|error|smtp|imap|pop3?):|exception"));

    static final List<Rule> ALL = List.of(
            new Rule(
                    phrase(
                                    "(?:no|missing|without|empty|null) (?:password|passphrase|credentials?|user ?name)(?: (?:was |were |is |are )?(?:specified|given|provided|supplied|configured|set|for))?\\b")
                            .and(BEFORE_THE_SERVER),
                    ambiguous(Cause.WRONG_PASSWORD_OR_USERNAME, Cause.SMTP_AUTH_NOT_PERFORMED, Cause.OTHER),
                    "a program had no name or password to send",
                    "Jakarta Mail, nodemailer and Go"),
            new Rule(
                    phrase(
                            "auth\\w{0,12} (?:command )?(?:used )?when not advertised|auth\\w{0,12} not advertised|(?:not|n't) support auth(?:entication)?\\b(?! (?:mech|meth|type))|auth extension (?:is )?not supported"),
                    ambiguous(Cause.TLS_REQUIRED_BEFORE_AUTH, Cause.UNSUPPORTED_AUTH_MECHANISM),
                    "servers advertise sign-in only on secured connections",
                    "Exim, auth_advertise_hosts"),
            new Rule(
                    phrase(
                            "no (?:\\w{1,20} )?(?:auth\\w{0,12}|log ?in) (?:mechanisms?|methods?)[^.]{0,20}(?:supported(?: by both|!|$)|in common|match|left)"),
                    ambiguous(Cause.UNSUPPORTED_AUTH_MECHANISM, Cause.TLS_REQUIRED_BEFORE_AUTH),
                    "nothing in common; more may be offered on a secured connection",
                    "RFC 4422 §3.1; Jakarta Mail's words"),
            new Rule(
                    over("tls", "network")
                            .negate()
                            .and(
                                    code("PRIVACYREQUIRED")
                                            .or(enhanced("7.11")
                                                    .and(has(Word.SECURE).or(status(538, 524))))
                                            .or(status(538))
                                            .or(says(Word.SECURE, Word.REQUIRED))
                                            .or(says(Word.PLAINTEXT, Word.FORBIDDEN))
                                            .or(
                                                    phrase(
                                                            "under a (?:security )?layer|^[^a-z]{0,8}(?:unencrypted|unsecured|insecure) (?:connection|channel)$|only (?:over|with|via|on|through|after) (?:a |an )?(?:secure|encrypted|ssl|tls)|(?:use|enable|try|switch to) (?:ssl|tls|starttls|a secure|an encrypted)|logindisabled|(?:before|until|unless|prior to) (?:an? |the )?(?:(?:connection|session|channel|link) (?:is |has been )?)?(?:s(?:tart)?tls|ssl|tls|encrypt|secur)|(?:must|should) (?:use|issue|send) (?:the )?s(?:tart)?tls|allowed without (?:ssl|tls|encryption)|plain (?:text )?(?:login|auth\\w{0,12})[^.]{0,30}(?:disabled|not (?:allowed|permitted|enabled))"))),
                    certain(Cause.TLS_REQUIRED_BEFORE_AUTH),
                    "the server wants the connection secured first",
                    "RFC 5530 §3, RFC 3207 §4, RFC 4954 §6, RFC 9051 §6.2.3"),
            new Rule(
                    stage("capability")
                            .and(over("pop3"))
                            .and(
                                    phrase(
                                            "(?:unknown|invalid|unrecogni[sz]ed|unimplemented|unsupported|bad) command|(?:command|capa) (?:is )?(?:not|un)")),
                    ambiguous(Cause.OTHER),
                    "an old server knows no CAPA: harmless",
                    "RFC 2449 §5"),
            new Rule(
                    stage("auth", "capability")
                            .and(
                                    phrase(
                                            "(?:in|at) (?:this|the current|current|wrong|invalid) state|illegal in state|only allowed in states?|already (?:authenticated|logged in|signed in)|must be in [a-z ]{1,24} state|invalid (?:user|pass) command|supply a user ?name|(?:first with|with) user(?: first)?$|need e?helo|send e?helo")),
                    ambiguous(Cause.OTHER),
                    "a command came out of its order: the sign-in itself was not judged",
                    "RFC 1939 §4, RFC 9051 §3, RFC 5321 §4.1.4"),
            new Rule(
                    status(504)
                            .or(status(502).and(enhanced("5.1")))
                            .and(stage("auth", "capability"))
                            .or(enhanced("7.4").and(stage("auth", "capability")))
                            .or(says(Word.MECHANISM, Word.WRONG).and(WRONG_PROOF.negate()))
                            .or(says(Word.MECHANISM, Word.FORBIDDEN))
                            .or(
                                    phrase(
                                            "no (?:\\w{1,20} )?mechanisms? available|no (?:usable|supported|suitable|acceptable|common|matching) (?:sasl |auth\\w{0,12} )?mech|no worthy mechs|no (?:shared )?secret (?:in|for|found)|\\b(?:login|plain|user|pass)(?: command)? (?:is )?not (?:supported|implemented)|\\bauth mode|unsupported auth|requested mechanism|(?:plain|login|md5|ntlm) (?:is )?too weak|use scram|no verifier|another step is needed|(?:password|plain|plain ?text|login) auth\\w{0,12} (?:is )?(?:not (?:supported|available|offered)|unsupported)|(?:not|n't) (?:seem to )?support (?:password|plain|encrypted|secure|this|that|the)[a-z ]{0,16} (?:auth\\w{0,12}|passwords?|log ?ins?)|anonymous (?:log ?in|access|auth)|unrecogni[sz]ed auth|unsupported (?:sasl|mechanism)|mechanism[^.]{0,20}(?:unsupported|too weak|disabled|unavailable)|(?:imap )?auth\\w{0,12} (?:command )?(?:is )?not (?:enabled|implemented|supported|available|recogni[sz]ed)"
                                                    + "|no (?:supported|suitable|common|matching|usable) auth|no auth\\w{0,12} type succeeded"))
                            .or(
                                    stage("auth", "capability")
                                            .and(
                                                    phrase(
                                                            "(?:command|verb|syntax)[^.]{0,24}(?:un(?:recogni[sz]ed|known|supported|implemented)|not (?:recogni[sz]ed|implemented|understood|supported|known|valid)|invalid)|(?:un(?:recogni[sz]ed|known|supported)|invalid) (?:\\w{1,12} )?command")))
                            .and(phrase("authentication (?:is )?not enabled")
                                    .and(over("smtp"))
                                    .negate())
                            .and(phrase("too many|\\bbad apop|\\bbye\\b|temporar")
                                    .negate())
                            .and(has(Word.BASIC_AUTH).negate()),
                    likely(
                            Cause.UNSUPPORTED_AUTH_MECHANISM,
                            Cause.TLS_REQUIRED_BEFORE_AUTH,
                            Cause.PROTOCOL_DISABLED_FOR_MAILBOX),
                    "the server does not know this way to sign in",
                    "RFC 4954 §4, RFC 4422 §3.6, RFC 5321 §4.2.4"),
            new Rule(
                    over("smtp")
                            .and(stage("auth"))
                            .and(temporaryStatus().negate())
                            .and(
                                    phrase(
                                            "authentication (?:is )?not enabled|auth (?:is )?not (?:available|enabled)|auth(?:entication)? (?:is )?not (?:allowed|permitted|possible)(?: (?:on|at|over|via|here)|[^a-z]{0,3}$)|(?<!basic |legacy |password |modern )\\bauth(?:entication)? (?:is |are )?disabled")),
                    ambiguous(
                                    Cause.PROTOCOL_DISABLED_FOR_MAILBOX,
                                    Cause.TLS_REQUIRED_BEFORE_AUTH,
                                    Cause.NOT_A_MAIL_SERVER_ON_PORT)
                            .upTo(WhoMustAct.OPERATOR),
                    "sign-in is off on this port",
                    "Postfix, smtpd_sasl_auth_enable"));

    private SecurityRules() {}
}
