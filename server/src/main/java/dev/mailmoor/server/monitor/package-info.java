/** Decides when a channel is checked and remembers what was found: states, losses, incidents. Publishes mailbox.suspect, .connected, .auth-lost, .unreachable, .restored and provider.incident-opened, -closed. */
@NullMarked
@ApplicationModule(allowedDependencies = {"mailbox", "provider", "signin", "probe", "diagnosis"})
package dev.mailmoor.server.monitor;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
