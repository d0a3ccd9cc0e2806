/** Knows the mail providers: servers, app-password guidance, quirks; data read once at the start, the operator's own too. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.mailmoor.server.provider;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
