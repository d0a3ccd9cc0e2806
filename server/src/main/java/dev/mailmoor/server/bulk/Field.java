package dev.mailmoor.server.bulk;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a column may mean (CONTRACT §6), with the names that other tools' exports give it. */
public enum Field {
    EMAIL(
            "emailaddress",
            "mailbox",
            "mailboxaddress",
            "address",
            "accountemail",
            "emailaccount",
            "fromemail",
            "senderemail",
            "fromaddress",
            "smtpemail",
            "userprincipalname",
            "imapemail"),
    PASSWORD("apppassword", "emailpassword", "mailpassword", "accountpassword", "pass", "passwort", "pwd"),
    FIRST_NAME("firstname", "fname", "givenname", "senderfirstname"),
    LAST_NAME("lastname", "lname", "surname", "familyname", "senderlastname"),
    /** First and last name in one. */
    FULL_NAME("fullname", "name", "fromname", "smtpfromname", "sendername", "displayname"),
    CONFIGURATION_NAME("configuration", "configname", "accountname", "label"),
    DESCRIPTION("notes", "note", "comment"),
    OWNER("owneremail"),
    TAGS("tag", "labels"),
    /** Of both sides. */
    USERNAME("login", "user", "userid"),
    RECEIVING_PROTOCOL("protocol", "incomingprotocol"),
    RECEIVING_HOST(
            "imaphost",
            "imapserver",
            "imaphostname",
            "imap",
            "incominghost",
            "incomingserver",
            "incomingmailserver",
            "pop3host",
            "pop3server",
            "pophost",
            "popserver",
            "receivingserver"),
    RECEIVING_PORT("imapport", "incomingport", "pop3port", "popport"),
    RECEIVING_SECURITY(
            "imapsecurity", "imapencryption", "imapssl", "imaptls", "imapsecure", "incomingsecurity", "pop3security"),
    RECEIVING_USERNAME("imapusername", "imapuser", "imaplogin", "incomingusername", "pop3username"),
    RECEIVING_PASSWORD("imappassword", "imappass", "incomingpassword", "pop3password"),
    SENDING_HOST(
            "smtphost",
            "smtpserver",
            "smtphostname",
            "smtp",
            "outgoinghost",
            "outgoingserver",
            "outgoingmailserver",
            "sendingserver"),
    SENDING_PORT("smtpport", "outgoingport"),
    SENDING_SECURITY("smtpsecurity", "smtpencryption", "smtpssl", "smtptls", "smtpsecure", "outgoingsecurity"),
    SENDING_USERNAME("smtpusername", "smtpuser", "smtplogin", "outgoingusername"),
    SENDING_PASSWORD("smtppassword", "smtppass", "outgoingpassword");

    private final List<String> aliases;

    Field(String... aliases) {
        this.aliases = List.of(aliases);
    }

    /** The name of CONTRACT §6, {@code receiving_host} for one. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean secret() {
        return this == PASSWORD || this == RECEIVING_PASSWORD || this == SENDING_PASSWORD;
    }

    /** Written with capitals, spaces, hyphens and underscores alike. */
    public static Optional<Field> named(String text) {
        String plain = plain(text);
        return Arrays.stream(values())
                .filter(field -> plain(field.word()).equals(plain))
                .findFirst();
    }

    /** By its own name, or one that other tools use. */
    static Optional<Field> meant(String header) {
        String plain = plain(header);
        return named(header)
                .or(() -> Arrays.stream(values())
                        .filter(field -> field.aliases.contains(plain))
                        .findFirst());
    }

    static String plain(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("\\[[^\\]]*\\]|[\\s_.*()/:-]+", "");
    }
}
