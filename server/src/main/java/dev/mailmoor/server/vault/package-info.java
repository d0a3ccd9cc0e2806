/** Seals secrets and opens them; the only place that sees keys. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.mailmoor.server.vault;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
