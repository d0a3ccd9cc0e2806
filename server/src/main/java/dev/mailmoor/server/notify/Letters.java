package dev.mailmoor.server.notify;

import dev.mailmoor.server.notify.PostgresNotices.Told;
import java.util.List;
import java.util.Set;

/** Composes the mails of some kinds, when they are sent. */
interface Letters {
    Set<String> kinds();

    Written write(OutgoingMail mail);

    /** The relay took the mail: in the transaction that notes that down. */
    default void taken(OutgoingMail mail) {}

    /** The relay surely did not take it, so nobody has what was in it. */
    default void notTaken(OutgoingMail mail, List<Told> tells) {}
}
