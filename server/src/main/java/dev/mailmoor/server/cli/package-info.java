/** The command line. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"api", "vault", "mailbox", "provider", "discovery", "probe", "diagnosis", "signin"})
package dev.mailmoor.server.cli;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
