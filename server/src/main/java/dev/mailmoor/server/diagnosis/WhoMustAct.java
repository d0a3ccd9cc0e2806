package dev.mailmoor.server.diagnosis;

/** Who can mend it. */
public enum WhoMustAct {
    MAILBOX_OWNER,
    PROVIDER_ADMIN,
    OPERATOR,
    NOBODY
}
