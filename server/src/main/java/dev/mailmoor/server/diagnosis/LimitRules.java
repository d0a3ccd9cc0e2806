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

/** The server has had enough of us, or of the mailbox: nothing is said of the password. Before all that speaks of accounts. */
final class LimitRules {
    private static final Predicate<Answer> YAHOO = at("yahoo", "aol", "turbify", "att", "verizon", "bt", "sky");

    private static final String SIMULTANEOUS =
            "concurrent|simultan|parallel|gleichzeitig|gelijktijdig|одновременн|eszamanli|jednoczesn|soubezn|同时|同時|동시"
                    + "|mail_max_userip|(?:thread|process|client)(?:es)?[ _](?:count )?limit";

    static final List<Rule> ALL = List.of(
            new Rule(
                    phrase("\\bhl:icc\\b"),
                    certain(Cause.TOO_MANY_CONNECTIONS),
                    "NetEase's code for too many connections at once",
                    "NetEase, codes of returned mail"),
            new Rule(
                    phrase("\\b(?:hl:(?:ifc|itc)|mi:(?:sfq|dmc|stc|ccl|cel)|rp:(?:drc|ccl|cel|trc))\\b"),
                    certain(Cause.RATE_LIMITED),
                    "NetEase's codes for too much in too short a time",
                    "NetEase, codes of returned mail"),
            new Rule(
                    phrase("\\b(?:hl:(?:rep|mep|ihu|ipb|icu)|dt:rbl|wm:bli|rp:rbl)\\b"),
                    likely(Cause.IP_BLOCKED, Cause.RATE_LIMITED),
                    "NetEase's codes for an address in bad repute",
                    "NetEase, codes of returned mail"),
            new Rule(
                    YAHOO.and(phrase("too many bad auth attempts|auth005")),
                    ambiguous(Cause.APP_PASSWORD_REQUIRED, Cause.RATE_LIMITED, Cause.WRONG_PASSWORD_OR_USERNAME),
                    "Yahoo says so at the first try with an account's own password",
                    "Yahoo, AUTH005; answers of its support forum"),
            new Rule(
                    code("IN-USE")
                            .or(
                                    over("pop3")
                                            .and(
                                                    phrase(
                                                            "(?:mailbox|maildrop|mail drop|inbox)[^.]{0,40}(?:\\blocked|in use|busy|lock|being (?:used|accessed|read)|(?:used|opened|accessed) by)|get lock|already locked|being read already|already (?:open|being read)|(?:another|other) (?:pop|session)|andere sitzung|autre session|otra sesion|altra sessione|outra sess|inna sesj|jina relace|другой сесси|(?:postfach|boite|buzon|casella|skrzynka|ящик)[^.]{0,40}(?:bereits|deja|\\bya\\b|\\bgia\\b|уже)[^.]{0,40}(?:geoffnet|verwendet|benutz|ouverte|utilis|abiert|en uso|apert|in uso|открыт|использ)|(?:acquire|obtain|get|hold|held)[^.]{0,20} lock\\b|\\block (?:is )?held|(?:someone|somebody) else|only one (?:pop3? )?(?:session|connection|login)|lock maildrop|lock (?:the )?mailbox|\\b(?:dot)?lock(?:ing)? (?:file|fail)")))
                            .and(says(Word.TOO_MANY, Word.CONNECTIONS).negate())
                            .and(phrase("server (?:is )?(?:too )?(?:busy|down|overload)")
                                    .negate())
                            .and(over("imap").negate()),
                    certain(Cause.POP_MAILBOX_IN_USE),
                    "another POP3 session holds the mailbox",
                    "RFC 2449 §8.1.2, RFC 1939 §4"),
            new Rule(
                    has(Word.BLOCK_LIST)
                            .or(enhanced("7.25"))
                            .or(says(Word.ADDRESS, Word.LOCKED))
                            .or(says(Word.ADDRESS, Word.FAILED)
                                    .and(stage("greeting"))
                                    .and(has(Word.LOGIN).or(has(Word.TOO_MANY)).negate()))
                            .or(says(Word.ADDRESS, Word.FORBIDDEN)
                                    .and(has(Word.LOGIN).negate()))
                            .or(says(Word.CONNECTIONS, Word.FAILED, Word.ADDRESS)
                                    .and(says(Word.TOO_MANY, Word.CONNECTIONS).negate()))
                            .or(
                                    phrase(
                                            "(?:not accepted|refused|rejected|denied|forbidden|not (?:allowed|permitted|possible)|blocked|disallowed) from (?:(?:this|that|your|the) (?:ip|network|address|location|country|region|host|server|range)|your|\\d|\\[)|connections will not be accepted|(?:originating|coming|sent|received) from your ip|permanently deferred|(?:your|this|the) ip (?:address )?(?:is|has been|was) |hostname? rejected|client host (?:\\S{1,80} )?rejected|\\bip\\b[^.]{0,40}not authori|unauthori[sz]ed (?:client )?(?:ip|address|network|host)\\b|access from (?:[^.]{0,60}|\\S{1,80} (?:has been |is |was )?)(?:denied|blocked|refused|rejected|forbidden|disabled|restricted|not (?:allowed|permitted|possible))|only (?:be (?:used|accessed|reached) |allowed |possible |accepted |permitted |available )?(?:from|within|inside) (?:the |your |our |an? )?(?:local|internal|company|trusted|allowed|corporate|office)|(?:allowed|permitted|accepted|possible|blocked|denied) from (?:overseas|abroad|outside|foreign|other countries)|境外|海外|异地|country (?:is )?(?:not allowed|blocked)|geo-?(?:block|restrict|ip)"))
                            .and(phrase(
                                            "per (?:ip|hour|minute)|\\brate\\b|too fast|(?<!permanently )deferred|too many (?:open |concurrent |simultaneous )?(?:connections|sessions)")
                                    .negate()),
                    likely(Cause.IP_BLOCKED),
                    "the server refuses our address",
                    "RFC 5321 §7.9, RFC 5782 §2; servers' own words"),
            new Rule(
                    phrase("too many invalid logon|brute.?force"),
                    ambiguous(Cause.IP_BLOCKED, Cause.RATE_LIMITED, Cause.WRONG_PASSWORD_OR_USERNAME),
                    "hMailServer bans an address after failed logins",
                    "hMailServer, auto-ban"),
            new Rule(
                    at("talktalk", "arcor").and(phrase("account is temporarily unavailable")),
                    ambiguous(Cause.TOO_MANY_CONNECTIONS, Cause.PROVIDER_OUTAGE_OR_TEMPORARY),
                    "said there when too many connections are open",
                    "FairEmail, on arcor.de and TalkTalk"),
            new Rule(
                    phrase(SIMULTANEOUS)
                            .and(has(Word.TOO_MANY))
                            .or(phrase(
                                            "too many|more than|maximum|\\bmax\\b|exceed|limit|reached|trop de|zu viele|demasiad|muitas|tropp[ei]|te veel|zbyt wiele|za duzo|prilis mnoho|cok fazla|слишком|превыш|过多|太多|多すぎ|너무 많")
                                    .and(says(Word.TOO_MANY, Word.CONNECTIONS))
                                    .and(has(Word.RATE).negate())
                                    .and(phrase(
                                                    "command|messages? per|requests? rate|recipients|too many (?:errors|bad|invalid|failed|auth|requests)|(?:failed|invalid|bad) (?:requests|logins?|sessions)")
                                            .negate()))
                            .or(code("LIMIT")
                                    .and(has(Word.RATE).negate())
                                    .and(says(Word.TOO_MANY, Word.ATTEMPTS).negate()))
                            .or(status(432).and(has(Word.TOO_MANY))),
                    likely(Cause.TOO_MANY_CONNECTIONS, Cause.RATE_LIMITED),
                    "a limit of connections",
                    "RFC 5530 §3; Dovecot, mail_max_userip_connections"),
            new Rule(
                    at("qq", "qq-exmail", "netease-163", "foxmail", "aliyun", "sina", "lark")
                            .and(says(Word.WRONG, Word.PASSWORD)
                                    .or(says(Word.LOGIN, Word.FAILED))
                                    .or(says(Word.PASSWORD, Word.FAILED)))
                            .and(stage("auth"))
                            .and(phrase("abnormal|service is not open|frequency limited|system (?:is )?busy")),
                    ambiguous(
                            Cause.APP_PASSWORD_REQUIRED,
                            Cause.APP_PASSWORD_REVOKED_OR_MALFORMED,
                            Cause.PROTOCOL_DISABLED_FOR_MAILBOX,
                            Cause.WRONG_PASSWORD_OR_USERNAME,
                            Cause.RATE_LIMITED),
                    "Coremail's one answer for everything; a dead client password above all",
                    "QQ Mail, help on authorization codes; NetEase, help on client access"),
            new Rule(
                    code("LOGIN-DELAY"),
                    certain(Cause.RATE_LIMITED).upTo(WhoMustAct.OPERATOR),
                    "the server sets how often a mailbox may be looked at; ours is set shorter",
                    "RFC 2449 §8.1.1"),
            new Rule(
                    code("THROTTLED")
                            .or(enhanced("5.3").and(stage("send")).and(temporaryStatus()))
                            .or(
                                    phrase(
                                            "(?:please |must )?wait (?:before|a while|a bit|some time|until|\\d{1,4} ?(?:sec|min|hour))|too many requests"))
                            .or(code("OVERQUOTA").and(has(Word.RATE)))
                            .or(
                                    has(Word.RATE)
                                            .and(
                                                    has(Word.TOO_MANY)
                                                            .or(
                                                                    phrase(
                                                                            "throttl|slow down|slowing|rate.?limit|back ?-?off|too high|wait \\d|logins? must be|quotaexceeded|flood|unusual|excessive|unexpected|too much"))))
                            .or(says(Word.TOO_MANY, Word.ATTEMPTS))
                            .or(says(Word.TOO_MANY, Word.MESSAGES)
                                    .and(phrase("mailbox|quota|size|large|storage|big|line")
                                            .negate()))
                            .or(
                                    phrase(
                                            "too many|too fast|too frequent|too often|frequency|频繁|次数过多|error limit exceed|exceeded [^.]{0,40}(?:limit|rate)|command or bandwidth|limits? (?:exceed|reached)|submissionquota|exceeded (?:the |a )?threshold|(?:e-?mail|message|sender|sending|send|sent|submission|relay|smtp|outgoing|outbound|daily|hourly|recipient) quota|every \\d{1,4} (?:sec|min|hour)|unusual (?:sending|rate|volume)|lockdown|greylist|limite maximo"))
                            .and(has(Word.QUOTA)
                                    .and(has(Word.RATE).negate())
                                    .and(stage("send")
                                            .and(
                                                    phrase(
                                                            "(?:e-?mail|message|sender|sending|send|sent|submission|outgoing|recipient) quota"))
                                            .negate())
                                    .negate())
                            .and(phrase(
                                            "too many (?:invalid imap|(?:(?:invalid|bad|imap|pop3?|smtp) ){1,3}commands|open files|hops|times$|redirect|received|recipients|unknown commands|synchroni)|timeout exceeded|message size|size limit|licen[sc]e|(?:account|mailbox|user|domain) (?:has been |is |was )?(?:suspended|terminated|disabled|deactivated|frozen)")
                                    .negate()),
                    likely(Cause.RATE_LIMITED, Cause.WRONG_PASSWORD_OR_USERNAME, Cause.IP_BLOCKED),
                    "too much in too short a time",
                    "RFC 2449 §8.1.1, RFC 6647 §2; servers' own words"),
            new Rule(
                    code("OVERQUOTA")
                            .or(enhanced("2.2"))
                            .or(says(Word.QUOTA, Word.TOO_MANY))
                            .or(
                                    phrase(
                                            "used \\d{1,9} ?[kmgt]i?b of|over ?quota|quota[^.]{0,20}exceed|mailbox[^.]{0,20} full|storage (?:limit|full)|storage (?:has been |was |is )?exceeded|not enough (?:disk )?space|no (?:more )?(?:space|room) (?:left )?(?:in|on|for)|out of (?:disk )?(?:space|storage)|disk quota"))
                            .or(
                                    has(Word.QUOTA)
                                            .and(
                                                    phrase(
                                                            "full|voll|fullt|\\bvol\\b|pleine|saturee|lleno|agotado|cheia|piena|esaurit|insuficient|insufficient|pelna|przepeln|plna|\\bdol|переполн|закончилось|已满|满了|不足|いっぱい|超|초과|부족|almost"))),
                    certain(Cause.MAILBOX_OVER_QUOTA),
                    "the mailbox is full",
                    "RFC 5530 §3, RFC 3463 §3.3, RFC 9208 §3"),
            new Rule(
                    over("smtp", "network")
                            .and(stage("greeting", "connect"))
                            .and(permanentStatus())
                            .and(phrase("temporar|later|busy|maintenance|overload")
                                    .negate()),
                    ambiguous(Cause.IP_BLOCKED, Cause.RATE_LIMITED, Cause.PROVIDER_OUTAGE_OR_TEMPORARY),
                    "refused before we said a word: it is about our address",
                    "RFC 5321 §3.1"));

    private LimitRules() {}
}
