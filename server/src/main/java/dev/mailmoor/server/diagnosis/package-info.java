/** Turns the outcome of a sign-in into its cause, confidence and remedy; pure functions. */
@NullMarked
@ApplicationModule(allowedDependencies = {"provider"})
package dev.mailmoor.server.diagnosis;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
