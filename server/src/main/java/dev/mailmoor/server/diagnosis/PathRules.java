package dev.mailmoor.server.diagnosis;

import static dev.mailmoor.server.diagnosis.Rule.code;
import static dev.mailmoor.server.diagnosis.Rule.has;
import static dev.mailmoor.server.diagnosis.Rule.over;
import static dev.mailmoor.server.diagnosis.Rule.phrase;
import static dev.mailmoor.server.diagnosis.Rule.stage;
import static dev.mailmoor.server.diagnosis.Verdict.ambiguous;
import static dev.mailmoor.server.diagnosis.Verdict.certain;
import static dev.mailmoor.server.diagnosis.Verdict.likely;

import java.util.List;
import java.util.function.Predicate;

/**
 * No mail server spoke: the words are a library's or an operating system's. Before all that servers say, for such texts are
 * wrapped in login errors; the wrong partner before the broken line, because one causes the other.
 */
final class PathRules {
    /** Words of Java, .NET, Node, Python, PHP, Go and of Windows and Unix themselves. */
    static final Predicate<Answer> BY_A_LIBRARY = over("network", "tls")
            .or(stage("connect", "tls").and(answer -> answer.status() == 0))
            .or(
                    phrase(
                            "exception|\\berrno|traceback|winerror|wsa[a-z]{4,}|\\be(?:conn|timed|host|net|not|pipe|ai|proto)[a-z_]{2,}|socket ?error|ssl_error|gaierror"
                                    + "|dial tcp|stream_socket|fsockopen|curl|mailconnect|nested|transport connection|not connect|n't connect"));

    static final Predicate<Answer> BEFORE_SIGN_IN = stage("connect", "tls", "greeting", "capability");

    static final List<Rule> ALL = List.of(
            new Rule(
                    phrase(
                            "synchroni[sz]ation (?:error|conflict)|improper (?:command )?pipelining|allowed to pipeline|(?:data|input|bytes) (?:sent |received )?(?:before|after) (?:greeting|banner|starttls)|pre-?greet"),
                    ambiguous(Cause.PROXY_OR_ANTIVIRUS_INTERFERENCE, Cause.TLS_PLAIN_MISMATCH),
                    "bytes came before the greeting: not ours",
                    "RFC 5321 §4.3.1; Exim, smtp_enforce_sync"),
            new Rule(
                    phrase(
                                    "\\b(?:454|403)\\b[^;]{0,20} (?:start)?tls|tls (?:is )?(?:not available|unavailable)[^.]{0,12} (?:due to|temporar|at present|right now|because)|tls missing certificate")
                            .and(stage("connect", "tls", "greeting", "capability")),
                    likely(Cause.PROVIDER_OUTAGE_OR_TEMPORARY, Cause.TLS_PLAIN_MISMATCH)
                            .upTo(WhoMustAct.PROVIDER_ADMIN),
                    "the server offers encryption, and is not able to it itself",
                    "RFC 3207 §4; qmail and Postfix"),
            new Rule(
                    phrase(
                            "unrecogni[sz]ed ssl message|unsupported or unrecogni[sz]ed ssl|plain ?text connection\\?|wrong[_ ]version[_ ]number|not an ssl/?tls record|not a tls handshake|not look like a tls|record[_ ]too[_ ]long|packet length too long|http_request"
                                    + "|record overflow|bad[_ ]record[_ ]type|unknown[_ ]protocol|non-ssl socket|tls client ?hello|tls handshake (?:received )?on|again speaking|ssl3_get_record|the handshake failed due to an unexpected packet|unexpected tls packet|token supplied to the function is invalid|0x80090308"
                                    + "|frame (?:size|format)|s(?:tart)?tls (?:is )?(?:required|needed|requested)[^.]{0,10} but|s(?:tart)?tls (?:command )?(?:is )?(?:not|un)(?: )?(?:supported|available|advertised|offered|recogni[sz]ed|implemented|enabled)|tls is not (?:available|supported|enabled|offered) (?:on|here)|does(?: not|n't) (?:support|offer|advertise) (?:st(?:art)?tls|tls(?! ?v?1)|ssl|stls)|not an ssl|expected (?:a )?(?:tls|ssl)|plain ?-?text (?:was )?(?:received|answer|data|response)|(?:speaks|speak|has|no) (?:no )?(?:tls|ssl) (?:on|at) (?:this|that|the) port|using s(?:tart)?tls since it|(?:reserved|meant|used) for (?:plain ?-?text|ssl|tls|encrypted|unencrypted)|(?:ssl|tls)[^.]{0,20} on (?:a |an )?(?:plain|non-?ssl|non-?tls|starttls)|not support s(?:tart)?tls|invalid (?:tls|ssl) (?:record|header)|record version"
                                    + "|(?:tls|session|connection) (?:is )?already (?:active|encrypted|started|established|secur)|already in tls|tls already|not (?:been )?(?:configured|set up|enabled)[^.]{0,16} s(?:tart)?tls|parse (?:the )?(?:tls|ssl)|can'?not upgrade|could not convert socket to tls[^a-z]{0,8}$|garbled|[\\x00-\\x08\\x0e-\\x1f]|object reference not set|null ?reference|nullpointerexception|null pointer"),
                    likely(Cause.TLS_PLAIN_MISMATCH, Cause.NOT_A_MAIL_SERVER_ON_PORT, Cause.TLS_REQUIRED_BEFORE_AUTH),
                    "one side speaks TLS, the other plain text; some programs only stumble over the garbled answer",
                    "OpenSSL, JSSE, Node and .NET messages; RFC 8446 §5.1"),
            new Rule(
                    phrase("federated sts url"),
                    likely(Cause.TLS_VERSION_OR_CIPHER).upTo(WhoMustAct.PROVIDER_ADMIN),
                    "the organisation's own sign-in service is not secured",
                    "Microsoft, SMTP AUTH errors 5.7.139"),
            new Rule(
                    phrase(
                            "protocol[_ ]?version|no appropriate protocol|unsupported[_ ]protocol|no (?:shared|common|suitable) cipher|cypher|no cipher|cipher suites?|handshake[_ ]?failure|insufficient[_ ]security|inappropriate[_ ]fallback|legacy[_ ](?:sigalg|renegotiation)|no protocols? available"
                                    + "|(?:dh|ee)[_ ]key[_ ]too[_ ]small|dh_p|diffie|md too weak|alert (?:number )?(?:40|70|71)\\b|tls ?(?:v?1\\.[01]|1\\.0)[^;]{0,40}(?:not|no longer|unsupported|disabled|deprecat)|(?:not|no longer) support\\w{0,3} (?:for )?tls ?v?1|tls (?:protocol )?version|sslv[23]|common algorithm|algorithm negotiation|algorithms? (?:constraints|are not)"
                                    + "|client and server cannot communicate|bad signature type|wrong signature|ssl_choose_client_version|tlsv1 alert"),
                    likely(Cause.TLS_VERSION_OR_CIPHER),
                    "no common version or cipher",
                    "RFC 8446 §6.2; OpenSSL and JSSE messages; Microsoft, TLS 1.2 enforcement"),
            new Rule(
                    phrase(
                                    "server is not trusted|trust ?anchors? parameter|trust ?store|no (?:trusted )?(?:ca|root) cert|cacerts|unable to get local issuer|altname|alternative (?:dns |subject )?name|host ?name (?:in certificate )?(?:does ?n[o']t|verif|mismatch|validat|[^.]{0,2}[a-z0-9.-]{1,80} not verif)|peerunverified|unrecognized_name|hostname/ip|doesn'?t match|not match|name mismatch|remotecertificatenamemismatch|is valid for|not valid for|\\bcn\\b|common name|no name matching|not issued (?:to|for)|nicht (?:fur|mit) ")
                            .and(phrase(
                                            "certif|x\\.?509|trust|ca cert|cert|altname|alternative|host ?name|zertifikat|unverified|unrecognized_name")
                                    .and(BY_A_LIBRARY.or(BEFORE_SIGN_IN))),
                    certain(Cause.CERTIFICATE_UNTRUSTED_OR_EXPIRED_OR_NAME_MISMATCH)
                            .upTo(WhoMustAct.OPERATOR),
                    "another name than the one we asked for, or our own list of authorities: ours to mend",
                    "RFC 9525 §6; JSSE and OpenSSL messages"),
            new Rule(
                    phrase(
                                    "certificat|issuer (?:is )?unknown|\\bcn\\b[^.]{0,30} match|\\bcert[_ ]|_cert(?:_|\\b)|target principal name|0x8009032[258]|pkix|certpath|x\\.?509|self[-_ ]signed|trust ?anchor|untrusted|unknown[_ ]ca\\b|unknown_issuer|unable to (?:verify|get) |zertifikat|сертификат|证书")
                            .and(BY_A_LIBRARY.or(BEFORE_SIGN_IN)),
                    likely(
                            Cause.CERTIFICATE_UNTRUSTED_OR_EXPIRED_OR_NAME_MISMATCH,
                            Cause.PROXY_OR_ANTIVIRUS_INTERFERENCE),
                    "the certificate did not hold",
                    "RFC 5280 §6; JSSE, OpenSSL, Node and .NET messages"),
            new Rule(
                    phrase(
                                    "unknown ?host|no such host|unresolved|(?:host|server) (?:name )?(?:is )?(?:unknown|not found)|invalid host|no address for|(?:cannot|can't|could not|couldn't) find (?:the )?(?:host|server)|(?:host ?name|host|domain|name|dns)[^.]{0,60}(?:could not be|couldn'?t be|cannot be|can'?t be|not be|not|n't) (?:be )?(?:resolved|resolve|found|known|looked up)|could(?: not|n'?t) resolve|cannot resolve|resolve (?:host|address)|name or service (?:not |un)known|nodename nor servname|getaddrinfo"
                                            + "|enotfound|nxdomain|eai_noname|eai_nodata|no address associated|name (?:does not|could not|not) resolve|name resolution|host lookup|lookup [a-z0-9.-]{1,80}|dns (?:lookup|error|failure|resolution|query)|\\b11001\\b|\\bunknown (?:smtp |imap |pop3? )?host|no such domain|host (?:ist )?unbekannt|unbekannter host"
                                            + "|hote inconnu|host desconocido|хост неизвестен|узел не найден|non-?existent domain|gethostby|不知道这样的主机|找不到主机|未知的名称|无法解析|解析此远程名称|host sconosciuto|host nao e conhecido|nieznany host|host (?:is )?onbekend|ホストは不明|名を解決"
                                            + "|nicht aufgelost|pas pu etre resolu|resolver el nombre|risolvere il nome|разрешить (?:удаленное )?имя")
                            .and(phrase(
                                            "temporary failure|try again|eai_again|servfail|reverse (?:dns|lookup)|of your (?:ip|address|host)")
                                    .negate())
                            .and(BY_A_LIBRARY.or(phrase("host")))
                            .and(stage("send", "select").negate()),
                    likely(Cause.HOST_NOT_FOUND),
                    "the name has no address",
                    "RFC 1035 §4.1.1; getaddrinfo and Winsock messages"),
            new Rule(
                    phrase(
                            "temporary failure in name resolution|eai_again|servfail|try again[^a-z]{1,4}lookup|dns server"),
                    ambiguous(Cause.HOST_NOT_FOUND, Cause.PROVIDER_OUTAGE_OR_TEMPORARY),
                    "DNS itself did not answer: says nothing about the name",
                    "RFC 1035 §4.1.1; getaddrinfo(3)"),
            new Rule(
                    phrase(
                                    "connection (?:was |is )?(?:refused|rejected)|connect:? ?_?refused|port \\d{1,5} (?:is )?closed|refused by (?:the )?(?:server|peer|host)|econnrefused|actively refused|refused (?:the|our) (?:network )?connection|\\b10061\\b|errno[^a-z0-9]{0,3}(?:111|61)\\b|verweigerte die verbindung|verbindung (?:wurde )?(?:verweigert|abgelehnt)|zielcomputer die verbindung|connexion refusee|conexion rechazada|conexao recusada|connessione rifiutata"
                                            + "|denego expresamente|отверг[а-я]{0,3} запрос|积极拒绝|拒绝连接|连接被拒绝|接続を拒否|によって拒否|연결을 거부|expressement refus|rifiuto persistente|recusou ativamente|actief (?:heeft )?geweigerd|aktywnie jej odmawia|aktivne odmitl|etkin olarak reddet|aktivt nekade")
                            .and(BY_A_LIBRARY),
                    likely(Cause.CONNECTION_REFUSED, Cause.CONNECTION_TIMED_OUT),
                    "nothing listens there, or a firewall says no",
                    "RFC 9293 §3.5.2; connect(2) and Winsock messages"),
            new Rule(
                    phrase("could not connect to the server"),
                    ambiguous(Cause.CONNECTION_TIMED_OUT, Cause.CONNECTION_REFUSED, Cause.HOST_NOT_FOUND),
                    "no more is said; forwarding instead of a mailbox, or the network",
                    "mail programs' help pages"),
            new Rule(
                    phrase(
                                    "timed[ -]?out|time-?out|etimedout|esockettimedout|no route to host|enetunreach|ehostunreach|(?:network|host|net) (?:is )?unreachable|unreachable (?:host|network)|\\b10060\\b|\\b1006[05]\\b|errno[^a-z0-9]{0,3}(?:110|113|101|60)\\b|did not properly respond|deadline exceeded|did not (?:respond|answer)|(?:server|host) (?:is )?not responding|not reachable|no response|no banner|never received"
                                            + "|zeituberschreitung|zeitlimit|nicht innerhalb|delai (?:d'attente|depasse)|tiempo de espera|tempo limite|tempo scaduto|превышен|истекло время|超时|逾時|타임아웃|没有正确答复|richtig reagiert|repondu convenablement|respondio adecuadamente|risposta (?:non )?corretta|respondeu corretamente|нужный отклик|odpowiedziala? (?:poprawnie|prawidlowo)|correct (?:heeft )?gereageerd|正しく応答|적절히 응답")
                            .and(BY_A_LIBRARY.or(
                                    stage("greeting").and(phrase("bye|421").negate()))),
                    likely(Cause.CONNECTION_TIMED_OUT, Cause.CONNECTION_REFUSED, Cause.TLS_PLAIN_MISMATCH),
                    "no answer in time, or no way there",
                    "RFC 9293 §3.8.3; connect(2) and Winsock messages"),
            new Rule(
                    phrase("\\[eof\\]|\\beof\\b|unexpected (?:end|preauth|socket close)|premature|response: -1")
                            .and(phrase("port[^0-9]{1,3}(?:465|993|995)\\b")),
                    ambiguous(
                            Cause.TLS_PLAIN_MISMATCH,
                            Cause.CONNECTION_RESET_OR_CLOSED,
                            Cause.PROXY_OR_ANTIVIRUS_INTERFERENCE),
                    "a server of implicit TLS hangs up on plain text",
                    "RFC 8314 §3"),
            new Rule(
                    phrase(
                                    "went away|stream ended|lost connection|end closed connection|connection[^.]{0,20} reset|reset by peer|econnreset|econnaborted|broken pipe|epipe|forcibly closed|aborted by the software|software caused connection abort|connection abort|(?:connection|socket|channel|stream|transport|peer|host|server)[^.]{0,30}(?:closed|dropped|lost|terminated|hung up|hang up|disconnected|shut ?down)|closed (?:the|by)|hang up|\\beof\\b|end of (?:file|stream)|unexpected(?:ly)? (?:end|close|disconnect)|premature"
                                            + "|\\b1005[34]\\b|errno[^a-z0-9]{0,3}(?:104|32|54)\\b|close_notify|response: -1|connect_reset|end_of_file|non-properly terminated|ssl_error_syscall|ssl_error_zero|remote host terminated|shut down incorrectly|unexpected eof|no data|read error|i/o error|unable to read data|verbindung (?:wurde )?(?:zuruckgesetzt|geschlossen|getrennt)|connexion (?:re)?initialisee|connexion fermee|conexion (?:fue )?(?:restablecida|cerrada)|разорв|принудительно|强迫关闭|连接被重置|重置|断开|remotehost geschlossen|fermee par l'hote|interrupcion de una conexion|interrotta forzatamente|cancelamento de uma conexao|gwaltownie zamkniet|geforceerd gesloten|強制的に切断|강제로 끊")
                            .and(BY_A_LIBRARY.or(phrase("\\[eof\\]|imaplib|abort|unexpected")))
                            .and(code("UNAVAILABLE", "SYS/TEMP").negate()),
                    likely(
                            Cause.CONNECTION_RESET_OR_CLOSED,
                            Cause.PROVIDER_OUTAGE_OR_TEMPORARY,
                            Cause.TLS_PLAIN_MISMATCH),
                    "the line was cut",
                    "RFC 9293 §3.5; sockets' messages of several languages"),
            new Rule(
                    over("tls")
                            .and(
                                    phrase(
                                            "\\b(?:st(?:art)?tls|tls|ssl)\\b (?:is |was )?(?:required|needed)|(?:requires?|needs) (?:st(?:art)?tls|tls|ssl)\\b")),
                    ambiguous(
                            Cause.TLS_PLAIN_MISMATCH,
                            Cause.TLS_REQUIRED_BEFORE_AUTH,
                            Cause.PROXY_OR_ANTIVIRUS_INTERFERENCE),
                    "encryption was wanted, and was not offered",
                    "RFC 8314 §5.1"),
            new Rule(
                    over("tls")
                            .or(
                                    phrase(
                                            "(?:ssl|tls) (?:negotiation|handshake)[^.]{0,12}(?:fail|error|abort|unsuccess)|tls/ssl failure|negotiate (?:tls|ssl)|ssl_protocol_error|\\beproto\\b")),
                    ambiguous(
                            Cause.TLS_VERSION_OR_CIPHER,
                            Cause.TLS_PLAIN_MISMATCH,
                            Cause.CERTIFICATE_UNTRUSTED_OR_EXPIRED_OR_NAME_MISMATCH),
                    "TLS failed, and nothing else is said",
                    "RFC 8446 §6"),
            new Rule(
                    BY_A_LIBRARY
                            .and(
                                    phrase(
                                            "(?:could ?n[o']t|can ?n[o']t|unable to|failed to|not able to|connection[^.]{0,40} not) (?:be )?(?:establish|connect|open|reach)|connection (?:attempt )?failed|^no connection|problem connecting|gave up connect|(?:verbindung|verbinden)[^.]{0,60} (?:fehlgeschlagen|nicht|unmoglich|gescheitert)|connexion[^.]{0,60} (?:impossible|echou|perdue)|(?:no se (?:pudo|puede)|imposible) conectar|conexion[^.]{0,30} (?:fallida|imposible)|impossibile (?:connettersi|stabilire)|(?:nao foi possivel|falha ao) conectar|не удалось (?:подключ|соедин|установ)|ошибка (?:подключ|соедин)|连接(?:失败|不上)|无法连接|接続でき|연결할 수 없|(?:connect|connecting)[^.]{0,80} failed|failed to connect"))
                            .and(has(Word.TOO_MANY).negate())
                            .and(stage("auth", "select", "send")
                                    .and(over("imap", "pop3", "smtp"))
                                    .and(phrase(
                                                    "exception|verbind|connexion|conexion|connettersi|conectar|подключ|连接|接続|연결")
                                            .negate())
                                    .negate())
                            .and(phrase("response: \\d{3}|no (?:password|user|credential)")
                                    .negate()),
                    ambiguous(
                            Cause.CONNECTION_TIMED_OUT,
                            Cause.CONNECTION_REFUSED,
                            Cause.HOST_NOT_FOUND,
                            Cause.CONNECTION_RESET_OR_CLOSED),
                    "there was no connection, and nothing else is said",
                    "mail programs' and libraries' messages"));

    private PathRules() {}
}
