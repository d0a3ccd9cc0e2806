/** Makes a stored credential ready to use, and paces logins by the budget of each server. */
@NullMarked
@ApplicationModule(allowedDependencies = {"mailbox", "vault", "provider", "outbound"})
package dev.mailmoor.server.signin;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
