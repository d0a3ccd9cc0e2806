/** Finds the mail servers of an address: by the table of providers, by what its domain publishes, by guesses that answer. */
@NullMarked
@ApplicationModule(allowedDependencies = {"provider", "outbound"})
package dev.mailmoor.server.discovery;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
