/** Reads across the others' tables: lists, searches, counts and charts. */
@NullMarked
@ApplicationModule(allowedDependencies = {"mailbox", "monitor", "provider", "diagnosis"})
package dev.mailmoor.server.fleet;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
