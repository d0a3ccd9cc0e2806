/** Knows the mail providers: servers, app-password guidance, quirks; data, no I/O. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.mailmoor.server.provider;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
