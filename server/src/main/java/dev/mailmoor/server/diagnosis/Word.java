package dev.mailmoor.server.diagnosis;

import java.util.regex.Pattern;

/**
 * The vocabulary of refusals: each kind of word in the ways that servers and libraries say it, English first, then the other
 * languages that real servers answer in. Texts are compared in lower case and without accents ({@link Wording}).
 *
 * <p>Only plain alternatives and bounded repetitions: no text, however hostile, takes more than linear time.
 */
enum Word {
    // Things
    PASSWORD(
            "passwor[dt]|passwd|passphrase|passcode|user/pass|\\bpass\\b|kennwort|mot de passe|contrasena|\\bsenha"
                    + "|\\bparol|парол|密码|密碼|口令|パスワード|비밀번호|wachtwoord|\\bhaslo|\\bheslo"
                    + "|salasana|losenord|adgangskode|\\bparol[aei]\\b|\\bsifre|jelszo|\\bparole\\b|lozink|암호|\\blozinka|κωδικο|mat khau|kata sandi"),
    CREDENTIAL("credential|zugangsdaten|anmeldedaten|identifiants?\\b|credencia|credenzial|учетные данные|凭证|凭据"
            + "|inloggegevens|dane logowania|prihlasovaci udaje|resmi kimlik|资格|認証情報|자격 증명"),
    USERNAME(
            "user ?-?(?:name|id)\\b|login name|account name|user or pass|benutzername|nom d'utilisateur|nombre de usuario"
                    + "|nome (?:de )?usuario|nome utente|имя пользовател|логин|用户名|\\bupn\\b"
                    + "|identifiant|gebruikersnaam|nazwa uzytkownika|uzivatelske jmeno|\\bjmeno|kullanici adi|felhasznalonev|korisnicko ime|nume(?:le)? de utilizator|ім'я користувач|brugernavn|anvandarnamn|kayttaja|ユーザー名|ユーザ名|아이디|사용자 이름"),
    ACCOUNT(
            "accounts?\\b|\\busers?\\b|mailbox|user'?s? mailbox|konto|benutzer|postfach|\\bcompte|utilisateur|cuenta|usuario"
                    + "|buzon|\\bconta\\b|utente|casella|аккаунт|учетн|пользовател|ящик|帐号|帐户|账号|账户|帳號|用户|邮箱|계정"
                    + "|gebruiker|uzytkownik|uzivatel|skrzynk|schrank|kullanici|hesab|brugere?\\b|konto|postbus|boite (?:aux lettres|mail)|messagerie|アカウント|メールボックス|사서함|메일함|사용자|\\bucet|\\buctu|\\btili\\b|\\bzugang\\b|caixa (?:postal|de correio)|(?:posta)?fiok|felhasznalo|utilizator|\\bcontul\\b|\\bracun|korisnik|облiков|обліков|користувач|поштов|tai khoan|\\bakun\\b"),
    LOGIN(
            "log[ -]?(?:in|on)s?\\b|logged[ -]in|\\blogin|sign(?:ed|ing)?[ -]?(?:in|on)\\b|\\bauth(?:enti\\w{0,12}|ori[sz]\\w{0,9})?\\b"
                    + "|\\bsasl\\b|anmeld|einlogg|connexion|identification|d'authentification|autentica|autenticac|sesion|accesso"
                    + "|авториз|аутентифик|вход в|登录|登陆|登入|认证|验证|認證|認証|로그인|인증"
                    + "|bejelentkez|azonosita|conectare|prijav|вхід|inlog|aanmeld|logowani|zaloguj|prihlas|oturum|giris|kirjautu|inloggning|iniciar sesion|iniciar sessao|accedi\\b|connecter|вой(?:ти|дите)|ログイン|サインイン|로그온"),
    CONNECTIONS(
            "connections?\\b|sessions?\\b|concurren|simultaneous|parallel|requests\\b|threads?\\b|logins at|processes\\b"
                    + "|verbindungen|connexions|conexiones|conexoes|connessioni|соединени|подключени|连接"
                    + "|verbindingen|polaczen|pripojeni|baglanti|会话|接続|세션|연결"),
    PROTOCOL(
            "\\bimap(?:4)?\\b|\\bpop3?\\b|\\bpop ?access|\\bsmtp(?: ?auth| submission)?\\b|smtpclientauthentication|imap4rev1|client access"
                    + "|mail client|email client|external (?:program|client)|protocol"
                    + "|mail ?programm|e-mail-?programm|programy? pocztow|klient(?:a|y)? pocztow|postovni klient|cliente de (?:correo|email)|client (?:de messagerie|di posta|mail)|logiciel de messagerie|extern(?:e|es|en|er)? (?:mail-?|e-mail-?)?(?:programm|anwendung|app)|(?:programmes?|applications?|logiciels?) (?:externe|tiers)|(?:programas|aplicaciones|aplicativos) extern|(?:programmi|app) estern|zewnetrzn[a-z]{1,4} (?:program|aplikac|klient)|внешн[а-я]{1,3} (?:программ|клиент|приложен)|почтов[а-я]{1,3} (?:программ|клиент)|メールソフト|외부 ?메일|third[- ]party (?:access|apps?\\b|e-?mail|clients?\\b|programs?)|external access|(?:e-?mail|mail) (?:apps?|programs?|software)\\b"),
    ADDRESS(
            "\\b(?:for|from) your address|\\bip(?:v[46])?s?\\b|ip address|your (?:network|address|host)|(?:this|that) (?:network|location|country|region)|client host|remote host|\\b\\d{1,3}(?:\\.\\d{1,3}){3}\\b"),
    MESSAGES(
            "messages?\\b|e-?mails?\\b|\\bmails?\\b|recipients?|sending|submission|relay|mensagens|envio|mensajes|nachrichten|писем|邮件|发信"),
    SENDER(
            "\\bsender|mail ?from|\\bfrom['\"]?(?: address| header| domain|:)|return[ -]path|identit(?:y|ies)|send(?:ing)? (?:as\\b|from)|sendas|absender"
                    + "|expediteur|remitente|remetente|отправител|发件人"),
    MECHANISM(
            "mechanism|auth\\w{0,12} (?:type|method|scheme)|\\bmechs?\\b|authtype|\\bntlm\\b|\\bgssapi\\b|cram-md5|digest-md5|\\bapop\\b"),
    SECURE(
            "start ?tls|\\bstls\\b|\\bssl\\b|\\btls\\b|ssl/tls|encrypt\\w{0,4}|secure (?:connection|channel|login|transport|link)"
                    + "|secured? connection|verschlussel|chiffr|cifrad|criptograf|шифрован|加密"),
    PLAINTEXT(
            "plain ?-?text|clear ?-?text|unencrypted|unsecured?|insecure|not encrypted|non-secure|without (?:ssl|tls|encryption)"
                    + "|klartext|unverschlussel|en clair"),
    APP_PASSWORD(
            "app(?:lication)?s?[ -]?(?:specific)?[ -]?passwor[dt]|app-?passwor|client-specific password|\\bapp token|appasswor"
                    + "|device passwor|external application|authori[sz]ation code|auth(?:entication)? ?code|invalidsecondfactor|app[- ]passwort"
                    + "|anwendungs\\w{0,10}passwor|mot de passe d'application|contrasena de aplicacion|senha de (?:app|aplicat)"
                    + "|password per (?:le )?app|parol\\w? prilozheniya|парол[а-я]{0,3} (?:для )?(?:внешн[а-я]{0,6} )?(?:приложени|программ)"
                    + "|授权码|授權碼|客户端(?:专用|授权)?密码|客户端授权|专用密码|应用密码|앱 비밀번호|third[- ]party (?:client )?password|client password|(?:external|special|separate|third-party) passwor[dt]"
                    + "|アプリ(?:ケーション)?(?:用|固有)?(?:の)?パスワード|애플리케이션 비밀번호|wachtwoord voor (?:apps|toepassing)|app-?wachtwoord|haslo (?:do |dla )?aplikacji|heslo (?:pro |k )?aplikac|uygulama sifre|(?:kod|parole?) di (?:app|applicazione)|passwor[dt] (?:for|fur|per|pour) (?:external |externe )?(?:apps?|applications?|programm|mail ?programm)|(?:normal|regular|main|usual|primary|account(?:'s)?(?: own)?|web ?mail|sign-in|login) passwor[dt] (?:can(?:no|')t|cannot|can not|does not|doesn't|will not|won't|is not|isn't|no longer)|(?:not|nicht|instead of|rather than|statt|never) (?:your|the|ihre?n?m?s?|das|dein(?:em|es)?) [^.]{0,20}(?<!user)passwor[dt]|(?:separate|seperate|dedicated|separates|eigenes|specific) (?:[a-z-]{1,20} )?passwor[dt]"),
    SECOND_FACTOR(
            "multi-?factor|two-?factor|2-?step|\\b2fa\\b|\\bmfa\\b|\\btotp\\b|\\botp\\b|second factor|one-?time (?:code|password)"
                    + "|strong auth|security defaults|conditional access|verification code required|did not meet the criteria"
                    + "|zwei-?faktor|двухфактор|两步验证|双重验证"
                    + "|two-?step|tweestaps|weryfikacj|dwuetapow|dvoufaktor|iki adim|verificacion en dos|verificacao em duas|verifica in due|double authentification|validation en deux|двухэтап|二段階|2段階|双因素|2단계|(?:one-?time|sms|verification|authenticator|confirmation) (?:code|pin)|codigo de verific|code de verific|код подтвержд"),
    BROWSER(
            "web ?-?browser|via the web|web ?login|webmail|on the web\\b|in a browser|browser|web (?:site|interface|client)|web alert"
                    + "|navegador|navigateur|no site|webbrowser|im web\\b|\\bonline\\b|браузер|веб-|浏览器|网页|ブラウザ|브라우저"),
    BASIC_AUTH(
            "legacy protocols?|basic ?auth\\w{0,10}|legacy auth\\w{0,10}|basicauthblocked|less secure app|password[- ]based auth\\w{0,10}"
                    + "|modern auth|passwords? (?:auth\\w{0,12}|log ?ins?|sign-?ins?)[^.]{0,30} (?:no longer|not|un)(?: ?supported| allowed| available)[^.]{0,40}oauth|use oauth|plain (?:password )?(?:auth|login)s? (?:is |are )?no longer"),
    QUOTA(
            "quota|mailbox (?:size )?limit|disk space|storage (?:limit|full|space)|no (?:more )?(?:space|room) (?:left )?(?:in|on|for)|mailbox (?:is |size )?(?:almost )?full|(?:box|database|store|folder|disk|drive|account|maildir) (?:is |has )?(?:almost )?full|full mailbox(?! name| address| path)|speicherplatz"
                    + "|postfach\\w{0,4} (?:ist )?voll|boite pleine|buzon lleno|caixa cheia|ящик переполнен|邮箱已满|空间不足"
                    + "|(?:casella|posta|cassetta|spazio)[^.]{0,20} (?:piena|esaurit|insufficient)|postbus (?:is )?vol\\b|mailbox (?:is )?vol\\b|skrzynka (?:jest )?(?:pelna|przepelnion)|schranka (?:je )?plna|kota(?:si)? (?:dol|as)|(?:buzon|almacenamiento|espacio)[^.]{0,20} (?:lleno|agotado|insuficiente)|boite[^.]{0,20}(?:pleine|saturee)|uberfullt|закончилось место|容量|용량"),
    LICENCE(
            "licen[sc]e|subscri(?:ption|bed)|your (?:current |e-?mail |hosting )?(?:plan|package|edition)|paid (?:plan|account|user)|premium|upgrade|paying (?:customer|user|member)|your (?:package|subscription|tariff)|(?:not|n't) (?:part of|in|included in) (?:your|the|this) (?:package|plan|subscription|tariff|edition)|free tier|free (?:plan|account|user)|trial"
                    + "|credits?\\b|business mail|billing|payment|\\bunpaid|not (?:purchased|provisioned)|tarif\\b|тариф"
                    + "|abonnement|abonament|suscripcion|assinatura|abbonamento|подписк|factura|facture|rechnung|kostenpflichtig|bezahl|套餐|付费|유료|有料"),
    BLOCK_LIST(
            "block ?-?list|black ?-?list|\\brbl\\b|\\bdnsbl\\b|spamhaus|barracuda|spamcop|sorbs|\\blisted (?:in|at|by|on)|reputation|\\bptr\\b|reverse dns"
                    + "|(?:deny|ban|reject|drop) ?-?list|intrusion prevention|senderscore|黑名单"),
    TOKEN("access ?token|bearer|refresh ?token|oauth|xoauth2|\\btoken\\b"),

    // What is said of them
    WRONG(
            "invalid|incorrect|\\bwrong\\b|\\bbad(?= (?:user|pass|credential|login|apop|auth|pop|logon))"
                    + "|not (?:a )?(?:valid|correct|accepted|match\\w{0,3}|right|loving)|no match|mismatch|do(?:es)?(?:n'?t| not) match|\\bunknown\\b"
                    + "|not (?:verif|authentic|known|recogni[sz]ed)|unrecogni[sz]ed|did not pass|hibas|helytelen|ervenytelen|gresit|pogresn|neispravn|nevazec|невірн|неправильн|хибн|falsch|ungultig|inkorrekt|unbekannt|invalide|incorrecto|incorrecta|incorreta|incorreto|errone|errat"
                    + "|errad|inval|nieprawidlow|neplatn|spatn|onjuist|ongeldig|неверн|неправильн|не верн|错误|錯誤|有误|不正确|不正確|不匹配|正しくあり"
                    + "|n'est pas (?:valide|correct|reconnu)|n'existe pas ou|no (?:es )?(?:valid|correct|coincid)|non (?:e )?(?:valid|corrett|riconosciut)|nao (?:e |sao |confere)?(?:valid|corret|confere|coincid)|stimmt nicht|stimmen nicht|nicht (?:korrekt|richtig|gultig)|zle |bledn|nespravn|yanlis|hatali|gecersiz|fel (?:losen|anvandar)|forkert|vaara|niepoprawn|onbekend|неправильн|не совпада|не подход|неизвестн|間違|無効|違い|不匹配|잘못|올바르지|일치하지|틀렸"),
    FAILED(
            "fail\\w{0,4}|unsuccessful|not successful|denied|den(?:y|ies)|reject\\w{0,3}|refus\\w{0,3}|unable|cannot|can'?t|could ?n[o']t"
                    + "|\\berrors?\\b|invalid|not (?:accepted|allowed|permitted|possible)|declin|fehlgeschlagen|fehler|verweigert"
                    + "|abgelehnt|nicht moglich|echou|echec|impossible|fallid|fallo|falh|rechazad|recusad|denegad|negad|non riuscit|fallit|negat"
                    + "|mislukt|geweigerd|nepodar|selhal|nieudan|ошибк|не удал|отказ|запрещ|失败|失敗|拒绝|拒絕|실패|エラー"
                    + "|sikertelen|esuat|neuspjes|неуспіш|не вдал|basarisiz|misluk|niepowodze|nie powiodl|neuspes|nezdar|epaonnistu|misslyck|できません|できませんでした|できない|拒否|无法|無法|不能|실패|거부|할 수 없"),
    LOCKED(
            "\\block(?:ed)?\\b|quarantin\\w{1,3}|dormant|archived|(?:was|is|been|got) closed|access (?:for [a-z ]{1,20} )?(?:has been |was |is )?revoked|you (?:have been|were|are) (?:blocked|banned)|no longer (?:authori[sz]ed|allowed|permitted|active|enabled)|(?:account|mailbox) (?:is |was |has been )?closed|locked[- ]?out|suspend\\w{0,3}|\\bdisable[d]?\\b|deactivat\\w{0,3}|inactiv\\w{0,3}|not (?:yet |been |currently )?activ(?:e|ated)\\b|\\bblocked|frozen"
                    + "|terminated|restricted|abuse|\\bbanned|compromised|deferred for|on hold|lockdown|cancel+ed|gesperrt|deaktiviert|desactiv|bloque|bloquead|desativad|suspendid"
                    + "|bloccat|disattivat|sospes|disabilitat|geblokkeerd|заблокир|отключен|锁定|冻结|凍結|禁用|停用|封禁|被封|已停|异常"
                    + "|vergrendeld|opgeschort|gedeactiveerd|zablokowan|zawieszon|nieaktywn|zablokovan|uzamcen|askiya|kilitl|engellen|devre disi|sparrad|suspendu|resilie|cloturee|verr?ouill|stillgelegt|eingeschrankt|not (?:currently )?enabled|zarol[tv]|letilt|felfuggeszt|blocat|suspendat|dezactivat|zakljucan|blokiran|заблоков|призупин|dado de baja|inhabilitad|cancelad|приостановл|деактивир|неактив|封锁|注销|冻|ロック|停止|凍結|잠겼|잠금|정지|차단|휴면|has been limited"),
    GONE(
            "does(?:n'?t| not) exist|do not exist|not exist|no such|not found|unknown (?:user|account|mailbox|recipient)|non-?existent|nonexistent|can(?:'t|not) be found"
                    + "|not (?:a )?(?:local|registered|known) (?:user|account|mailbox)|no (?:mailbox|account|user)\\b(?! name)|(?:user|account|recipient|address|mailbox) (?:is |was )?(?:not known|unknown)|unknown (?:address|login)|not (?:a )?local|never heard of|deleted|removed|existiert nicht|nicht gefunden|n'existe pas|inconnue?|no existe"
                    + "|nao existe|inexist|nem letez|nu exista|ne postoji|не існує|non esiste|не существует|не найден|不存在|no longer (?:available|exists)|have a business"
                    + "|nie istnieje|neexistuje|bestaat niet|mevcut degil|bulunamadi|introuvable|desconocid|sconosciut|unbekannter (?:benutzer|empfanger)|finns (?:inte|ej)|存在しません|見つかりません|没有该用户|用户不存在|존재하지|찾을 수 없|없는 (?:계정|사용자)"),
    OFF(
            "disabled|(?:does|do|did)(?:n't| not) (?:allow|permit|enable)|not (?:been |yet )?(?:enabled|activated|allowed|permitted|available|supported|active)|(?:is|are|has been|was|been|currently) (?:turned |switched )?off\\b|turned off|switched off"
                    + "|(?:accounts?|users?|mailbox|you|plan) (?:cannot|can't|may not|must not) (?:use|access)\\b|aktivieren sie|activez|habilite|ative o |attivare|включите|开启|yet to enable|have to (?:be )?enable|must (?:be )?enabled?|enable(?= (?:your account|it|them|access|imap|pop|smtp))|please (?:enable|open|turn on)|not open(?:ed)?|isn'?t (?:enabled|open)"
                    + "|no (?:permission|access|rights?)|not have(?= [a-z0-9 ]{0,12}access)|has no permission|access rights|not enabled|forbidden|service refus"
                    + "|deaktiviert|nicht (?:aktiviert|freigeschaltet|erlaubt|moglich)|desactive|pas (?:active|autorise)|deshabilitad|no (?:esta )?habilitad|desabilitad|nao (?:esta )?habilitad|disabilitat"
                    + "|non (?:e )?abilitat|отключ|выключ|не разреш|не включ|未开启|未開啟|没有开启|未启用|已关闭|关闭|没有权限|无权限|未开通"
                    + "|uitgeschakeld|niet (?:ingeschakeld|toegestaan|geactiveerd)|wylaczon|niedozwolon|nie jest (?:wlaczon|aktywn|dostepn)|vypnut|neni (?:povolen|aktivovan|aktivni)|kapali|etkin degil|nicht (?:verfugbar|aktiv|gestattet|eingeschaltet)|abgeschaltet|ausgeschaltet|gesperrt fur|n'est pas (?:active|autorise|disponible)|no (?:esta )?(?:activad|permitid|disponible)|non (?:e )?(?:attiv|consentit|disponibil)|nao (?:esta )?(?:ativ|permitid|disponivel)|inativ|недоступ|запрещ|未启动|无法使用|無効(?:です|に)|利用できません|許可されていません|사용 ?(?:안 ?함|하지 않|할 수 없|중지)|허용되지|설정(?:되지|이 되어 있지)|비활성|꺼져|금지"),
    EXPIRED(
            "validity (?:period )?(?:is |has )?(?:over|ended|expired)|expir(?!y)[a-z]{0,6}|has lapsed|too old|out of date|outdated|isn'?t valid any|no longer valid|abgelaufen|expire\\b|caducad|expirad|scadut|verlopen|истек|просроч|过期|過期|到期|已失效"
                    + "|suresi (?:dol|bit)|wygas|przeterminowan|vyprsel|platnost|ist alt\\b|abgelaufen|perime|vencid|vencio|venceu|ha caducado|forfall|lejart|istekl|закінчи|прострочен|utgang|истёк|устарел|有効期限|期限切れ|만료"),
    CHANGE(
            "must (?:be )?(?:change|replace)|first log ?-?in|initial password|temporary password|change (?:is )?required|needs? to be changed|need to change|should change|force change|change (?:your|the) password|must be reset|has to be reset|reset (?:your|the) password|(?:set|choose|pick) (?:a )?(?:new|another|stronger) (?:password)?|update your password|choose another"
                    + "|password reset|too (?:simple|weak|short)|weak password|passwort andern|muss geandert|changer (?:votre|le) mot|cambiar (?:su|la) contrasena|(?:смен|измен|помен)[а-я]{1,5} парол|修改密码|重置密码|更改密码|密码过于简单|弱密码"
                    + "|(?:musi|trzeba|nalezy) [^.]{0,20}zmieni|zmien haslo|zmente heslo|degistir|wachtwoord wijzig|wijzig (?:uw|je) wachtwoord|passwort (?:zu )?andern|neues passwort|new password must|changez votre|modifier votre mot|cambie (?:su|la) contrasena|cambi(?:a|are) la password|alter(?:e|ar) (?:a |sua )?senha|altere-a|変更してください|비밀번호를 변경"),
    REQUIRED(
            "requir\\w{0,3}|\\bmust\\b|\\bneed(?:s|ed)?\\b|\\bfirst\\b|please (?:use|enter|issue|enable|turn|switch|log|sign)|necessary|only (?:available|allowed|possible|supported|valid|accepted)|mandatory"
                    + "|erforderlich|benotigt|notwendig|zuerst|requise?|necessaire|d'abord|requerid|necesari|necessari|obrigatori|richiest|vereist|требует|необходим|neobhodim|需要|必须|请使用|请先"
                    + "|\\b(?:has|have|had) to\\b|needs? to|should be|verwenden sie|benutzen sie|bitte (?:verwenden|benutzen|nutzen|melden)|veuillez|por favor|utilice|utilisez|usar?e? |gebruik|uzyj|wymagan|pouzijte|vyzad|gerek|kullanin|kravs|anvand|нужен|нужно|нужна|используйте|войдите|必要|使用してください|해야|하십시오|하세요|필요"),
    FORBIDDEN(
            "disallow|not (?:allowed|permitted|accepted|supported|enabled|available)|disabled|prohibited|forbidden|refused|nicht (?:erlaubt|zulassig)|interdit|no permitid"),
    TOO_MANY(
            "too many|too much|used up|exhausted|too (?:often|frequent|fast|quick)|maximum|\\bmax\\b|exceed\\w{0,3}|excessive|limit\\w{0,4}|over the|more than|(?<!be )(?<!not )reached|more than|more [a-z]{1,12} than|zu viele|zu oft|trop de|demasiad|muitas|excedid|excedeu|troppi|troppe"
                    + "|слишком|превыш|过多|太多|频繁|頻繁|超过|超出|上限|frequen"
                    + "|te veel|te vaak|zbyt (?:wiele|duzo|czesto)|za duzo|prilis mnoho|cok (?:fazla|sik)|for (?:many|mange)|maximaal|nombre maximal|numero massimo|numero maximo|limite|limiet|przekroczon|prekrocen|asildi|достигнут|superat|superad|depass|uberschritt|overschred|ultrapass|回数|多すぎ|超え|너무 (?:많|자주)|초과|횟수"),
    ATTEMPTS(
            "attempts?|tries\\b|times\\b|logins?\\b|log ?on|auth\\w{0,12}|failures?|failed|invalid|incorrect|errors?|bad|commands?|versuche|tentatives|intentos|tentativas|tentativi|попыт|次数|次數|commands"
                    + "|pogingen|inlogpoging|\\bprob\\b|proby|pokus|deneme|forsok|essais|versuch|ingressos|試行|失敗|시도"),
    RATE(
            "rate ?-?(?:limit|controll?)|\\brate\\b|throttl|for today|today's|monthly|(?:current|this) (?:period|month)|slow(?:ing|ed)? down|back ?-?off|per (?:minute|hour|day|second|connection)|hourly|daily|frequency|frequently|quotaexceeded|too much mail"
                    + "|bandwidth|volume|traffic|flood|logins? must be|retry after|wait \\d{1,5} (?:sec|min|hour)|every \\d{1,4} (?:sec|min|hour)|limite maximo|каждые|giornalier|journalier|\\bdiari[oa]|taglich|stundlich|dagelijks|dzienn|\\bdenni|суточн|дневн|часов[а-я]{1,3} (?:лимит|квот)|gunluk|par (?:jour|heure)|pro (?:tag|stunde)|por (?:dia|hora)|al giorno|all'ora|в (?:час|сутки|день)|日次|하루|일일|频率|频次|今天|每天|每日"),
    TEMPORARY(
            "temporar\\w{0,4}|tempfail|try (?:it )?again|please (?:re)?try|retry|(?:try|again|once more) (?:in a|later|soon)|later\\b|transient|at present|at this time|at the moment|momentarily|\\bback (?:at|in|soon)|soon\\b|maintenance"
                    + "|vorubergehend|voruebergehend|spater|spaeter|wartung|temporair|plus tard|ulterieur|mas tarde|temporal|mais tarde|piu tardi|riprova|opnieuw|позже|временн|попробуйте|稍后|稍後|暂时|維護|维护|나중에"
                    + "|kesobb|atmeneti|ideiglenes|mai tarziu|kasnije|пізніше|тимчасов|tijdelijk|later opnieuw|probeer (?:het )?(?:later|over)|chwilowo|tymczasow|sprobuj (?:ponownie|pozniej)|docasn|zkuste|gecici|daha sonra|en este momento|al momento|momentanement|momentan|derzeit|aktuell nicht|in (?:kurze|wenigen)|перерыв|техническ|しばらく|後で|一時的|メンテナンス|잠시 후|일시적|점검"),
    TROUBLE(
            "internal (?:server )?error|server (?:side )?error|system (?:error|problem|failure|is busy)|\\bbusy\\b|overload|(?<!reason )unavailable|not available|unreachable|out of (?:service|memory|resources)|crash\\w{0,3}|(?:child|process|daemon|worker) (?:has )?(?:died|exited|terminated)|(?:my|postgre)?sql (?:server )?error|no servers?|down for|backend|back-end|shutting down|shutdown"
                    + "|restart(?!ing auth)|going down|not responding|unexpected|(?<![a-z\\\\])exception|fatal error|error (?:reading|opening|accessing|loading|fetching|querying|while|in processing)|(?:failed|unable) to (?:read|open|access|load|fetch|query|check|process)|open files|no memory|out of memory|processing (?:failed|error)|waiting for auth|in use by|failed to (?:connect|contact|open|read|lookup)|can(?:'t|not) (?:connect|contact|open|read|reach|get)|(?:service|server|ports?) (?:is |are )?(?:not (?:active|ready|responding)|down|busy|failed)|connection lost|connect(?:ion)? to|load\\b|generic failure|\\bi/?o (?:error|failure)|database|\\bldap\\b|lookup|internal|clock skew"
                    + "|nicht (?:verfugbar|erreichbar)|uberlastet|indisponible|no disponible|indisponivel|non disponibile|недоступ|внутренн|ошибка сервера|系统(?:繁忙|错误)|系統|繁忙|服务器"
                    + "|panne|incident technique|erreur (?:interne|technique|serveur|systeme)|error (?:interno|del servidor|de sistema)|erro (?:interno|no servidor)|errore (?:interno|del server|di sistema)|technische (?:storung|storing|probleme)|systemfehler|interner fehler|serverfehler|serverfout|blad (?:wewnetrzny|serwera|systemu)|chyba (?:serveru|systemu)|sunucu hatasi|サーバー(?:エラー|障害)|システムエラー|障害|서버 오류|시스템 오류|장애"),
    IDLE(
            "inactiv|idle|\\bkilled\\b|(?:session|connection)[^.]{0,20} (?:terminated|closed|killed|ended)|autologout|auto-?logout|because of timeout|time ?d? ?-?out|session (?:has )?(?:expired|ended|timed)|connection (?:is |was |has )?(?:expired|closed|terminated|dropped)|closing (?:the )?(?:connection|transmission|link|channel)|disconnect|session invalidated|logging out|logged out|signed out|goodbye");

    final Pattern pattern;

    Word(String alternatives) {
        pattern = Pattern.compile(alternatives);
    }
}
