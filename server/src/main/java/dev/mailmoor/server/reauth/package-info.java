/** Takes a new credential, the first one too: proved, then swapped. Publishes mailbox.credential-changed and .removed. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"mailbox", "vault", "provider", "discovery", "signin", "probe", "diagnosis", "monitor"})
package dev.mailmoor.server.reauth;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
