/** Asks other people's web servers: addresses checked by the network guard, certificates and names verified, everything capped. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.mailmoor.server.outbound;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
