package dev.mailmoor.server.diagnosis;

import java.util.Locale;

/** Who can mend it. */
public enum WhoMustAct {
    MAILBOX_OWNER,
    PROVIDER_ADMIN,
    OPERATOR,
    NOBODY;

    /** The contract's word, {@code mailbox-owner} for one. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
