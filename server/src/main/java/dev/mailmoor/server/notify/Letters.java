package dev.mailmoor.server.notify;

import java.util.Set;

/** Composes the mails of some kinds, when they are sent. */
interface Letters {
    Set<String> kinds();

    Written write(OutgoingMail mail);
}
