/** Checks one channel once and says what came of it. */
@NullMarked
@ApplicationModule(allowedDependencies = {"mailbox", "signin", "provider", "diagnosis"})
package dev.mailmoor.server.probe;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
