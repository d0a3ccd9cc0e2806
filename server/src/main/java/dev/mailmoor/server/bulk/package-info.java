/** Takes hundreds of mailboxes from a CSV file: preview, apply through reauth, report, undo. Publishes import.finished. */
@NullMarked
@ApplicationModule(allowedDependencies = {"mailbox", "vault", "provider", "diagnosis", "reauth", "notify"})
package dev.mailmoor.server.bulk;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
