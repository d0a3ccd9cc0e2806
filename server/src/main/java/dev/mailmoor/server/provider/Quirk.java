package dev.mailmoor.server.provider;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Something that a provider's servers do unlike others. */
public enum Quirk {
    /** IMAP's ID (RFC 2971) must be sent before a folder is opened. */
    ID_BEFORE_SELECT,
    /** POP3 is not offered, or not to everybody. */
    POP_ON_PAID_PLANS,
    /** IMAP is not offered to everybody. */
    IMAP_ON_PAID_PLANS,
    /** The user name is what stands before the @. */
    LOCAL_PART_USERNAME,
    /** The user name is the mailbox's own address; an alias is refused. */
    NO_ALIAS_AS_USERNAME,
    /** It listens on the person's own computer, with a certificate and password of its own. */
    LOCAL_BRIDGE,
    /** SMTP takes the password although IMAP and POP3 take OAuth only. */
    PASSWORD_FOR_SMTP_ONLY;

    /** As the file has it: {@code id-before-select}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Quirk> of(String word) {
        return Arrays.stream(values())
                .filter(quirk -> quirk.word().equals(word))
                .findFirst();
    }
}
