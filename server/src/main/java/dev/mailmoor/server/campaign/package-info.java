/** Asks the owners of many lost mailboxes at once: one link for each person, reminders, and who has acted. */
@NullMarked
@ApplicationModule(allowedDependencies = {"mailbox", "vault", "fleet", "reauth", "notify"})
package dev.mailmoor.server.campaign;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
