/** Tells programs of events by Standard Webhooks: queued with the journal, signed, retried, in order for each mailbox. */
@NullMarked
@ApplicationModule(allowedDependencies = {"vault", "outbound", "notify"})
package dev.mailmoor.server.webhook;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
