/** Tells people by mail: who is told of a loss, when, in which words; an outbox hands it to the operator's relay. */
@NullMarked
@ApplicationModule(allowedDependencies = {"mailbox", "vault", "provider", "diagnosis", "monitor", "reauth"})
package dev.mailmoor.server.notify;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
