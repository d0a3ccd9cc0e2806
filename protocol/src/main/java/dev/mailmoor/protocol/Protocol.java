package dev.mailmoor.protocol;

/** The protocols a mailbox is reached by. */
public enum Protocol {
    IMAP,
    POP3,
    SMTP;

    /** Where its servers listen unless said otherwise (RFC 8314 §7.3, RFC 6409 §3.1). */
    public int usualPort(TlsMode security) {
        boolean implicit = security == TlsMode.TLS;
        return switch (this) {
            case IMAP -> implicit ? 993 : 143;
            case POP3 -> implicit ? 995 : 110;
            case SMTP -> implicit ? 465 : 587;
        };
    }
}
