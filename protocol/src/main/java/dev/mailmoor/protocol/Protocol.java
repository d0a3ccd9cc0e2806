package dev.mailmoor.protocol;

/** The protocols a mailbox is reached by. */
public enum Protocol {
    IMAP,
    POP3,
    SMTP
}
